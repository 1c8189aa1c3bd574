"""`yucaihui bench matching`: both ways over made-up vacancies and CVs, beside NumPy and a bound.

The peer is what one writes first: all scores of a position as one dense product over the
features, a mask, and a sort of everything. It runs on a sample of the positions, because the
whole would not fit into memory; its seconds are those of the sample times the share left out.
"""

import random
import time
from dataclasses import asdict, dataclass
from itertools import accumulate

import numpy as np

from yucaihui.bench.harness import Measured, Report, measure
from yucaihui.engines.matching import (
    BothWays,
    Match,
    Position,
    PositionIndex,
    Talent,
    TalentIndex,
    build_indexes,
    match_both,
    rank_positions,
    rank_talents,
)
from yucaihui.engines.matching.counts import Counts, Floats, Ints
from yucaihui.engines.matching.weights import SKILL_WEIGHT, TEXT_WEIGHT, TITLE_WEIGHT
from yucaihui.engines.text.degree import Degree

_POSITIONS, _TALENTS = 19_000, 12_000
_SAMPLE = 200
_SUFFIXES = ("工程师", "技术员", "经理", "主管", "专员", "研究员", "设计师", "架构师")
_RATE_SIZE, _RATE_ROUNDS = 1024, 4


@dataclass(frozen=True)
class Workload:
    """Sizes of the made-up sides; the same seed gives the same records."""

    positions: int
    talents: int
    top: int = 20
    seed: int = 7


Indexes = tuple[Workload, PositionIndex, TalentIndex]


def run(scale: float) -> Report:
    """Measure at `scale` times the 19,000 positions and 12,000 talents of a city's fair."""
    work = Workload(max(1, round(_POSITIONS * scale)), max(1, round(_TALENTS * scale)))
    building = measure(_records, _build, work)
    ours = measure(_indexes, _match, work)
    single = measure(_indexes, _one_each, work).result
    peer = measure(_indexes, _brute_force, work)
    bound = measure(_indexes, _bound, work).result
    return _report(work, building, ours, single, peer, bound)


def _report(
    work: Workload,
    building: Measured[None],
    ours: Measured[BothWays],
    single: tuple[float, float],
    peer: Measured[dict[str, tuple[Match, ...]]],
    bound: dict[str, float],
) -> Report:
    whole = peer.seconds * work.positions / len(peer.result)
    same = [ours.result.talents_for[name] == best for name, best in peer.result.items()]
    seconds = round(ours.seconds, 3)
    return Report(
        name="matching",
        work=asdict(work),
        ours={
            "seconds": seconds,
            "mib": round(ours.mib),
            "quality": sum(same) / len(same),
            "build_seconds": round(building.seconds, 3),
            "one_position_seconds": round(single[0], 4),
            "one_talent_seconds": round(single[1], 4),
        },
        bound=bound,
        peers=(
            {
                "name": f"NumPy dense product, mask, full sort ({len(same)} positions, scaled)",
                "seconds": round(whole, 3),
                "mib": round(peer.mib),
                "quality": 1.0,
            },
        ),
        ratios={
            "ours_to_bound": round(ours.seconds / bound["seconds"], 1),
            "numpy_to_ours": round(whole / ours.seconds, 1),
            "pairs_per_second": round(work.positions * work.talents / ours.seconds),
        },
    )


def _records(work: Workload) -> tuple[list[Position], list[Talent]]:
    maker = _Maker(work.seed)
    positions = [maker.position(f"P{n:06}") for n in range(work.positions)]
    return positions, [maker.talent(f"T{n:06}") for n in range(work.talents)]


def _indexes(work: Workload) -> Indexes:
    return (work, *build_indexes(*_records(work)))


def _build(records: tuple[list[Position], list[Talent]]) -> None:
    build_indexes(*records)


def _match(indexes: Indexes) -> BothWays:
    work, positions, talents = indexes
    return match_both(positions, talents, work.top)


def _one_each(indexes: Indexes) -> tuple[float, float]:
    """Seconds of one position against all talents, and of one talent against all positions."""
    work, positions, talents = indexes
    maker = _Maker(work.seed + 1)
    position, talent = maker.position("new"), maker.talent("new")
    rank_talents(position, talents, work.top)  # weighs the index, once for its life
    rank_positions(talent, positions, work.top)
    start = time.perf_counter()
    rank_talents(position, talents, work.top)
    middle = time.perf_counter()
    rank_positions(talent, positions, work.top)
    return middle - start, time.perf_counter() - middle


def _brute_force(indexes: Indexes) -> dict[str, tuple[Match, ...]]:
    work, positions, talents = indexes
    step = max(1, work.positions // _SAMPLE)
    rows = np.arange(0, work.positions, step)
    titles = _dense_titles(positions, talents, rows)
    scores = TITLE_WEIGHT * titles
    scores += SKILL_WEIGHT * _dense(positions.skills, talents.skills, rows)
    scores += TEXT_WEIGHT * _dense(positions.text, talents.text, rows)
    scores[~_mask(positions, talents, rows)] = -1.0
    names = talents.records.ids
    return {
        positions.records.ids[row]: tuple(
            Match(names[column], float(line[column]))
            for column in np.argsort(-line, kind="stable")[: work.top]
            if line[column] >= 0
        )
        for row, line in zip(rows, scores, strict=True)
    }


def _dense(asked: Counts, owned: Counts, rows: Ints) -> Floats:
    sample = asked.rows(rows)
    dense: Floats = sample.matrix.toarray() @ owned.onto(sample.vocabulary).toarray().T
    return dense


def _dense_titles(positions: PositionIndex, talents: TalentIndex, rows: Ints) -> Floats:
    owned = talents.records.titles
    alike = _dense(positions.titles, talents.titles, positions.records.titles.owned[rows])
    columns = [
        alike[:, owned.owned[start:end]].max(axis=1)
        for start, end in zip(owned.starts[:-1], owned.starts[1:], strict=True)
    ]
    return np.stack(columns, axis=1)


def _mask(positions: PositionIndex, talents: TalentIndex, rows: Ints) -> np.ndarray:
    fine = np.ones((len(rows), len(talents)), dtype=np.bool_)
    for name, asked in positions.records.numbers.items():
        offered = talents.records.numbers.get(name)
        if offered is not None:
            fine &= ~(offered[np.newaxis, :] < asked[rows, np.newaxis])
    shared = _dense(positions.records.places, talents.records.places, rows) > 0
    asks = np.diff(positions.records.places.matrix.indptr)[rows] > 0
    wishes = np.diff(talents.records.places.matrix.indptr) > 0
    return fine & ~(asks[:, np.newaxis] & wishes[np.newaxis, :] & ~shared)


def _bound(indexes: Indexes) -> dict[str, float]:
    """Seconds to multiply and add every shared feature of every pair once, at BLAS's rate."""
    _, positions, talents = indexes
    legs = (
        (positions.titles, talents.titles),
        (positions.skills, talents.skills),
        (positions.text, talents.text),
    )
    operations = sum(_shared_features(asked, owned) for asked, owned in legs)
    rate = _multiply_adds_per_second()
    return {
        "multiply_adds": operations,
        "multiply_adds_per_second": round(rate),
        "seconds": operations / rate,
    }


def _shared_features(asked: Counts, owned: Counts) -> int:
    common = owned.onto(asked.vocabulary)
    times = np.bincount(common.indices, minlength=len(asked.vocabulary))
    return int(asked.document_frequency() @ times)


def _multiply_adds_per_second() -> float:
    square = np.ones((_RATE_SIZE, _RATE_SIZE))
    square @ square
    start = time.perf_counter()
    for _ in range(_RATE_ROUNDS):
        square @ square
    return _RATE_ROUNDS * _RATE_SIZE**3 / (time.perf_counter() - start)


class _Maker:
    """Made-up records in Chinese-looking words whose frequencies fall off by Zipf's law."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - made-up data
        words = random.Random(0)  # noqa: S311 - one vocabulary for every seed
        self._words = [
            "".join(chr(words.randrange(0x4E00, 0x5600)) for _ in "ab") for _ in range(8000)
        ]
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))
        self._skills = [f"技能{n}" for n in range(600)]

    def position(self, name: str) -> Position:
        pick = self._random
        return Position(
            id=name,
            title=self._title(),
            text=self._text(60),
            skills=tuple(self._some_skills(5)),
            min_degree=pick.choice(tuple(Degree)[:4]),
            min_years=pick.choice((0, 1, 3, 5)),
            places=("重庆", f"区{pick.randrange(40)}"),
            salary_max_month=pick.choice((None, 12000, 20000, 35000)),
        )

    def talent(self, name: str) -> Talent:
        pick = self._random
        return Talent(
            id=name,
            titles=tuple(self._title() for _ in range(pick.randrange(1, 4))),
            text=self._text(90),
            skills=tuple(self._some_skills(8)),
            degree=pick.choice((None, *Degree)),
            years=pick.choice((None, 0.5, 2.0, 4.0, 8.0)),
            places=pick.choice(((), ("重庆",), (f"区{pick.randrange(40)}",))),
            salary_min_month=pick.choice((None, 8000, 18000)),
        )

    def _title(self) -> str:
        return "".join(self._words_of(self._random.randrange(1, 3))) + self._random.choice(
            _SUFFIXES
        )

    def _text(self, length: int) -> str:
        return "，".join(self._words_of(length))

    def _words_of(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=count)

    def _some_skills(self, most: int) -> list[str]:
        return self._random.sample(self._skills, self._random.randrange(most + 1))
