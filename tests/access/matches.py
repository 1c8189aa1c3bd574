"""Who gets what at each page of matches."""

from typing import Any

from django.utils import timezone

from tests.access.applications import application
from tests.access.portal import OFFICE, POST_SIGNED_IN, SIGNED_IN
from tests.access.recruitment import posting
from tests.access.world import World
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory.services import grant_consent
from yucaihui.matching.queries import audits
from yucaihui.recruitment.services.matches import match_everything

# Who has no record yet is led to where it is made.
WITH_RECORD = {**dict.fromkeys(SIGNED_IN, 302), "talent": 200}

# A posting's members and the office; for others nothing is there.
INSIDE = {
    **dict.fromkeys(SIGNED_IN, 404),
    "visitor": 302,
    "employer": 200,
    "office": 200,
    "administrator": 200,
}


def talents_record(world: World) -> dict[str, Any]:
    assert world.person.uid
    return {}


def a_posting(world: World) -> dict[str, Any]:
    return {**talents_record(world), **posting(world)}


TABLE = {
    "recruitment:my_matches": WITH_RECORD,
    "recruitment:my_wish": WITH_RECORD,
    "recruitment:my_match": WITH_RECORD,
    "recruitment:leave_matching": {**dict.fromkeys(SIGNED_IN, 302), "talent": 405},
    "recruitment:join_matching": {**dict.fromkeys(SIGNED_IN, 302), "talent": 405},
    "recruitment:candidates": INSIDE,
    "recruitment:candidate": INSIDE,
    "recruitment:applicant_fit": INSIDE,
    "recruitment:match_pair": OFFICE,
    "recruitment:person_matches": OFFICE,
    "recruitment:match_runs": OFFICE,
    "recruitment:compare_runs": OFFICE,
    "matching:audits": OFFICE,
    "matching:audit": OFFICE,
    "matching:audit_csv": OFFICE,
    "recruitment:run_matching": POST_SIGNED_IN,
}


def found_person(world: World) -> dict[str, Any]:
    grant_consent(world.person, "discovery", by=world.users["talent"])
    return {**a_posting(world), "person": world.person.uid}


def audit(world: World) -> dict[str, Any]:
    _ = world.person
    match_everything(timezone.localdate())
    run_waiting()
    return {"uid": audits()[0].uid}


ARGS = {
    "recruitment:leave_matching": talents_record,
    "recruitment:join_matching": talents_record,
    "recruitment:candidate": found_person,
    "recruitment:applicant_fit": application,
    "recruitment:person_matches": lambda world: {"uid": world.person.uid},
    "matching:audit": audit,
    "matching:audit_csv": audit,
    "recruitment:my_matches": talents_record,
    "recruitment:my_wish": talents_record,
    "recruitment:my_match": a_posting,
    "recruitment:candidates": a_posting,
}
