"""Roadshows in the tests of the API."""

from typing import Any

from tests.access.competitions_roadshows import slot
from tests.access.world import World
from tests.api.roles import EVERYBODY, row

#                       visitor talent employer judge partner office administrator
TOO_LATE = row(401, 403, 403, 403, 403, 409, 409)
TABLE = {
    "GET /roadshows/{uid}/": EVERYBODY,
    "POST /roadshows/{uid}/steps/": TOO_LATE,
    "POST /slots/{uid}/moves/": row(401, 403, 403, 403, 403, 200, 200),
    "POST /slots/{uid}/reveal/": TOO_LATE,
}


def roadshow(world: World) -> str:
    return slot(world).roadshow.uid


def waiting(world: World) -> str:
    """The second, which may be called."""
    return slot(world).roadshow.slots.get(position=2).uid


NAMES: dict[str, Any] = {
    "/roadshows/{uid}/": roadshow,
    "/slots/{uid}/": lambda world: slot(world).uid,
    "/slots/{uid}/moves/": waiting,
}
BODIES: dict[str, Any] = {
    "POST /roadshows/{uid}/steps/": lambda: {"step": "start"},
    "POST /slots/{uid}/moves/": lambda: {"move": "call"},
}
