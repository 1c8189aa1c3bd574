"""Talents who want to be found, as verified employers' programs look for them: without who they
are. And what a person wishes for in their next work."""

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from ninja import Field, Query, Router, Schema, Status
from ninja.pagination import paginate

from yucaihui.core.web import Pages, refusals
from yucaihui.directory.queries import person_of
from yucaihui.engines.text.degree import Degree
from yucaihui.recruitment.endpoints.postings import DegreeName
from yucaihui.recruitment.queries.matches import wish_of
from yucaihui.recruitment.queries.talents import (
    TalentLine,
    TalentSearch,
    finds_talents,
    found_people,
    lines_of,
    open_postings_for,
)
from yucaihui.recruitment.services.matches import save_wish
from yucaihui.recruitment.services.talents import invite_to_apply

router = Router(tags=["talents"])


class TalentOut(Schema):
    id: str = Field(alias="uid")
    code: str = Field(description="What stands for the name.")
    city: str
    degree: DegreeName
    years: int | None
    headline: str
    skills: list[str]

    @staticmethod
    def resolve_degree(line: TalentLine) -> str:
        return Degree(line.degree).name.lower()


class WholeTalentOut(TalentOut):
    resume: dict[str, Any] = Field(description="JSON Resume, with what tells who it is covered.")


class TalentIn(Schema):
    q: str = Field("", max_length=100)
    min_degree: DegreeName = "none"
    min_years: int = Field(0, ge=0, le=60)
    city: str = Field("", max_length=40)

    @property
    def search(self) -> TalentSearch:
        degree = int(Degree[self.min_degree.upper()])
        text, city = (words.replace("\0", "").strip() for words in (self.q, self.city))
        return TalentSearch(text, degree, self.min_years, city)


class InvitationIn(Schema):
    position: str = Field(description="The id of a public position of one's own.")


Place = Annotated[str, Field(max_length=40)]


class WishIO(Schema):
    """What positions are left out by. Employers never see it."""

    places: list[Place] = Field([], max_length=20)
    salary_min: int | None = Field(
        None, ge=1, le=10_000_000, description="Yuan a month before tax."
    )


class Lines(list[Any]):
    """People who become lines when the page of them is cut out."""

    def __init__(self, people: QuerySet[Any]) -> None:
        super().__init__()
        self.people = people

    def __len__(self) -> int:
        return self.people.count()

    def __getitem__(self, part: Any) -> Any:
        return lines_of(self.people[part], get_language() or "")


def findable(request: HttpRequest, search: TalentSearch) -> QuerySet[Any]:
    on = timezone.localdate()
    if not finds_talents(request.user, on):
        raise PermissionDenied
    return found_people(search, on)


@router.get(
    "/talents/", response=list[TalentOut], summary=gettext_noop("Search talents who may be found")
)
@paginate(Pages)
def talents(request: HttpRequest, asked: Query[TalentIn]) -> Lines:
    return Lines(findable(request, asked.search))


@router.get(
    "/talents/{uid}/",
    response=WholeTalentOut,
    summary=gettext_noop("One talent's profile, without who it is"),
)
def talent(request: HttpRequest, uid: str) -> Any:
    person = get_object_or_404(findable(request, TalentSearch()), uid=uid)
    return lines_of([person], get_language() or "")[0]


@router.post(
    "/talents/{uid}/invitations/",
    response={201: TalentOut},
    summary=gettext_noop("Invite a talent to apply"),
)
def invite(request: HttpRequest, uid: str, data: InvitationIn) -> Status[Any]:
    person, on = get_object_or_404(findable(request, TalentSearch()), uid=uid), timezone.localdate()
    posting = get_object_or_404(open_postings_for(request.user, on), uid=data.position)
    invite_to_apply(person, posting, by=request.user, on=on)
    return Status(201, lines_of([person], get_language() or "")[0])


def own_person(request: HttpRequest) -> Any:
    person = person_of(request.user)
    if person is None:
        raise Http404
    return person


@router.get(
    "/my/wish/",
    response=WishIO,
    openapi_extra=refusals(404),
    summary=gettext_noop("What I wish for in my next work"),
)
def wish(request: HttpRequest) -> Any:
    return wish_of(own_person(request)) or WishIO(places=[], salary_min=None)


@router.put(
    "/my/wish/",
    response=WishIO,
    openapi_extra=refusals(404),
    summary=gettext_noop("Change what I wish for"),
)
def change_wish(request: HttpRequest, data: WishIO) -> Any:
    return save_wish(own_person(request), by=request.user, **data.dict())
