"""Reads on cases: what may be done, what happened as far as its reader may see it, and whether
the journal is whole."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.db.models import QuerySet

from yucaihui.casework.models import Case, Entry, digest_of_note
from yucaihui.casework.process import Move, State, process_named

__all__ = [
    "Case", "ChainVerdict", "Line", "cases_of", "exported_cases", "journal_of", "moves_open_to",
    "state_of", "verify_chain",
]  # fmt: skip


def cases_of(person: Any) -> QuerySet[Case]:
    """The cases about a person, newest first."""
    return Case.objects.filter(subject=person).order_by("-pk")


def state_of(case: Case) -> State:
    return process_named(case.process).state(case.state)


def moves_open_to(case: Case, roles: Iterable[str]) -> list[Move]:
    """The moves that one who holds `roles` in this case may make now."""
    return process_named(case.process).moves_out_of(case.state, roles)


@dataclass(frozen=True)
class Line:
    """One line of a journal as its reader sees it; fits the timeline of `ui`."""

    at: datetime
    title: str
    who: str
    note: str
    kind: str
    reason: str
    move: str


def journal_of(case: Case, *, inside: bool) -> list[Line]:
    """What happened, newest first.

    Those inside (who work on the case) read all. Its subject reads the words meant for them, the
    lines that changed something for them, what they did themselves and what was shared with them.
    """
    entries = sorted(case.entries.all(), key=lambda entry: -entry.number)
    subject = case.subject.user_id if case.subject else None
    return [
        line_of(case, entry, inside=inside, open_text=inside or entry.shared or own(entry, subject))
        for entry in entries
        if inside or entry.shared or own(entry, subject) or changed_outside(case, entry)
    ]


def own(entry: Entry, user_id: int | None) -> bool:
    return user_id is not None and entry.actor_id == user_id


def changed_outside(case: Case, entry: Entry) -> bool:
    states = process_named(case.process).by_name
    if not entry.source:
        return True
    before, after = states[entry.source], states[entry.target]
    return before.word(inside=False) != after.word(inside=False)


def line_of(case: Case, entry: Entry, *, inside: bool, open_text: bool) -> Line:
    process = process_named(case.process)
    move = process.move_named(entry.source, entry.move)
    state = process.state(entry.target)
    stays = move is not None and entry.source == entry.target
    reason = move.reasons.get(entry.reason, entry.reason) if move and open_text else ""
    return Line(
        at=entry.at,
        title=str(move.label) if move and stays else state.word(inside=inside),
        who=str(process.roles.get(entry.role, entry.role)),
        note=entry.note if open_text else "",
        kind=state.kind,
        reason=str(reason),
        move=entry.move,
    )


@dataclass(frozen=True)
class ChainVerdict:
    """`broken` is the number of the first line that is missing or was changed; None when whole."""

    lines: int
    broken: int | None

    @property
    def whole(self) -> bool:
        return self.broken is None


def verify_chain(case: Case) -> ChainVerdict:
    """Recompute the journal's digests and hold its end against the case."""
    before, expected, last = "", count(), None
    for entry in case.entries.order_by("number"):
        number = next(expected)
        if entry.number != number or not holds(entry, before, case.uid):
            return ChainVerdict(number, number)
        before, last = entry.digest, entry
    lines = next(expected)
    whole = last is not None and (last.number, last.target) == (case.version, case.state)
    return ChainVerdict(lines, None if whole else lines)


def holds(entry: Entry, before: str, case_uid: str) -> bool:
    """An erased note (no note, no salt) is no damage; a note that differs from its digest is."""
    erased = not entry.note and not entry.note_salt
    note_fits = erased or digest_of_note(entry.note_salt, entry.note) == entry.note_digest
    return note_fits and entry.digest_after(before, case_uid) == entry.digest


def exported_cases(person: Any) -> list[dict[str, Any]]:
    """A person's cases with the journals as they may read them, ready for JSON."""
    return [
        {
            "number": case.uid,
            "process": case.process,
            "state": state_of(case).word(inside=False),
            "opened_at": case.opened_at.isoformat(),
            "journal": [
                {**asdict(line), "at": line.at.isoformat()}
                for line in journal_of(case, inside=False)
            ],
        }
        for case in cases_of(person).select_related("subject").prefetch_related("entries")
    ]
