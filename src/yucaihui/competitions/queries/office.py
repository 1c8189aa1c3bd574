"""What waits for the office in competitions, all editions together."""

from dataclasses import dataclass

from yucaihui.competitions.models import Appeal, Challenge, Entry


@dataclass(frozen=True)
class Waiting:
    """How many entries to screen, challenges to vet, appeals to answer."""

    entries: int
    challenges: int
    appeals: int


def waiting_in_competitions() -> Waiting:
    return Waiting(
        entries=Entry.objects.filter(case__state="submitted").count(),
        challenges=Challenge.objects.filter(case__state="submitted").count(),
        appeals=Appeal.objects.filter(case__closed_at=None).count(),
    )
