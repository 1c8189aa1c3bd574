"""Run the engine over two sets and keep what it found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from yucaihui.engines import matching as engine
from yucaihui.engines.fairness import audit, middle
from yucaihui.matching.models import Atom, Audit, Match, MatchRun
from yucaihui.matching.queries import (
    candidates_of,
    compared_people,
    indexes_of,
    latest_run,
    lists_of,
    runs,
    statistics_of,
    stored_atoms,
)

Progress = Callable[[int, int], None]
BATCH = 5000
# A record changed between runs is put into the lists of this many on the other side.
REACH = 200
# So many lists of a former run are deleted in one step.
LISTS_AT_ONCE = 200
# Of a former run this many lists of the left side stay, to compare with later runs, and so many
# runs stay at all.
SAMPLE = 200
KEPT_RUNS = 60
# The places of a list that count as selected when a run is audited, the attributes it is audited
# for, and which of them together.
SELECTED = 20
ATTRIBUTES = ("gender", "age", "nationality", "ethnicity", "disability")
COMBINATIONS = (*((name,) for name in ATTRIBUTES), *(("gender", name) for name in ATTRIBUTES[1:]))

Pair = tuple[int, int, engine.Match]
Row = tuple[int, int, int, float, int, int, int]
INSERT = """
INSERT INTO matching_match (run_id, left_id, right_id, score, title, skills, text)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


def run_matching(
    left_kind: str,
    right_kind: str,
    positions: Sequence[engine.Position],
    talents: Sequence[engine.Talent],
    *,
    top: int = 50,
    progress: Progress | None = None,
) -> MatchRun:
    """Match all positions (left) with all talents (right) both ways and show the new run.

    Ids of positions and talents are row numbers as text. What did not change since the former run
    is taken from it. That run stays visible until this one is finished, and is condensed then.
    """
    started_at = timezone.now()
    every, last = runs(left_kind, right_kind), latest_run(left_kind, right_kind)
    wanted = engine.atoms_of(positions, talents)
    atoms = atoms_for(last, wanted)
    left, right = engine.build_indexes(
        positions, talents, atoms, indexes_of(last) if last else None
    )
    both = engine.match_both(left, right, top, progress, candidates_of(last) if last else None)
    # Without a savepoint: inside a caller's transaction SQLite would keep in memory every index
    # page as it was before each statement, gigabytes for a city.
    with transaction.atomic(savepoint=False):
        run = MatchRun.objects.create(
            left_kind=left_kind,
            right_kind=right_kind,
            engine_version=engine.ENGINE_VERSION,
            digest=engine.digest(positions, talents),
            top=top,
            shares=shares(),
            left_count=len(positions),
            right_count=len(talents),
            left_index=left.to_bytes(),
            right_index=right.to_bytes(),
            statistics=left.without(left.records.ids).to_bytes(),
            started_at=started_at,
        )
        # The indexes of a city weigh 200 MB: neither this run's nor the former's stay in memory.
        run = every.get(pk=run.pk)
        keep(run, pairs_in_order(both))
        keep_atoms(run, atoms.stored(wanted))
        every.filter(pk=run.pk).update(finished_at=timezone.now())
        every.filter(pk__in=list(every.values_list("pk", flat=True)[KEPT_RUNS:])).delete()
    # After the new lists are shown, and a piece at a time: nobody else's writing waits for it. One
    # that was stopped on the way is taken up after the next run.
    for former in every.filter(pk__lt=run.pk).exclude(statistics=b""):
        condense(former)
    run.refresh_from_db(fields=["finished_at"])
    return run


def atoms_for(run: MatchRun | None, wanted: set[int]) -> "engine.Atoms":
    """The encoder, and the vectors of a former run that it need not make again."""
    encoder = engine.default_encoder()
    if run is None or statistics_of(run.pk, run.digest).encoder != encoder.digest:
        return engine.Atoms(encoder)
    return engine.Atoms.from_stored(encoder, stored_atoms(run, wanted))


def keep_atoms(run: MatchRun, stored: dict[int, bytes]) -> None:
    """Keep vectors beside those that the run already has."""
    rows = (Atom(run=run, hash=Atom.key(one), vector=data) for one, data in stored.items())
    while block := list(islice(rows, BATCH)):
        Atom.objects.bulk_create(block, ignore_conflicts=True)


def shares() -> dict[str, float]:
    """What the engine's terms can reach at most."""
    from yucaihui.engines.matching import weights  # noqa: PLC0415 - loads NumPy

    return {
        "title": weights.TITLE_WEIGHT,
        "skills": weights.SKILL_WEIGHT,
        "text": weights.TEXT_WEIGHT,
    }


def condense(run: MatchRun) -> None:
    """Keep a run's figures and the lists of its sample, drop what only the latest run is asked."""
    matches, everybody = Match.objects.filter(run=run), list(lists_of(run))
    dropped = iter(sorted(set(everybody) - set(sample(everybody))))
    while block := list(islice(dropped, LISTS_AT_ONCE)):
        matches.filter(left_id__in=block).delete()
    Atom.objects.filter(run=run).delete()
    MatchRun.objects.filter(pk=run.pk).update(left_index=b"", right_index=b"", statistics=b"")


def sample(ids: Iterable[int]) -> list[int]:
    """The same ids from run to run, as far as they are in it: those with the smallest digest."""
    return sorted(ids, key=lambda one: sha256(str(one).encode()).digest())[:SAMPLE]


def forget_right(left_kind: str, right_kind: str, right_id: int) -> None:
    """Take one on the right out of every list of every run, at once."""
    every = MatchRun.objects.filter(left_kind=left_kind, right_kind=right_kind)
    keys = list(every.values_list("pk", flat=True))
    Match.objects.filter(run__in=keys, right_id=right_id).delete()


def pairs_in_order(both: "engine.BothWays") -> Iterator[Pair]:
    """Each pair of either side's lists once, by position and talent: in this order the widest
    index is written page after page. One position's pairs at a time are in memory: all of a
    city's would be half a gigabyte.
    """
    wanted_by: defaultdict[str, list[tuple[str, engine.Match]]] = defaultdict(list)
    for talent, found in both.positions_for.items():
        for match in found:
            wanted_by[match.id].append((talent, match))
    for position in sorted({*both.talents_for, *wanted_by}, key=int):
        pairs = {match.id: match for match in both.talents_for.get(position, ())}
        pairs.update(wanted_by.pop(position, ()))
        for talent in sorted(pairs, key=int):
            yield int(position), int(talent), pairs[talent]


def keep(run: MatchRun, pairs: Iterable[Pair]) -> None:
    """Insert the rows by plain SQL: as objects a city's million takes a minute longer."""
    rows = (row_of(run, *pair) for pair in pairs)
    with connection.cursor() as cursor:
        while block := list(islice(rows, BATCH)):
            cursor.executemany(INSERT, block)


def row_of(run: MatchRun, left_id: int, right_id: int, found: engine.Match) -> Row:
    """The values of `INSERT`."""
    title, skills, text = (
        round(leg * Match.LEG_ONE) for leg in (found.title, found.skills, found.text)
    )
    return run.pk, left_id, right_id, found.score, title, skills, text


def update_position(
    left_kind: str, right_kind: str, position_id: int, now: engine.Position | None
) -> None:
    """Rank one new or changed position again; None takes it out of all lists."""
    with transaction.atomic():
        run = latest_run(left_kind, right_kind)
        if run is None:
            return
        Match.objects.filter(run=run, left_id=position_id).delete()
        if now is None:
            return
        others = engine.TalentIndex.from_bytes(bytes(run.right_index))
        wanted = engine.atoms_of([now], [])
        atoms = atoms_for(run, wanted)
        found = engine.rank_talents(now, others, REACH, atoms)
        keep_atoms(run, atoms.stored(wanted))
        keep(run, ((position_id, int(match.id), match) for match in found))


def update_talent(
    left_kind: str, right_kind: str, talent_id: int, now: engine.Talent | None
) -> None:
    """Rank one new or changed talent again; None takes them out of all lists."""
    with transaction.atomic():
        run = latest_run(left_kind, right_kind)
        if run is None:
            return
        Match.objects.filter(run=run, right_id=talent_id).delete()
        if now is None:
            return
        others = engine.PositionIndex.from_bytes(bytes(run.left_index))
        wanted = engine.atoms_of([], [now])
        atoms = atoms_for(run, wanted)
        found = engine.rank_positions(now, others, REACH, atoms)
        keep_atoms(run, atoms.stored(wanted))
        keep(run, ((int(match.id), talent_id, match) for match in found))


def audit_run(run: MatchRun, on: date) -> Audit:
    """Count what the run gave to the groups that people of its right side say they belong to.

    Only the latest run still has its lists. Twice is once.
    """
    people = compared_people(run, on, SELECTED)
    lists = sum(1 for _ in lists_of(run))
    groups = audit(people, lists, COMBINATIONS)
    kept, _ = Audit.objects.update_or_create(
        run_uid=run.uid,
        defaults={
            "engine_version": run.engine_version,
            "digest": run.digest,
            "run_at": run.finished_at or run.started_at,
            "people": len(people),
            "answered": sum(bool(one.groups) for one in people),
            "lists": lists,
            "top": SELECTED,
            "median": middle(people),
            "groups": [asdict(group) for group in groups],
        },
    )
    return kept
