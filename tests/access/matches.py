"""Who gets what at each page of matches."""

from typing import Any

from tests.access.portal import OFFICE, POST_SIGNED_IN, SIGNED_IN
from tests.access.recruitment import posting
from tests.access.world import World

# Who has no record yet is led to where it is made.
WITH_RECORD = {**dict.fromkeys(SIGNED_IN, 302), "talent": 200}


def talents_record(world: World) -> dict[str, Any]:
    assert world.person.uid
    return {}


def a_posting(world: World) -> dict[str, Any]:
    return {**talents_record(world), **posting(world)}


TABLE = {
    "recruitment:my_matches": WITH_RECORD,
    "recruitment:my_wish": WITH_RECORD,
    "recruitment:my_match": WITH_RECORD,
    "recruitment:candidates": {
        **dict.fromkeys(SIGNED_IN, 404),
        "visitor": 302,
        "employer": 200,
        "office": 200,
        "administrator": 200,
    },
    "recruitment:match_runs": OFFICE,
    "recruitment:run_matching": POST_SIGNED_IN,
}
ARGS = {
    "recruitment:my_matches": talents_record,
    "recruitment:my_wish": talents_record,
    "recruitment:my_match": a_posting,
    "recruitment:candidates": a_posting,
}
