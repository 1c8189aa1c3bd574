"""Reads on conflicts of interest: who is tied to which entry, and which pairs may not be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from yucaihui.competitions.models import Conflict, Edition, Entry, TeamMember
from yucaihui.competitions.rules.judging import STRONG
from yucaihui.engines.text.names import organisation_key, person_key

# Entries that nobody judges any more.
GONE = ("draft", "withdrawn", "ended")


def conflicts_in(edition: Edition) -> QuerySet[Conflict]:
    """For the office, the strongest first."""
    return (
        Conflict.objects.filter(judge__edition=edition)
        .select_related("judge__person", "entry__case", "entry__track", "entry__project")
        .order_by("-strength", "judge__code", "entry__code", "kind")
    )


def barred_pairs(edition: Edition) -> set[tuple[int, int]]:
    """(judge, entry) that may not come together: confirmed, or strong and undecided."""
    undecided = Q(state=Conflict.State.POTENTIAL, strength__gte=STRONG)
    rows = Conflict.objects.filter(judge__edition=edition).filter(
        Q(state=Conflict.State.CONFIRMED) | undecided
    )
    return set(rows.values_list("judge", "entry"))


def is_barred(judge_id: int, entry_id: int) -> bool:
    undecided = Q(state=Conflict.State.POTENTIAL, strength__gte=STRONG)
    rows = Conflict.objects.filter(judge=judge_id, entry=entry_id)
    return rows.filter(Q(state=Conflict.State.CONFIRMED) | undecided).exists()


@dataclass
class Parties:
    """Everybody behind the entries of an edition, and which entries each is behind."""

    rows: list[Any] = field(default_factory=list)
    entries: dict[Any, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, party: Any, entry: int) -> None:
        if party is None:
            return
        if party not in self.entries:
            self.rows.append(party)
        self.entries[party].add(entry)

    def entries_by_name(self) -> dict[str, set[int]]:
        """By every key that a name of theirs may be written with."""
        named: dict[str, set[int]] = defaultdict(set)
        for party, entries in self.entries.items():
            for key in keys_of(party.name_zh, party.name_en):
                named[key] |= entries
        return named


def keys_of(*names: str) -> set[str]:
    """How names are compared: as those of organisations and as those of people."""
    given = [name for name in names if name.strip()]
    return {key(name) for name in given for key in (organisation_key, person_key)} - {""}


def parties_of(edition: Edition) -> Parties:
    """Teams, their organisations, and the leads and organisations of their projects."""
    parties = Parties()
    entries = Entry.objects.filter(track__edition=edition).exclude(case__state__in=GONE)
    for entry in entries.select_related("organisation", "project__lead", "project__organisation"):
        for party in (entry.organisation, entry.project.lead, entry.project.organisation):
            parties.add(party, entry.pk)
    for member in members_of(entries):
        parties.add(member.person, member.entry_id)
    return parties


def members_of(entries: Iterable[Entry] | QuerySet[Entry]) -> QuerySet[TeamMember]:
    rows = TeamMember.objects.filter(entry__in=entries, state=TeamMember.State.ACCEPTED)
    return rows.exclude(person=None).select_related("person")
