"""Who gets what at the pages of judging."""

from dataclasses import dataclass
from typing import Any

from tests.access.portal import OFFICE, POST_OFFICE
from tests.access.world import World
from tests.competitions.ground import make_edition
from tests.competitions.panel import add_file, assign, make_entry, make_judge, make_pdf, open_stage
from yucaihui.competitions.models import (
    Assignment,
    AssignmentPlan,
    Edition,
    Judge,
    ScoreSheet,
    Stage,
)
from yucaihui.competitions.services import judges, offline, plans, scoring
from yucaihui.core.files.models import StoredFile
from yucaihui.directory.services import ensure_person

ROLES = ("visitor", "talent", "employer", "judge", "partner", "office", "administrator")


def row(*statuses: int) -> dict[str, int]:
    return dict(zip(ROLES, statuses, strict=True))


# What belongs to one judge is there for nobody else, the office included.
OWN = row(302, 404, 404, 200, 404, 404, 404)
OWN_AWAY = row(302, 404, 404, 302, 404, 404, 404)
POSTED = row(302, *[405] * 6)
PAGES = ("judge_seat", "judge_ties", "assignment", "judged_file", "step_back", "judged_stage",
         "score_workbook", "upload_scores", "check_scores", "watched_entry",
         "watched_file")  # fmt: skip
OFFICES = ("judges", "invite_judge", "judge", "conflicts", "enter_conflict", "plans",
           "new_plan", "plan", "plan_progress", "compare_plans", "judging_progress",
           "reopen_sheet")  # fmt: skip
POSTS = ("act_on_judge", "decide_conflicts", "find_conflicts", "act_on_plan", "act_on_stage")

TABLE = {
    "competitions:judging": row(302, *[200] * 6),
    "competitions:judge_invitation": OWN_AWAY,
    **dict.fromkeys((f"competitions:{name}" for name in PAGES), OWN),
    **dict.fromkeys(
        (f"competitions:{name}" for name in ("save_sheet", "sign_pledge", "remove_tie")), POSTED
    ),
    **dict.fromkeys((f"competitions:{name}" for name in OFFICES), OFFICE),
    **dict.fromkeys((f"competitions:{name}" for name in POSTS), POST_OFFICE),
}


@dataclass
class Bench:
    """One edition being judged: the world's judge is assigned to its one entry."""

    edition: Edition
    stage: Stage
    judge: Judge
    assignment: Assignment
    sheet: ScoreSheet
    plan: AssignmentPlan
    other_plan: AssignmentPlan
    upload: StoredFile


def bench(world: World) -> Bench:
    made = world.__dict__.get("_bench")
    if made is None:
        made = world.__dict__["_bench"] = build(world)
    found: Bench = made
    return found


def build(world: World) -> Bench:
    user = world.users["judge"]
    ensure_person(user, name_zh="评委甲")
    edition = make_edition(code="judged")
    Stage.objects.filter(track__edition=edition).update(judges_see=Stage.Reach.ALL)
    stage = open_stage(edition)
    entry = make_entry(stage.track)
    add_file(entry, make_pdf(), "plan.pdf")
    judge = make_judge(edition, email=user.email)
    judges.declare_tie(judge, "澜河动力", by=user)
    assignment = assign(stage, entry, judge)
    first, second = (plans.draft_plan([stage], "optimal", by=None) for _ in range(2))
    return Bench(
        edition=edition,
        stage=stage,
        judge=judge,
        assignment=assignment,
        sheet=scoring.open_sheet(assignment, by=user),
        plan=first,
        other_plan=second,
        upload=offline.keep_upload(offline.score_workbook(stage, by=user), "a.xlsx", by=user),
    )


def uid_of(name: str, **more: Any) -> Any:
    def args(world: World) -> dict[str, Any]:
        made = bench(world)
        rest = {key: value(made) for key, value in more.items()}
        return {"uid": getattr(made, name).uid, **rest}

    return args


def code(made: Bench) -> str:
    return made.assignment.entry.code


def field(_made: Bench) -> str:
    return "plan"


NAMED: dict[str, Any] = {
    "judge": ("judge_invitation", "judge_seat", "sign_pledge", "judge_ties", "judge",
              "act_on_judge"),
    "assignment": ("assignment", "save_sheet", "step_back"),
    "stage": ("judged_stage", "score_workbook", "upload_scores", "judging_progress",
              "act_on_stage"),
    "edition": ("judges", "invite_judge", "conflicts", "enter_conflict", "decide_conflicts",
                "find_conflicts", "plans", "new_plan"),
    "plan": ("plan", "plan_progress", "act_on_plan"),
    "sheet": ("reopen_sheet",),
}  # fmt: skip
ARGS: dict[str, Any] = {
    **{f"competitions:{name}": uid_of(thing) for thing, names in NAMED.items() for name in names},
    "competitions:judged_file": uid_of("assignment", field=field),
    "competitions:check_scores": uid_of("stage", part=lambda made: made.upload.uid),
    "competitions:watched_entry": uid_of("stage", code=code),
    "competitions:watched_file": uid_of("stage", code=code, field=field),
    "competitions:remove_tie": uid_of("judge", part=lambda made: made.judge.ties.get().uid),
    "competitions:compare_plans": uid_of("plan", part=lambda made: made.other_plan.uid),
}
