"""Rankings and decisions as jobs, and alarms of landings."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.competitions.models import Ranking, Stage
from yucaihui.competitions.services.decisions import TASK as DECIDE
from yucaihui.competitions.services.decisions import carry_out
from yucaihui.competitions.services.landings import warn_of_milestones
from yucaihui.competitions.services.rankings import TASK as RANK
from yucaihui.competitions.services.rankings import compute_ranking
from yucaihui.core.accounts.queries import user_by_uid
from yucaihui.core.jobs.registry import Progress, task


@task(RANK)
def rank(progress: Progress, *, stages: list[str], method: str, by: str) -> dict[str, Any]:
    """The same sheets again give the same ranking anew."""
    rows = Stage.objects.filter(uid__in=stages).select_related("track", "track__edition")
    progress(0, 1)
    made = compute_ranking(list(rows.order_by("track__order")), by=user_by_uid(by), method=method)
    return {"ranking": made.uid}


@task(DECIDE)
def decide(progress: Progress, *, ranking: str, by: str) -> dict[str, Any]:
    """Moves that were made before are passed over."""
    row = Ranking.objects.get(uid=ranking)
    return {"moved": carry_out(row, by=user_by_uid(by), progress=progress)}


@task("competitions.milestones", every=timedelta(days=1))
def milestones(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"letters": warn_of_milestones(timezone.localdate())}
