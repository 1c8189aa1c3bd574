"""Judging in the tests of the API."""

from typing import Any

from tests.access.competitions_judging import bench
from tests.access.world import World
from tests.api.lists import List
from tests.api.roles import OFFICE_ALONE, SIGNED_IN, row
from tests.competitions.ground import make_edition, make_office
from tests.competitions.panel import assign, make_entry, make_judge, open_stage, user_of
from yucaihui.competitions.models import Conflict
from yucaihui.competitions.services import plans
from yucaihui.core.jobs.services import run_waiting

#                    visitor talent employer judge partner office administrator
OWN = row(401, 404, 404, 200, 404, 404, 404)
TABLE = {
    "GET /judging/assignments/": SIGNED_IN,
    "GET /judging/assignments/{uid}/": OWN,
    "PUT /judging/assignments/{uid}/sheet/": OWN,
    "POST /judging/assignments/{uid}/submit/": row(401, 404, 404, 422, 404, 404, 404),
    "POST /judging/assignments/{uid}/step-back/": row(401, 404, 404, 422, 404, 404, 404),
    "GET /editions/{uid}/judges/": OFFICE_ALONE,
    "POST /editions/{uid}/judges/": row(401, 403, 403, 403, 403, 201, 201),
    "GET /editions/{uid}/conflicts/": OFFICE_ALONE,
    "POST /editions/{uid}/conflicts/decisions/": OFFICE_ALONE,
    "GET /editions/{uid}/plans/": OFFICE_ALONE,
    "POST /editions/{uid}/plans/": row(401, 403, 403, 403, 403, 422, 422),
    # It waits for its worker: nothing is there to publish.
    "POST /plans/{uid}/publish/": row(401, 403, 403, 403, 403, 409, 409),
    "GET /stages/{uid}/progress/": OFFICE_ALONE,
}


def named(thing: str) -> Any:
    def name(world: World) -> str:
        return str(getattr(bench(world), thing).uid)

    return name


NAMES: dict[str, Any] = {
    "/judging/assignments/{uid}/": named("assignment"),
    "/editions/{uid}/": named("edition"),
    "/plans/{uid}/": named("plan"),
    "/stages/{uid}/": named("stage"),
}
BODIES: dict[str, Any] = {
    "PUT /judging/assignments/{uid}/sheet/": lambda: {
        "revision": 0, "scores": [{"criterion": "market", "points": 5000}]
    },
    "POST /judging/assignments/{uid}/submit/": lambda: {"revision": 0},
    "POST /judging/assignments/{uid}/step-back/": lambda: {"conflict": True, "note": ""},
    "POST /editions/{uid}/judges/": lambda: {"email": "new@panel.test", "name_zh": "新评委"},
    "POST /editions/{uid}/conflicts/decisions/": lambda: {"conflicts": [], "state": "confirmed"},
    "POST /editions/{uid}/plans/": lambda: {"stages": [], "mode": "optimal"},
}  # fmt: skip


def assignments(number: int) -> List:
    stage = open_stage()
    judge = make_judge(stage.track.edition)
    for _ in range(number):
        assign(stage, make_entry(stage.track), judge)
    return List("/judging/assignments/", user_of(judge), number)


def judges(number: int) -> List:
    edition = make_edition()
    for _ in range(number):
        make_judge(edition)
    return List(f"/editions/{edition.uid}/judges/", make_office(), number)


def conflicts(number: int) -> List:
    edition = make_edition()
    judge, track = make_judge(edition), edition.tracks.get()
    for _ in range(number):
        Conflict.objects.create(
            judge=judge, entry=make_entry(track), kind="employee", source="detected"
        )
    return List(f"/editions/{edition.uid}/conflicts/", make_office(), number)


def plan_rows(number: int) -> List:
    stage = open_stage()
    make_entry(stage.track)
    for _ in range(3):
        make_judge(stage.track.edition)
    for _ in range(number):
        plans.draft_plan([stage], "optimal", by=None)
    run_waiting()
    return List(f"/editions/{stage.track.edition.uid}/plans/", make_office(), number)


LISTS = {
    "/judging/assignments/": (assignments, 10),
    "/editions/{uid}/judges/": (judges, 6),
    "/editions/{uid}/conflicts/": (conflicts, 6),
    "/editions/{uid}/plans/": (plan_rows, 8),
}
