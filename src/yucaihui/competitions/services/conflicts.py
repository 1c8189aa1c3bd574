"""Conflicts of interest: found in the records, declared, entered, decided.

A decision of a person is pinned: finding again changes neither it nor what follows from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.models import Assignment, Conflict, DeclaredTie, Edition, Entry, Judge
from yucaihui.competitions.queries.conflicts import Parties, keys_of, parties_of
from yucaihui.competitions.services.judging_letters import tell_judge
from yucaihui.competitions.services.seats import end_assignments
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record, record_many
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import STRENGTH, conflicts_of
from yucaihui.directory.services.people import require

State = Conflict.State
Progress = Callable[[int, int], None]
TASK = "competitions.find_conflicts"
DECLARED = "declared"
BATCH = 500


@dataclass
class Tie:
    """Why a judge is close to an entry; `detail` names keys of organisations, never people."""

    strength: int
    source: str = Conflict.Source.DETECTED
    detail: set[str] = field(default_factory=set)


Ties = dict[tuple[int, int, str], Tie]


def ask_to_find(edition: Edition, *, by: Any) -> Job:
    """Queue the search; while one waits or runs, that one is given."""
    require(allowed=is_office(by))
    running = Job.objects.filter(task=TASK, arguments={"edition": edition.uid})
    return running.filter(state__in=("queued", "running")).first() or enqueue(
        TASK, owner=by, edition=edition.uid
    )


def find_conflicts(edition: Edition, progress: Progress = lambda _d, _t: None) -> dict[str, int]:
    """Compare every judge with everybody behind every entry, and keep what is found as potential.

    What was found before and is undecided goes when it is not found any more.
    """
    judges = list(
        edition.judges.exclude(state__in=(Judge.State.DECLINED, Judge.State.RELEASED))
        .select_related("person", "organisation")
        .prefetch_related("ties")
    )
    parties = parties_of(edition)
    progress(1, 4)
    ties = ties_between(judges, parties)
    progress(2, 4)
    counts = keep_ties(edition, ties, progress)
    progress(4, 4)
    return counts


def ties_between(judges: list[Judge], parties: Parties) -> Ties:
    found: Ties = {}
    shared = conflicts_of([judge.person for judge in judges], parties.rows)
    named = parties.entries_by_name()
    for judge in judges:
        for one in shared[judge.person.pk]:
            strength = round(100 * one.strength)
            add_tie(found, judge, parties.entries[one.with_], one.kind, Tie(strength), one.detail)
        for entries in employers_entries(judge, parties):
            add_tie(found, judge, entries, "employee", Tie(100))
        for tie in judge.ties.all():
            add_declared(found, judge, tie, named)
    return found


def employers_entries(judge: Judge, parties: Parties) -> Iterable[set[int]]:
    """The entries of the organisation that the office named as the judge's."""
    if judge.organisation is not None and judge.organisation in parties.entries:
        yield parties.entries[judge.organisation]


def add_declared(found: Ties, judge: Judge, tie: DeclaredTie, named: dict[str, set[int]]) -> None:
    for key in keys_of(tie.name):
        entries = named.get(key, set())
        add_tie(found, judge, entries, DECLARED, Tie(100, Conflict.Source.DECLARED), (tie.name,))


def add_tie(
    found: Ties,
    judge: Judge,
    entries: Iterable[int],
    kind: str,
    tie: Tie,
    detail: tuple[str, ...] = (),
) -> None:
    for entry in entries:
        place = found.setdefault((judge.pk, entry, kind), Tie(tie.strength, tie.source))
        place.detail.update(detail)


def keep_ties(edition: Edition, ties: Ties, progress: Progress) -> dict[str, int]:
    """Write what is new, change what changed, drop what is gone; what was decided stays."""
    with transaction.atomic():
        held = {
            (row.judge_id, row.entry_id, row.kind): row
            for row in Conflict.objects.filter(judge__edition=edition)
        }
        new = [conflict_row(key, tie) for key, tie in ties.items() if key not in held]
        Conflict.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
        progress(3, 4)
        undecided = {key: row for key, row in held.items() if row.decided_at is None}
        gone = [row.pk for key, row in undecided.items() if key not in ties]
        Conflict.objects.filter(pk__in=gone, decided_at=None).delete()
        changed = [row for key, row in undecided.items() if key in ties and refresh(row, ties[key])]
        Conflict.objects.bulk_update(changed, ["strength", "source", "detail"], batch_size=BATCH)
        counts = {"found": len(ties), "new": len(new), "gone": len(gone)}
        record(None, "conflict.searched", edition, **counts)
    return counts


def conflict_row(key: tuple[int, int, str], tie: Tie) -> Conflict:
    judge, entry, kind = key
    return Conflict(
        judge_id=judge,
        entry_id=entry,
        kind=kind,
        strength=tie.strength,
        source=tie.source,
        detail=sorted(tie.detail),
    )


def refresh(row: Conflict, tie: Tie) -> bool:
    """Take over what was found now; did anything change?"""
    before = row.strength, row.source, row.detail
    row.strength, row.source, row.detail = tie.strength, tie.source, sorted(tie.detail)
    return before != (row.strength, row.source, row.detail)


def decide_conflicts(rows: QuerySet[Conflict], state: str, *, by: Any, note: str = "") -> int:
    """Confirm or dismiss; gives how many changed. Confirmed, the judge is barred and what they were
    to score, or have scored, is void. A decision may be taken again the other way.

    Raises:
        Refused: no such decision, or a dismissal without a reason.
    """
    require(allowed=is_office(by))
    if state not in (State.CONFIRMED, State.DISMISSED):
        raise Refused(_("Confirm the conflict or dismiss it."), "state")
    if state == State.DISMISSED and not note.strip():
        raise Refused(_("Say why it does not matter: the note stays with the decision."), "note")
    with transaction.atomic():
        ids = list(rows.exclude(state=state).values_list("pk", flat=True))
        open_rows = Conflict.objects.filter(pk__in=ids).exclude(state=state)
        count = open_rows.update(
            state=state, note=note[:200], decided_by=by, decided_at=timezone.now()
        )
        decided = list(Conflict.objects.filter(pk__in=ids).select_related("judge"))
        record_many(by, f"conflict.{state}", decided)
        if state == State.CONFIRMED:
            void_between(decided, by=by)
    return count


def enter_conflict(judge: Judge, entry: Entry, note: str, *, by: Any) -> Conflict:
    """The office knows of a tie that no record shows: confirmed at once.

    Raises:
        Refused: no word on why, or judge and entry are of different editions.
    """
    require(allowed=is_office(by))
    if not note.strip():
        raise Refused(_("Say in a few words what the conflict is."), "note")
    if entry.track.edition_id != judge.edition_id:
        raise Refused(_("This entry belongs to another edition."), "entry")
    decision = {"state": State.CONFIRMED, "note": note[:200], "decided_by": by}
    with transaction.atomic():
        conflict, _made = Conflict.objects.update_or_create(
            judge=judge,
            entry=entry,
            kind="entered",
            defaults={**decision, "source": Conflict.Source.OFFICE, "decided_at": timezone.now()},
        )
        record(by, "conflict.entered", conflict)
        void_between([conflict], by=by)
    return conflict


def void_between(conflicts: Iterable[Conflict], *, by: Any) -> None:
    """What the judges were to score of these entries is void, scored or not; they are told."""
    entries_by_judge: dict[Judge, list[int]] = defaultdict(list)
    for conflict in conflicts:
        entries_by_judge[conflict.judge].append(conflict.entry_id)
    for judge, entries in entries_by_judge.items():
        rows = Assignment.objects.filter(judge=judge, entry__in=entries)
        codes = list(rows.filter(state__in=Assignment.OPEN).values_list("entry__code", flat=True))
        if end_assignments(rows, Assignment.State.VOIDED, by=by, note="conflict"):
            tell_judge(judge, "voided", "judge_seat", codes=sorted(set(codes)))


def kinds_by_strength() -> list[str]:
    return sorted(STRENGTH, key=lambda kind: -STRENGTH[kind])
