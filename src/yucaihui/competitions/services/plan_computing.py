"""Compute a plan that waits:

rows (`queries.plan_ground`) → arrays (`plan_problems`) → engine → stored as a draft
"""

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from yucaihui.competitions.models import AssignmentPlan
from yucaihui.competitions.queries.plan_ground import Ground, Wishes, ground_of
from yucaihui.competitions.services.affinities import affinities
from yucaihui.competitions.services.plan_problems import (
    figures_of,
    pairs_of,
    problem_of,
    shortage_of,
)
from yucaihui.engines import assignment as engine

State = AssignmentPlan.State
Progress = Callable[[int, int], None]


def compute_plan(plan: AssignmentPlan, progress: Progress) -> None:
    """Fill a plan that waits. Nothing is written when it was dropped meanwhile."""
    stages = list(plan.stages.select_related("track__edition").order_by("track__order", "number"))
    ground = ground_of(stages)
    progress(1, 4)
    affinity = affinities(ground.entries, ground.judges)
    progress(2, 4)
    found = solve(plan, ground, affinity)
    progress(3, 4)
    AssignmentPlan.objects.filter(pk=plan.pk, state=State.COMPUTING).update(**found)
    progress(4, 4)


def solve(plan: AssignmentPlan, ground: Ground, affinity: Any) -> dict[str, Any]:
    """Values of the plan's row: pairs and figures, or what is short."""
    try:
        problem = problem_of(ground, wishes_of(plan), affinity, keep=plan.mode == "keep")
        return answered(plan, ground, problem)
    except ValueError as fault:  # the wishes contradict each other
        return {"state": State.IMPOSSIBLE, "report": {"fault": str(fault)}}


def answered(plan: AssignmentPlan, ground: Ground, problem: "engine.Problem") -> dict[str, Any]:
    try:
        answer = answer_of(plan, problem)
    except engine.Infeasible as infeasible:
        short = shortage_of(ground, problem, infeasible)
        return {"state": State.IMPOSSIBLE, "report": {"short": short}}
    pairs = pairs_of(ground, problem, answer)
    return {"state": State.DRAFT, "pairs": pairs, "report": figures_of(ground, answer, pairs)}


def wishes_of(plan: AssignmentPlan) -> Wishes:
    held = plan.parameters
    return Wishes(
        forced=tuple(map(tuple, held.get("forced", ()))),
        forbidden=tuple(map(tuple, held.get("forbidden", ()))),
        per_organisation=held.get("per_organisation", 0),
        per_country=held.get("per_country", 0),
    )


def answer_of(plan: AssignmentPlan, problem: "engine.Problem") -> "engine.Assignment":
    """Without affinities every mode evens out the loads."""
    if problem.affinity is None or plan.mode in ("optimal", "keep"):
        return engine.assign_optimal(problem)
    if plan.mode == "fair":
        return engine.assign_fair(problem)
    cap = Fraction(plan.parameters["cap"]).limit_denominator(100)
    drawn = engine.assign_by_lot(problem, cap).draw(plan.parameters["seed"])
    # Its bound is that of the mean of all draws, which a lucky one may surpass.
    return replace(drawn, bound=math.nan)
