"""What is to be assigned: entries that want judges, judges with loads, and what binds both."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Quota:
    """At most `most` judges of one group (an organisation, a region) sit on an entry.

    `group_of` (judges,): the group's number from 0, -1 for a judge of no group.
    """

    name: str
    group_of: Ints
    most: int


@dataclass(frozen=True, eq=False)
class Problem:
    """Entries and judges by row and column; `open_problem` makes one without limits.

    `affinity` (entries, judges): finite, any scale; None balances the loads instead.
    `demand` (entries,): judges wanted. `min_load`, `max_load` (judges,): entries a judge takes.
    `forbidden` (entries, judges): conflicts. `forced` (entries, judges): pairs that must be.
    `entry_track` (entries,): a column of `judge_tracks` (judges, tracks). A judge stays in their
    tracks but for forced pairs, which may cross them (a bridging judge), never a conflict.
    `quotas`: of several, the groups of each must lie within groups of the next coarser.
    `published` (entries, judges): pairs people already know of; each that stays is worth
    `keep_bonus` in units of the objective, or more than anything else if None.

    Raises ValueError for what contradicts itself, naming the field.
    """

    demand: Ints
    min_load: Ints
    max_load: Ints
    forbidden: Bools
    forced: Bools
    entry_track: Ints
    judge_tracks: Bools
    affinity: Floats | None = None
    quotas: tuple[Quota, ...] = ()
    published: Bools | None = None
    keep_bonus: float | None = None

    def __post_init__(self) -> None:
        for fault in _shape_faults(self):
            raise ValueError(fault)
        for fault in _faults(self):
            raise ValueError(fault)

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of entries and judges."""
        return len(self.demand), len(self.max_load)

    @cached_property
    def allowed(self) -> Bools:
        """Pairs that may be, (entries, judges)."""
        in_track = self.judge_tracks.T[self.entry_track]
        allowed: Bools = (in_track & ~self.forbidden) | self.forced
        return allowed

    @cached_property
    def nested_quotas(self) -> tuple[Quota, ...]:
        """The quotas, coarsest first."""
        return tuple(sorted(self.quotas, key=_pairs_within, reverse=True))


def open_problem(demand: Ints, max_load: Ints, affinity: Floats | None = None) -> Problem:
    """One track, no minimum, no conflict: `dataclasses.replace` adds what binds."""
    entries, judges = len(demand), len(max_load)
    nothing = np.zeros((entries, judges), dtype=np.bool_)
    return Problem(
        demand=demand,
        min_load=np.zeros(judges, dtype=np.int64),
        max_load=max_load,
        forbidden=nothing,
        forced=nothing,
        entry_track=np.zeros(entries, dtype=np.int64),
        judge_tracks=np.ones((judges, 1), dtype=np.bool_),
        affinity=affinity,
    )


def _shape_faults(problem: Problem) -> Iterator[str]:
    entries, judges = problem.shape
    tracks = problem.judge_tracks.shape[-1]
    expected: dict[str, tuple[int, ...]] = {
        "demand": (entries,),
        "min_load": (judges,),
        "max_load": (judges,),
        "forbidden": (entries, judges),
        "forced": (entries, judges),
        "entry_track": (entries,),
        "judge_tracks": (judges, tracks),
        "affinity": (entries, judges),
        "published": (entries, judges),
    }
    for name, shape in expected.items():
        array = getattr(problem, name)
        if array is not None and array.shape != shape:
            yield f"{name} has shape {array.shape}, expected {shape}"
    for quota in problem.quotas:
        if quota.group_of.shape != (judges,):
            yield f"quota {quota.name} has {len(quota.group_of)} groups for {judges} judges"


def _faults(problem: Problem) -> Iterator[str]:
    seats = problem.forced.sum(axis=1)
    loads = problem.forced.sum(axis=0)
    rules = (
        (problem.demand < 0, "demand is below 0 for entry {}"),
        (problem.min_load < 0, "min_load is below 0 for judge {}"),
        (problem.max_load < problem.min_load, "max_load is below min_load for judge {}"),
        ((problem.forced & problem.forbidden).any(axis=1), "forced and forbidden meet in entry {}"),
        (seats > problem.demand, "forced pairs exceed the demand of entry {}"),
        (loads > problem.max_load, "forced pairs exceed max_load of judge {}"),
    )
    for broken, message in rules:
        if broken.any():
            yield message.format(int(np.flatnonzero(broken)[0]))
    tracks = problem.judge_tracks.shape[1]
    if ((problem.entry_track < 0) | (problem.entry_track >= tracks)).any():
        yield f"entry_track is not a column of judge_tracks (0 to {tracks - 1})"
    if problem.affinity is not None and not np.isfinite(problem.affinity).all():
        yield "affinity is not finite everywhere; forbid pairs by `forbidden`"
    yield from _quota_faults(problem)


def _quota_faults(problem: Problem) -> Iterator[str]:
    for quota in problem.quotas:
        groups = range(int(quota.group_of.max(initial=-1)) + 1)
        forced = [problem.forced[:, quota.group_of == group].sum(axis=1) for group in groups]
        over = [entry for counts in forced for entry in np.flatnonzero(counts > quota.most)]
        if quota.most < 0:
            yield f"quota {quota.name} is below 0"
        if over:
            yield f"forced pairs exceed the quota {quota.name} of entry {over[0]}"
    nested = problem.nested_quotas
    for coarse, fine in pairwise(nested):
        member = fine.group_of >= 0
        pairs = np.unique(np.stack([fine.group_of[member], coarse.group_of[member]]), axis=1)
        if len(np.unique(pairs[0])) < pairs.shape[1]:
            yield (
                f"quotas must nest, but a group of {fine.name} lies in several of {coarse.name}: "
                "drop one of the two or split the group"
            )


def _pairs_within(quota: Quota) -> int:
    """Pairs of judges that share a group: a coarser quota has no fewer."""
    sizes = np.bincount(quota.group_of[quota.group_of >= 0])
    return int((sizes * (sizes - 1)).sum())
