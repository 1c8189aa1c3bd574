"""Reads on plans of assignments: their figures, and what two of them differ in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yucaihui.competitions.models import AssignmentPlan, Edition, Entry, Judge
from yucaihui.competitions.queries.plan_ground import Pair


def plans_of(edition: Edition) -> QuerySet[AssignmentPlan]:
    """Newest first."""
    rows = edition.plans.select_related("made_by").prefetch_related("stages__track")
    return rows.order_by("-pk")


@dataclass(frozen=True)
class PlanFigures:
    """`total` and `worst` are over the pairs whose fit was computed: those set by hand have none.
    None where no judge named a field."""

    pairs: int
    by_hand: int
    total: float | None
    worst: float | None
    least_load: int
    most_load: int


def figures(plan: AssignmentPlan) -> PlanFigures:
    fits: dict[int, list[float]] = {}
    loads: Counter[int] = Counter()
    for entry, judge, fit in plan.pairs:
        loads[judge] += 1
        if fit is not None:
            fits.setdefault(entry, []).append(fit)
    known = sum(len(some) for some in fits.values())
    return PlanFigures(
        pairs=len(plan.pairs),
        by_hand=len(plan.pairs) - known if fits else 0,
        total=round(sum(map(sum, fits.values())), 6) if fits else None,
        worst=round(min(sum(some) / len(some) for some in fits.values()), 6) if fits else None,
        least_load=min(loads.values(), default=0),
        most_load=max(loads.values(), default=0),
    )


@dataclass(frozen=True)
class Change:
    """An entry whose judges differ between two plans, by codes."""

    entry: str
    only_first: Sequence[str]
    only_second: Sequence[str]


@dataclass(frozen=True)
class Comparison:
    first: PlanFigures
    second: PlanFigures
    same: int
    changes: Sequence[Change]


def compare_plans(first: AssignmentPlan, second: AssignmentPlan) -> Comparison:
    a, b = pairs_in(first), pairs_in(second)
    entries = Entry.objects.in_bulk({entry for entry, _judge in a ^ b})
    judges = Judge.objects.in_bulk({judge for _entry, judge in a ^ b})
    changes = [
        Change(
            entry=entry.code,
            only_first=codes(a - b, pk, judges),
            only_second=codes(b - a, pk, judges),
        )
        for pk, entry in sorted(entries.items(), key=lambda item: item[1].code)
    ]
    return Comparison(figures(first), figures(second), len(a & b), changes)


def pairs_in(plan: AssignmentPlan) -> set[Pair]:
    return {(entry, judge) for entry, judge, _fit in plan.pairs}


def codes(pairs: set[Pair], entry: int, judges: dict[int, Judge]) -> list[str]:
    return sorted(judges[judge].code for held, judge in pairs if held == entry)


@dataclass(frozen=True)
class PlannedEntry:
    """An entry with its judges: [(judge, fit), …], the best fit first."""

    entry: Entry
    judges: Sequence[tuple[Judge, float | None]]


def planned_entries(rows: Sequence[list[Any]]) -> list[PlannedEntry]:
    """Pairs of a plan (its `pairs`, or some of them) by entry, in two statements."""
    entries = Entry.objects.select_related("track", "project").in_bulk({row[0] for row in rows})
    judges = Judge.objects.select_related("person").in_bulk({row[1] for row in rows})
    found: dict[int, list[tuple[Judge, float | None]]] = {}
    for entry, judge, fit in rows:
        found.setdefault(entry, []).append((judges[judge], fit))
    return [
        PlannedEntry(entries[pk], sorted(some, key=lambda one: (-(one[1] or 0), one[0].code)))
        for pk, some in sorted(found.items(), key=lambda item: entries[item[0]].code)
    ]
