"""Rankings, notices, appeals and awards in the tests of the API."""

from datetime import timedelta
from typing import Any

from tests.access.competitions_results import decided
from tests.access.world import World
from tests.api.lists import List
from tests.api.roles import EVERYBODY, OFFICE_ALONE, SIGNED_IN, row
from tests.competitions.judged import Judged
from yucaihui.competitions.models import Stage
from yucaihui.competitions.services.appeals import file_appeal
from yucaihui.competitions.services.awards import define_award, propose_awards
from yucaihui.competitions.services.notices import close_notice

#          visitor talent employer judge partner office administrator
SHARED = row(401, 200, 404, 404, 404, 200, 200)
TABLE = {
    "GET /editions/{uid}/rankings/": OFFICE_ALONE,
    "POST /editions/{uid}/rankings/": row(401, 403, 403, 403, 403, 202, 202),
    "GET /rankings/{uid}/": OFFICE_ALONE,
    "GET /rankings/{uid}/entries/": OFFICE_ALONE,
    "GET /rankings/{uid}/check/": OFFICE_ALONE,
    "GET /competitions/{code}/{year}/notices/": EVERYBODY,
    "GET /competitions/{code}/{year}/awards/": EVERYBODY,
    "GET /appeals/": SIGNED_IN,
    "GET /appeals/{uid}/": SHARED,
    "POST /entries/{uid}/appeals/": row(401, 422, 404, 404, 404, 404, 404),
    "POST /appeals/{uid}/moves/": row(401, 200, 404, 404, 404, 409, 409),
    "GET /awards/": SIGNED_IN,
    "GET /awards/{uid}/": SHARED,
}


def held(world: World) -> str:
    edition = decided(world).edition
    return f"{edition.competition.code}/{edition.year}"


def ranking(world: World) -> str:
    return str(decided(world).notice.ranking.uid)


NAMES: dict[str, Any] = {
    "/editions/{uid}/rankings/": lambda world: decided(world).edition.uid,
    "/rankings/{uid}/": ranking,
    "/rankings/{uid}/entries/": ranking,
    "/rankings/{uid}/check/": ranking,
    "/competitions/{code}/{year}/notices/": held,
    "/competitions/{code}/{year}/awards/": held,
    "/appeals/{uid}/": lambda world: decided(world).appeal.uid,
    "/entries/{uid}/appeals/": lambda world: decided(world).entries[0].uid,
    "/appeals/{uid}/moves/": lambda world: decided(world).appeal.uid,
    "/awards/{uid}/": lambda world: decided(world).award.uid,
}
BODIES: dict[str, Any] = {
    "POST /editions/{uid}/rankings/": lambda: {
        "stages": [Stage.objects.get(track__edition__competition__code="ranked").uid]
    },
    "POST /entries/{uid}/appeals/": lambda: {"ground": "mood", "statement": "…"},
    "POST /appeals/{uid}/moves/": lambda: {"move": "withdraw"},
}


def judged(number: int) -> Judged:
    return Judged([(90 - n,) for n in range(number)])


def rankings(number: int) -> List:
    made = judged(1)
    for _ in range(number):
        made.ranked()
    return List(f"/editions/{made.edition.uid}/rankings/", made.office, number)


def ranked(number: int) -> List:
    made = judged(number)
    return List(f"/rankings/{made.ranked().uid}/entries/", made.office, number)


def notices(number: int) -> List:
    made = judged(number)
    made.stage.advance = number
    made.stage.save()
    made.posted()
    return List("/competitions/xingyu/2026/notices/", None, 1)


def appeals(number: int) -> List:
    made = judged(number)
    made.posted()
    for n, entry in enumerate(made.entries):
        file_appeal(entry, "procedure", "…", by=made.captain(n))
    return List("/appeals/", made.office, number)


def given(number: int) -> Judged:
    made = judged(number)
    define_award(made.track, by=made.office, name_en="Prize", quota=number, amount=100)
    notice = made.posted()
    propose_awards(notice.ranking, by=made.office)
    close_notice(notice, by=made.office, on=notice.appeals_until + timedelta(days=1))
    return made


def awards(number: int) -> List:
    return List("/awards/", given(number).office, number)


def final_awards(number: int) -> List:
    given(number)
    return List("/competitions/xingyu/2026/awards/", None, number)


LISTS = {
    "/editions/{uid}/rankings/": (rankings, 8),
    "/rankings/{uid}/entries/": (ranked, 7),
    "/competitions/{code}/{year}/notices/": (notices, 6),
    "/competitions/{code}/{year}/awards/": (final_awards, 3),
    "/appeals/": (appeals, 7),
    "/awards/": (awards, 7),
}
