"""Run the engine over two sets and keep what it found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from yucaihui.engines import matching as engine
from yucaihui.matching.models import Match, MatchRun
from yucaihui.matching.queries import latest_run, runs

Progress = Callable[[int, int], None]
BATCH = 5000
# A record changed between runs is put into the lists of this many on the other side.
REACH = 200


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

    Ids of positions and talents are row numbers as text. The former run stays visible until this
    one is finished, and is removed then.
    """
    every = runs(left_kind, right_kind)
    left, right = engine.build_indexes(positions, talents)
    both = engine.match_both(left, right, top, progress)
    # Without a savepoint: inside a caller's transaction SQLite would keep in memory every index
    # page as it was before each statement, gigabytes for a city.
    with transaction.atomic(savepoint=False):
        run = MatchRun.objects.create(
            left_kind=left_kind,
            right_kind=right_kind,
            engine_version=engine.ENGINE_VERSION,
            digest=engine.digest(positions, talents),
            top=top,
            left_count=len(positions),
            right_count=len(talents),
            left_index=left.to_bytes(),
            right_index=right.to_bytes(),
            statistics=left.without(left.records.ids).to_bytes(),
        )
        # The indexes of a city weigh 200 MB: neither this run's nor the former's stay in memory.
        run = every.get(pk=run.pk)
        keep(run, pairs_in_order(both))
        every.filter(pk=run.pk).update(finished_at=timezone.now())
        every.filter(pk__lt=run.pk).delete()
    run.refresh_from_db(fields=["finished_at"])
    return run


def pairs_in_order(both: "engine.BothWays") -> Iterator[tuple[int, int, float]]:
    """Each pair of either side's lists once, by position and talent: in this order the widest
    index is written page after page. One position's pairs at a time are in memory: all of a
    city's would be half a gigabyte.
    """
    wanted_by: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for talent, found in both.positions_for.items():
        for match in found:
            wanted_by[match.id].append((talent, match.score))
    for position in sorted({*both.talents_for, *wanted_by}, key=int):
        scores = {match.id: match.score for match in both.talents_for.get(position, ())}
        scores.update(wanted_by.pop(position, ()))
        for talent in sorted(scores, key=int):
            yield int(position), int(talent), scores[talent]


def keep(run: MatchRun, pairs: Iterable[tuple[int, int, float]]) -> None:
    matches = (Match(run=run, left_id=one, right_id=other, score=s) for one, other, s in pairs)
    while block := list(islice(matches, BATCH)):
        Match.objects.bulk_create(block)


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
        found = engine.rank_talents(now, others, REACH)
        keep(run, ((position_id, int(other), score) for other, score in scored(found)))


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
        found = engine.rank_positions(now, others, REACH)
        keep(run, ((int(other), talent_id, score) for other, score in scored(found)))


def scored(found: Iterable[engine.Match]) -> Iterable[tuple[str, float]]:
    return ((match.id, match.score) for match in found)
