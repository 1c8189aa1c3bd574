"""The matches of the latest run, and explanations under its statistics.

Whoever asks has already checked that the viewer may see both sides: this module knows no people.
"""

from functools import lru_cache

from django.db.models import QuerySet

from yucaihui.engines import matching as engine
from yucaihui.matching.models import Match, MatchRun

HEAVY = ("left_index", "right_index", "statistics")


def runs(left_kind: str, right_kind: str) -> QuerySet[MatchRun]:
    """All runs over the two kinds, newest first, without their indexes."""
    found = MatchRun.objects.filter(left_kind=left_kind, right_kind=right_kind)
    return found.defer(*HEAVY).order_by("-pk")


def latest_run(left_kind: str, right_kind: str) -> MatchRun | None:
    return runs(left_kind, right_kind).exclude(finished_at=None).first()


def matches_for_left(run: MatchRun, left_id: int) -> QuerySet[Match]:
    """The best on the right for one on the left, best first; ties in the engine's order."""
    return Match.objects.filter(run=run, left_id=left_id).order_by("-score", "right_id")[: run.top]


def matches_for_right(run: MatchRun, right_id: int) -> QuerySet[Match]:
    return Match.objects.filter(run=run, right_id=right_id).order_by("-score", "left_id")[: run.top]


def explain_pairs(
    run: MatchRun,
    positions: list[engine.Position],
    talents: list[engine.Talent],
    pairs: list[tuple[str, str]],
) -> list[engine.Explanation]:
    """Why each (position id, talent id) scores what it scores, from the records as they are now."""
    statistics = statistics_of(run.pk, run.digest)
    explainer = engine.Explainer(
        engine.PositionIndex(engine.encode_positions(positions), statistics),
        engine.TalentIndex(engine.encode_talents(talents), statistics),
        positions,
        talents,
    )
    return [explainer.explain(position, talent) for position, talent in pairs]


@lru_cache(maxsize=2)
def statistics_of(run_id: int, digest: str) -> "engine.Statistics":  # noqa: ARG001 - names the run
    """A finished run's statistics never change, so they are read once in a process. In a restored
    database another run may have the number; its digest differs."""
    data = MatchRun.objects.values_list("statistics", flat=True).get(pk=run_id)
    return engine.PositionIndex.from_bytes(bytes(data)).statistics
