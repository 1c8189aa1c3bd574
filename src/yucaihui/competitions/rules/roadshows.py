"""What a roadshow's office may do when, and an entry's result: predicates on loaded rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class TooFewSheets(ValueError):
    """Nothing is left once the highest and the lowest are dropped."""


@dataclass(frozen=True)
class Move:
    """From which states a slot comes to which, and what the button says."""

    sources: Collection[str]
    target: str
    label: Promise


MOVES = {
    "call": Move(("scheduled", "no_show"), "called", pgettext_lazy("slot move", "Call")),
    "present": Move(("called",), "presenting", pgettext_lazy("slot move", "Start presenting")),
    "question": Move(("presenting",), "questions", pgettext_lazy("slot move", "Start questions")),
    "score": Move(("questions",), "scoring", pgettext_lazy("slot move", "Start scoring")),
    "close": Move(("scoring",), "closed", pgettext_lazy("slot move", "Close scoring")),
    "miss": Move(("called",), "no_show", pgettext_lazy("slot move", "Did not come")),
    "put_back": Move(("called",), "scheduled", pgettext_lazy("slot move", "Put back")),
}


def moves_from(state: str) -> dict[str, Move]:
    return {name: move for name, move in MOVES.items() if state in move.sources}


def takes_sheets(slot_state: str, *, reopened: bool = False) -> bool:
    """Nobody scores what has not been presented; a sheet that was opened again may follow."""
    return slot_state in ("presenting", "questions", "scoring") or (
        reopened and slot_state == "closed"
    )


def minutes_of(roadshow: Any, slot_state: str) -> int:
    """How long the state a slot is in lasts; nought where no clock runs."""
    return {
        "presenting": int(roadshow.presenting_minutes),
        "questions": int(roadshow.question_minutes),
    }.get(slot_state, 0)


def trimmed_mean(totals: Sequence[int], dropped: int) -> int:
    """The mean without the `dropped` highest and lowest, as a whole number; a half is rounded up.

    Raises:
        TooFewSheets
    """
    kept = sorted(totals)[dropped : len(totals) - dropped]
    if not kept:
        raise TooFewSheets
    return (2 * sum(kept) + len(kept)) // (2 * len(kept))
