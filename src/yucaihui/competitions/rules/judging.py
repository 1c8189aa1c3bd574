"""What a judge and the office may do with a seat, a sheet and a plan: predicates on loaded rows."""

from datetime import datetime
from typing import Any

# An undecided tie at least this strong keeps a judge away until the office has looked at it.
STRONG = 50


def bars(conflict: Any) -> bool:
    """Does this conflict keep the judge from the entry today?"""
    if conflict.state == "potential":
        return bool(conflict.strength >= STRONG)
    return bool(conflict.state == "confirmed")


def has_pledged(judge: Any) -> bool:
    return bool(judge.state == "active" and judge.pledged_at)


def takes_scores(stage: Any, now: datetime, *, reopened: bool = False) -> bool:
    """A sheet that the office opened again may be finished after the end, until the decision."""
    if reopened and stage.state in ("judging", "closed"):
        return True
    begun = stage.opens_at is None or stage.opens_at <= now
    ended = stage.closes_at is not None and stage.closes_at < now
    return bool(stage.state == "judging" and begun and not ended)
