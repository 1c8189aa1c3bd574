"""Calls and challenges in the tests of the API."""

from typing import Any

from tests.access.competitions_calls import call
from tests.access.world import World
from tests.api.lists import List
from tests.api.roles import EVERYBODY, inside, row
from tests.competitions.ground import Call, challenge_values, make_edition, make_track
from tests.factories import make_employer, make_user
from yucaihui.competitions.models import Track
from yucaihui.competitions.services.challenges import draft_challenge

TABLE = {
    "GET /calls/": EVERYBODY,
    "GET /competitions/": EVERYBODY,
    "GET /competitions/{code}/{year}/tracks/{track}/": EVERYBODY,
    "GET /challenges/": EVERYBODY,
    "GET /challenges/{uid}/": EVERYBODY,
    "GET /employers/{uid}/challenges/": inside(200, office=200),
    "POST /employers/{uid}/challenges/": inside(201, office=404),
    "POST /challenges/{uid}/moves/": row(401, 403, 200, 403, 403, 409, 409),
    "POST /challenges/{uid}/solution/": row(401, 403, 422, 403, 403, 403, 403),
}


def track(world: World) -> str:
    found = call(world).track
    return f"{found.edition.competition.code}/{found.edition.year}/tracks/{found.code}"


def employer_with_challenge(world: World) -> str:
    _ = call(world)
    return world.organisation.uid


NAMES: dict[str, Any] = {
    "/competitions/{code}/{year}/tracks/{track}/": track,
    "/challenges/{uid}/": lambda world: call(world).challenge.uid,
    "/employers/{uid}/challenges/": employer_with_challenge,
}


def challenge_body() -> dict[str, Any]:
    values = challenge_values()
    wanted = Track.objects.get(kind=Track.Kind.CHALLENGE)
    return {
        **values,
        "track": wanted.uid,
        "bids_close_at": values["bids_close_at"].isoformat(),
    }


BODIES: dict[str, Any] = {
    "POST /employers/{uid}/challenges/": challenge_body,
    "POST /challenges/{uid}/moves/": lambda: {"move": "withdraw"},
    "POST /challenges/{uid}/solution/": lambda: {"entry": "none"},
}


def open_calls(number: int) -> List:
    edition = make_edition()
    for n in range(number - 1):
        make_track(edition, f"track{n}")
    return List("/calls/", None, number)


def editions(number: int) -> List:
    for n in range(number):
        make_edition(code=f"cup{n}")
    return List("/competitions/", None, number)


def published(number: int) -> List:
    owner = make_user()
    first = Call(make_employer(owner=owner), owner)
    for _ in range(number - 1):
        first.published_challenge()
    return List("/challenges/", None, number)


def own(number: int) -> List:
    owner = make_user()
    employer = make_employer(owner=owner)
    first = Call(employer, owner)
    for _ in range(number - 1):
        draft_challenge(employer, first.track, by=owner, **challenge_values())
    return List(f"/employers/{employer.uid}/challenges/", owner, number)


LISTS = {
    "/calls/": (open_calls, 2),
    "/competitions/": (editions, 3),
    "/challenges/": (published, 2),
    "/employers/{uid}/challenges/": (own, 5),
}
