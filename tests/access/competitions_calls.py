"""Who gets what at the pages of calls and challenges."""

from typing import Any

from tests.access.portal import OFFICE, POST_OFFICE
from tests.access.world import World
from tests.competitions.ground import Call, make_bid
from tests.competitions.panel import add_file
from tests.competitions.team import PDF
from yucaihui.competitions.services.challenges import move_challenge

EVERYBODY = dict.fromkeys(
    ("visitor", "talent", "employer", "judge", "partner", "office", "administrator"), 200
)


def row(*statuses: int) -> dict[str, int]:
    return dict(zip(EVERYBODY, statuses, strict=True))


PUBLIC = ("home", "edition", "gallery", "track", "challenges", "challenge")
PAGES = (
    *("editions", "new_competition", "new_edition", "setup", "edit_edition", "new_track"),
    *("track_setup", "edit_track", "copy_definitions", "new_stage", "definition"),
    *("definition_version", "edit_stage", "all_challenges"),
)
TABLE = {
    **dict.fromkeys((f"competitions:{name}" for name in PUBLIC), EVERYBODY),
    **dict.fromkeys((f"competitions:{name}" for name in PAGES), OFFICE),
    **dict.fromkeys(("competitions:publish_edition", "competitions:end_edition"), POST_OFFICE),
    # The office reads an employer's challenges; only its members write them.
    "competitions:own_challenges": row(302, 404, 200, 404, 404, 200, 200),
    "competitions:new_challenge": row(302, 404, 200, 404, 404, 404, 404),
    "competitions:edit_challenge": row(302, 404, 200, 404, 404, 404, 404),
    "competitions:submit_challenge": row(302, 405, 405, 405, 405, 405, 405),
    "competitions:choose_solution": row(302, 404, 200, 404, 404, 404, 404),
    # Bids are open to the owner once they are closed.
    **dict.fromkeys(
        ("competitions:bid", "competitions:bid_file"), row(302, 404, 200, 404, 404, 200, 200)
    ),
    "competitions:record_contract": row(302, 403, 200, 403, 403, 200, 200),
    "competitions:move_challenge": row(302, 404, 200, 404, 404, 404, 404),
}


def call(world: World) -> Call:
    """The world's one edition, with a published challenge of the employer's."""
    made = world.__dict__.get("_call")
    if made is None:
        made = world.__dict__["_call"] = Call(world.organisation, world.users["employer"])
    found: Call = made
    return found


def edition(world: World) -> dict[str, Any]:
    return {"code": call(world).edition.competition.code, "year": 2026}


def uid_of(name: str) -> Any:
    return lambda world: {"uid": getattr(call(world), name).uid}


def bid(world: World) -> dict[str, Any]:
    """A bid with a file, on a challenge of the employer's whose bids are closed."""
    made = call(world)
    code = made.__dict__.get("_bid")
    if code is None:
        closed = made.published_challenge()
        entry = make_bid(closed)
        add_file(entry, PDF, "plan.pdf")
        move_challenge(closed, "close_bids", by=made.office)
        code = made.__dict__["_bid"] = {"uid": closed.uid, "code": entry.code}
    return dict(code)


EDITIONS = ("setup", "edit_edition", "publish_edition", "new_track")
TRACKS = ("track_setup", "edit_track", "copy_definitions", "new_stage")
CHALLENGES = ("challenge", "edit_challenge", "submit_challenge", "choose_solution",
              "record_contract")  # fmt: skip
ARGS: dict[str, Any] = {
    "competitions:edition": edition,
    "competitions:gallery": edition,
    "competitions:track": lambda world: {**edition(world), "name": call(world).track.code},
    **dict.fromkeys((f"competitions:{name}" for name in EDITIONS), uid_of("edition")),
    **dict.fromkeys((f"competitions:{name}" for name in TRACKS), uid_of("track")),
    **dict.fromkeys((f"competitions:{name}" for name in CHALLENGES), uid_of("challenge")),
    "competitions:end_edition": lambda world: {
        "uid": call(world).edition.uid, "state": "cancelled"
    },
    "competitions:definition": lambda world: {"uid": call(world).track.uid, "kind": "rubric"},
    "competitions:definition_version": lambda world: {
        "uid": call(world).track.uid, "kind": "form", "number": 1
    },
    "competitions:edit_stage": uid_of("stage"),
    "competitions:move_challenge": lambda world: {
        "uid": call(world).challenge.uid, "name": "withdraw"
    },
    "competitions:bid": bid,
    "competitions:bid_file": lambda world: {**bid(world), "field": "plan"},
    "competitions:own_challenges": lambda world: {"uid": world.organisation.uid},
    "competitions:new_challenge": lambda world: {"uid": world.organisation.uid},
}  # fmt: skip
