"""Long work of judging: finding conflicts, computing plans of assignments."""

from typing import Any

from yucaihui.competitions.models import AssignmentPlan, Edition
from yucaihui.competitions.services import conflicts, plans
from yucaihui.core.jobs.registry import Progress, task


@task(conflicts.TASK)
def find_conflicts(progress: Progress, *, edition: str) -> dict[str, Any]:
    found = Edition.objects.filter(uid=edition).first()
    return dict(conflicts.find_conflicts(found, progress)) if found else {}


@task(plans.TASK)
def compute_plan(progress: Progress, *, plan: str) -> dict[str, Any]:
    """Runs again from the start after a crash: the draft is written in its last step."""
    from yucaihui.competitions.services import plan_computing  # noqa: PLC0415 - loads NumPy

    waiting = AssignmentPlan.objects.filter(uid=plan, state=AssignmentPlan.State.COMPUTING).first()
    if waiting is not None:
        plan_computing.compute_plan(waiting, progress)
    return {}
