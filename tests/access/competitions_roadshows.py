"""Who gets what at the pages of roadshows."""

from typing import Any

from tests.access.portal import OFFICE, POST_OFFICE
from tests.access.world import World
from tests.competitions.ground import make_edition
from tests.competitions.panel import make_judge
from tests.competitions.stage_show import at, first_slot, roadshow_stage, running, scored
from yucaihui.competitions.models import Slot
from yucaihui.competitions.services.roadshow_running import reveal
from yucaihui.directory.services import ensure_person

ROLES = ("visitor", "talent", "employer", "judge", "partner", "office", "administrator")
EVERYBODY = dict.fromkeys(ROLES, 200)
PANEL = dict(zip(ROLES, (302, 404, 404, 200, 404, 404, 404), strict=True))
PAGES = ("roadshows", "new_roadshow", "roadshow_desk", "edit_roadshow", "roadshow_entries",
         "score_sheets_pdf")  # fmt: skip
TABLE = {
    "competitions:roadshow": EVERYBODY,
    "competitions:roadshow_screen": EVERYBODY,
    "competitions:roadshow_phone": PANEL,
    **dict.fromkeys((f"competitions:{name}" for name in PAGES), OFFICE),
    **dict.fromkeys(("competitions:roadshow_step", "competitions:act_on_slot"), POST_OFFICE),
}


def slot(world: World) -> Slot:
    """The first of a roadshow, revealed; the world's judge is on the panel."""
    made = world.__dict__.get("_slot")
    if made is None:
        made = world.__dict__["_slot"] = build(world)
    found: Slot = made
    return found


def build(world: World) -> Slot:
    user = world.users["judge"]
    ensure_person(user, name_zh="评委甲")
    stage = roadshow_stage(make_edition(code="shown"))
    judge = make_judge(stage.track.edition, email=user.email)
    roadshow = running(stage=stage, entries=2, judges=0, panel=[judge])
    found = at(scored(first_slot(roadshow), 80), "close")
    return reveal(found, by=None)


def uid_of(thing: str) -> Any:
    def args(world: World) -> dict[str, Any]:
        found = slot(world)
        things = {"slot": found, "roadshow": found.roadshow, "stage": found.roadshow.stage}
        return {"uid": things[thing].uid}

    return args


NAMED: dict[str, tuple[str, ...]] = {
    "roadshow": ("roadshow", "roadshow_screen", "roadshow_phone", "roadshow_desk",
                 "edit_roadshow", "roadshow_entries", "roadshow_step"),
    "stage": ("roadshows", "new_roadshow"),
    "slot": ("act_on_slot", "score_sheets_pdf"),
}  # fmt: skip
ARGS: dict[str, Any] = {
    f"competitions:{name}": uid_of(thing) for thing, names in NAMED.items() for name in names
}
