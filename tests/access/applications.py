"""Who gets what at each page of applications and reviews."""

from typing import Any

from django.utils import timezone

from tests.access.world import World
from tests.factories import make_posting, make_resume
from tests.recruitment.applications.city import appointment, some_terms
from yucaihui.directory import services as directory
from yucaihui.directory.queries import person_of
from yucaihui.recruitment.models import Interview, JobApplication, Offer, Posting, TransferProposal
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.interviews import propose_interview
from yucaihui.recruitment.services.offers import send_offer
from yucaihui.recruitment.services.reviews import request_review
from yucaihui.recruitment.services.transfers import propose_transfer

NOBODY = dict.fromkeys(("talent", "employer", "judge", "partner", "office", "administrator"), 404)
HIDDEN = {"visitor": 302, **NOBODY}
APPLICANT = {**HIDDEN, "talent": 200}
MEMBER = {**HIDDEN, "employer": 200}
INSIDE = {**MEMBER, "office": 200, "administrator": 200}
ANYBODY = {"visitor": 302, **dict.fromkeys(NOBODY, 200)}
# Only POST is answered: others get 405 whoever they are, once signed in.
POSTED = {"visitor": 302, **dict.fromkeys(NOBODY, 405)}
EMPLOYERS = {"visitor": 302, **dict.fromkeys(NOBODY, 403), "employer": 200}
OFFICE = {"visitor": 302, **dict.fromkeys(NOBODY, 403), "office": 200, "administrator": 200}

TABLE = {
    "recruitment:apply": ANYBODY,
    "recruitment:my_applications": ANYBODY,
    "recruitment:my_application": APPLICANT,
    "recruitment:withdraw": APPLICANT,
    "recruitment:my_interview": POSTED,
    "recruitment:my_offer": APPLICANT,
    "recruitment:my_transfer": POSTED,
    "recruitment:interview_calendar": {**INSIDE, "talent": 200},
    "recruitment:board": EMPLOYERS,
    "recruitment:received": EMPLOYERS,
    "recruitment:mark_viewed": POSTED,
    "recruitment:application": INSIDE,
    "recruitment:move_application": POSTED,
    "recruitment:reject": MEMBER,
    "recruitment:new_interview": MEMBER,
    "recruitment:interview": POSTED,
    "recruitment:new_offer": MEMBER,
    "recruitment:retract_offer": MEMBER,
    "recruitment:new_transfer": MEMBER,
    "recruitment:arrival": POSTED,
    "recruitment:funnel": OFFICE,
    # The address names no posting here.
    "recruitment:new_review": HIDDEN,
    "recruitment:review": {**HIDDEN, "talent": 200, "office": 200, "administrator": 200},
    "recruitment:withdraw_review": POSTED,
    "recruitment:reviews": OFFICE,
}


class Desk:
    """The talent's application at the employer, with an interview, an offer and a proposal."""

    def __init__(self, world: World) -> None:
        owner, user = world.users["employer"], world.users["talent"]
        self.employer = directory.create_organisation(
            owner=owner, name_zh="渝测门户科技有限公司", name_en="Gate Ltd"
        )
        directory.verify_organisations([self.employer], by=None, reason="test")
        self.employer.refresh_from_db()
        self.posting: Posting = make_posting(self.employer)
        person = person_of(user) or directory.ensure_person(user, name_zh="测试")
        directory.save_profile(person, "zh-hans", make_resume(), by=user, on=timezone.localdate())
        self.application: JobApplication = apply(person, self.posting, by=user, consent=True)
        move_application(self.application, "shortlist", by=owner)
        self.interview: Interview = propose_interview(self.application, appointment(), by=owner)
        self.transfer: TransferProposal = propose_transfer(
            self.application, make_posting(), by=owner
        )
        self.offer: Offer = send_offer(self.application, some_terms(), by=owner)
        self.review = request_review(person, self.posting, question="Why?", explanation={}, by=user)


def desk(world: World) -> Desk:
    made = world.__dict__.get("_desk")
    if made is None:
        made = world.__dict__["_desk"] = Desk(world)
    found: Desk = made
    return found


def application(world: World) -> dict[str, Any]:
    return {"uid": desk(world).application.uid}


def review(world: World) -> dict[str, Any]:
    return {"uid": desk(world).review.uid}


def part(name: str) -> Any:
    return lambda world: {**application(world), "part": getattr(desk(world), name).uid}


def nothing(world: World) -> dict[str, Any]:
    desk(world)
    return {}


ARGS: dict[str, Any] = {
    **{f"recruitment:{name}": application for name in (
        "my_application", "withdraw", "application", "move_application", "reject",
        "new_interview", "new_offer", "retract_offer", "new_transfer", "arrival",
    )},
    "recruitment:apply": lambda _world: {"uid": make_posting().uid},
    "recruitment:my_interview": part("interview"),
    "recruitment:interview": part("interview"),
    "recruitment:my_offer": part("offer"),
    "recruitment:my_transfer": part("transfer"),
    "recruitment:interview_calendar": lambda world: {"uid": desk(world).interview.uid},
    "recruitment:review": review,
    "recruitment:withdraw_review": review,
    **{f"recruitment:{name}": nothing for name in ("board", "received")},
}  # fmt: skip
