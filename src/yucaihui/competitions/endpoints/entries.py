"""Entries as programs read and write them: the team its own, the office all.

`base` is the number of the version that was changed: if somebody saved meanwhile the answer is 409
and nothing is saved. `version` sent back with a decision does the same for the entry's case.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, File, Query, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from yucaihui.casework.queries import moves_open_to, state_of
from yucaihui.competitions.forms.screening import matching
from yucaihui.competitions.models import Entry, EntryVersion, TeamMember, Track
from yucaihui.competitions.process import ENTRANT, OFFICE
from yucaihui.competitions.queries.eligibility import (
    entries_by_eligibility,
    findings,
    results_of,
)
from yucaihui.competitions.queries.entries import (
    deadline_shown,
    entries_of,
    visible_to_reader,
    with_parts,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.queries.teams import invitations_to, is_captain, team_of
from yucaihui.competitions.services import entries as verbs
from yucaihui.competitions.services import entry_files, screening, teams, versions
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.web import Pages
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import organisations_of, person_of
from yucaihui.directory.queries.projects import projects_of
from yucaihui.directory.services import create_project, ensure_person
from yucaihui.ui.formats import in_language

router = Router(tags=["entries"])


class EntryOut(Schema):
    id: str = Field(alias="uid")
    code: str
    edition: str
    track: str
    title: str
    state: str
    label: str
    version: int = Field(description="Of the case: send it back with a decision.")
    latest: int = Field(description="Number of the newest version of what was filled in.")
    submitted: int | None = Field(description="Number of the version that was submitted last.")
    moved_at: datetime

    @staticmethod
    def resolve_edition(entry: Entry) -> str:
        return entry.track.edition.uid

    @staticmethod
    def resolve_track(entry: Entry) -> str:
        return entry.track.uid

    @staticmethod
    def resolve_title(entry: Entry) -> str:
        return in_language(entry.project, "title")

    @staticmethod
    def resolve_state(entry: Entry) -> str:
        return entry.case.state

    @staticmethod
    def resolve_label(entry: Entry) -> str:
        return state_of(entry.case).word(inside=True)

    @staticmethod
    def resolve_version(entry: Entry) -> int:
        return entry.case.version

    @staticmethod
    def resolve_submitted(entry: Entry) -> int | None:
        return entry.submitted.number if entry.submitted else None

    @staticmethod
    def resolve_moved_at(entry: Entry) -> datetime:
        return entry.case.moved_at


class TeamMemberOut(Schema):
    id: str = Field(alias="uid")
    name: str
    role: str
    state: str
    confirmed: int = Field(description="Number of the version the member stands behind, or 0.")

    @staticmethod
    def resolve_name(member: TeamMember) -> str:
        return versions.name_of(member)


class VersionOut(Schema):
    number: int
    title_zh: str
    title_en: str
    answers: dict[str, Any]
    saved_at: datetime


class FindingOut(Schema):
    rule: str
    label: str
    datum: str
    value: Any = Field(description="What was compared; null when it is missing.")
    verdict: str = Field(description="passed, failed or unknown; the office's before the rule's.")
    reason: str = Field(description="Why the office decided otherwise.")


class MissingOut(Schema):
    field: str
    message: str


class EntrySheetOut(Schema):
    entry: EntryOut
    deadline: datetime
    members: list[TeamMemberOut]
    newest: VersionOut | None
    missing: list[MissingOut]
    eligibility: list[FindingOut]
    actions: list[str]


class BeginIn(Schema):
    project: str = Field("", description="Id of a project of yours; empty: a new one.")
    title_zh: str = Field("", max_length=120)
    title_en: str = Field("", max_length=160)
    organisation: str = Field("", description="Id of one that you act for.")
    country: str = Field("", pattern="^([A-Z]{2})?$", description="ISO 3166-1 alpha-2")
    challenge: str = Field("", description="Id of the challenge that is bid for.")


class VersionIn(Schema):
    base: int = Field(ge=0, le=10**6)
    title_zh: str = Field("", max_length=120)
    title_en: str = Field("", max_length=160)
    answers: dict[str, Any]


class BaseIn(Schema):
    base: int = Field(ge=0, le=10**6)


class EntryFileOut(Schema):
    id: str = Field(description="The answer to the file's field.")
    field: str
    name: str
    size: int


class TeamInviteIn(Schema):
    email: str = Field(max_length=254)


class TeamAnswerIn(Schema):
    accept: bool


class NoteIn(Schema):
    note: str = Field("", max_length=1000)
    version: int | None = None


class EligibilityDecisionIn(NoteIn):
    move: Literal["admit", "ask", "refuse", "disqualify", "reinstate", "extend", "close"]
    reason: str = Field("", description="A code; of refuse, disqualify and reinstate.")
    until: datetime | None = Field(None, description="Of ask and extend, with its time zone.")


class EntryFilter(Schema):
    track: str = ""
    state: str = ""
    eligibility: Literal["", "passed", "failed", "unknown"] = ""
    q: str = Field("", max_length=100, description="Part of the code or of a title.")


def readable(request: HttpRequest, uid: str) -> Entry:
    """The team's own, or the office's; judges read entries through their assignments."""
    reader = reader_of(request.user)
    rows = visible_to_reader(reader)
    own = rows if reader.office else rows.filter(pk__in=reader.entries)
    return get_object_or_404(own, case__uid=uid)


def sheet(entry: Entry, user: Any) -> dict[str, Any]:
    entry = with_parts().get(pk=entry.pk)
    newest = entry.versions.select_related("form").filter(number=entry.latest).first()
    roles = {ENTRANT: is_captain(user, entry), OFFICE: is_office(user)}
    moves = moves_open_to(entry.case, [role for role, holds in roles.items() if holds])
    return {
        "entry": entry,
        "deadline": deadline_shown(entry),
        "members": list(team_of(entry)),
        "newest": newest,
        "missing": versions.missing(entry, newest),
        "eligibility": [finding_out(one) for one in findings(results_of(entry))],
        "actions": [move.name for move in moves],
    }


def finding_out(finding: Any) -> dict[str, Any]:
    return {
        "rule": finding.rule.code,
        "label": in_language(finding.rule, "label"),
        "datum": finding.rule.datum,
        "value": finding.result.datum,
        "verdict": finding.verdict,
        "reason": finding.result.reason,
    }


@router.get("/my/entries/", response=list[EntryOut], summary=gettext_noop("My entries"))
@paginate(Pages)
def my_entries(request: HttpRequest) -> QuerySet[Entry]:
    return entries_of(person_of(request.user))


@router.get("/entries/", response=list[EntryOut], summary=gettext_noop("All entries"))
@paginate(Pages)
def entries(request: HttpRequest, wanted: Query[EntryFilter]) -> QuerySet[Entry]:
    if not is_office(request.user):
        raise PermissionDenied
    found = with_parts().order_by("-case__opened_at", "-pk").filter(condition(wanted))
    if wanted.q:
        found = matching(found, wanted.q)
    return entries_by_eligibility(found, wanted.eligibility) if wanted.eligibility else found


def condition(wanted: EntryFilter) -> Q:
    tracks = Q(track__uid=wanted.track) if wanted.track else Q()
    return tracks & (Q(case__state=wanted.state) if wanted.state else Q())


@router.post(
    "/tracks/{uid}/entries/",
    response={201: EntrySheetOut},
    summary=gettext_noop("Begin an entry in a track"),
)
def begin(request: HttpRequest, uid: str, body: BeginIn) -> Status[dict[str, Any]]:
    track = get_object_or_404(Track.objects.filter(edition__state="published"), uid=uid)
    user: Any = request.user
    organisation = named(organisations_of(user), body.organisation, "organisation")
    challenge = named(
        track.challenges.select_related("case"), body.challenge, "challenge", "case__"
    )
    with transaction.atomic():
        entry = verbs.begin(
            track, project_of(body, user, organisation), by=user, country=body.country,
            organisation=organisation, challenge=challenge, captain=ensure_person(user),
        )  # fmt: skip
    return Status(201, sheet(entry, user))


def named(rows: QuerySet[Any], uid: str, field: str, path: str = "") -> Any:
    """The row of this id among those open to the user; None when no id is given."""
    found = rows.filter(**{f"{path}uid": uid}).first() if uid else None
    if uid and found is None:
        raise Refused(_("There is none of this id that is open to you."), field)
    return found


def project_of(body: BeginIn, user: Any, organisation: Any) -> Any:
    project = named(projects_of(user), body.project, "project")
    if project is not None:
        return project
    titles = {"title_zh": body.title_zh, "title_en": body.title_en}
    return create_project(lead=ensure_person(user), organisation=organisation, by=user, **titles)


@router.get("/entries/{uid}/", response=EntrySheetOut, summary=gettext_noop("One entry"))
def entry(request: HttpRequest, uid: str) -> dict[str, Any]:
    return sheet(readable(request, uid), request.user)


@router.get(
    "/entries/{uid}/versions/", response=list[VersionOut], summary=gettext_noop("Its versions")
)
@paginate(Pages)
def all_versions(request: HttpRequest, uid: str) -> QuerySet[EntryVersion]:
    """Newest first."""
    return readable(request, uid).versions.order_by("-number")


@router.post(
    "/entries/{uid}/versions/",
    response={201: VersionOut},
    summary=gettext_noop("Save the next version"),
)
def save(request: HttpRequest, uid: str, body: VersionIn) -> Status[EntryVersion]:
    found = readable(request, uid)
    return Status(201, versions.save_version(found, by=request.user, **body.dict()))


@router.post(
    "/entries/{uid}/files/{field}/",
    response={201: EntryFileOut},
    summary=gettext_noop("Upload a file for a field of the form"),
)
def upload(
    request: HttpRequest, uid: str, field: str, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    found = readable(request, uid)
    row = entry_files.attach(found, field, file.read(), name=file.name or "", by=request.user)
    stored = row.file
    return Status(
        201, {"id": stored.uid, "field": row.field, "name": stored.name, "size": stored.size}
    )


@router.post(
    "/entries/{uid}/submit/", response=EntrySheetOut, summary=gettext_noop("Submit the entry")
)
def submit(request: HttpRequest, uid: str, body: BaseIn) -> dict[str, Any]:
    found = readable(request, uid)
    versions.submit(found, by=request.user, base=body.base)
    return sheet(found, request.user)


@router.post(
    "/entries/{uid}/withdraw/", response=EntrySheetOut, summary=gettext_noop("Withdraw the entry")
)
def withdraw(request: HttpRequest, uid: str, body: NoteIn) -> dict[str, Any]:
    found = verbs.withdraw(readable(request, uid), by=request.user, **body.dict())
    return sheet(found, request.user)


@router.post(
    "/entries/{uid}/confirm/",
    response=TeamMemberOut,
    summary=gettext_noop("Stand behind the newest version"),
)
def confirm(request: HttpRequest, uid: str, body: BaseIn) -> TeamMember:
    return teams.confirm(readable(request, uid), by=request.user, version=body.base)


@router.post(
    "/entries/{uid}/members/",
    response={201: TeamMemberOut},
    summary=gettext_noop("Invite a member by e-mail"),
)
def invite(request: HttpRequest, uid: str, body: TeamInviteIn) -> Status[TeamMember]:
    return Status(201, teams.invite(readable(request, uid), body.email, by=request.user))


@router.delete(
    "/entries/{uid}/members/{member}/",
    response=EntrySheetOut,
    summary=gettext_noop("Take a member off the team, or an invitation back"),
)
def remove(request: HttpRequest, uid: str, member: str) -> dict[str, Any]:
    found = readable(request, uid)
    place = get_object_or_404(TeamMember.objects.filter(entry=found), uid=member)
    teams.remove(place, by=request.user)
    return sheet(found, request.user)


@router.post(
    "/entries/{uid}/members/{member}/captain/",
    response=EntrySheetOut,
    summary=gettext_noop("Hand the entry over to a member"),
)
def hand_over(request: HttpRequest, uid: str, member: str) -> dict[str, Any]:
    found = readable(request, uid)
    place = get_object_or_404(TeamMember.objects.filter(entry=found), uid=member)
    return sheet(verbs.hand_over(found, place, by=request.user), request.user)


class LeftOut(Schema):
    entry: str = Field(description="Id of the entry that is not one's own any more.")


@router.post("/entries/{uid}/leave/", response=LeftOut, summary=gettext_noop("Leave the team"))
def leave(request: HttpRequest, uid: str) -> dict[str, str]:
    teams.leave(readable(request, uid), by=request.user)
    return {"entry": uid}


class InvitationOut(Schema):
    id: str = Field(alias="uid")
    entry: str = Field(alias="entry.code")
    track: str = Field(alias="entry.track.uid")
    title: str
    invited_at: datetime

    @staticmethod
    def resolve_title(invitation: TeamMember) -> str:
        return in_language(invitation.entry.project, "title")


@router.get(
    "/my/team-invitations/",
    response=list[InvitationOut],
    summary=gettext_noop("Teams that invite me"),
)
@paginate(Pages)
def invitations(request: HttpRequest) -> QuerySet[TeamMember]:
    return invitations_to(request.user)


@router.post(
    "/my/team-invitations/{uid}/answer/",
    response=TeamMemberOut,
    summary=gettext_noop("Join the team or decline"),
)
def answer(request: HttpRequest, uid: str, body: TeamAnswerIn) -> TeamMember:
    user: Any = request.user
    found = get_object_or_404(invitations_to(user), uid=uid)
    return teams.accept(found, user=user) if body.accept else teams.decline(found, user=user)


Decide = Callable[[Entry, Any, EligibilityDecisionIn], object]


def with_reason(verb: Callable[..., object]) -> Decide:
    return lambda row, by, body: verb(
        row, by=by, reason=body.reason, note=body.note, version=body.version
    )


def with_note(verb: Callable[..., object]) -> Decide:
    return lambda row, by, body: verb(row, by=by, note=body.note, version=body.version)


DECISIONS: dict[str, Decide] = {
    "admit": with_note(screening.admit),
    "close": with_note(screening.close),
    "refuse": with_reason(screening.refuse),
    "disqualify": with_reason(screening.disqualify),
    "reinstate": with_reason(screening.reinstate),
    "ask": lambda row, by, body: screening.ask(
        row, by=by, note=body.note, until=need_until(body), version=body.version
    ),
    "extend": lambda row, by, body: screening.extend(
        row, need_until(body), by=by, reason=body.note, version=body.version
    ),
}


def need_until(body: EligibilityDecisionIn) -> datetime:
    if body.until is None or body.until.tzinfo is None:
        raise Refused(_("Send the time with its zone, like 2026-12-31T18:00:00+08:00."), "until")
    return body.until


@router.post(
    "/entries/{uid}/decisions/",
    response=EntrySheetOut,
    summary=gettext_noop("Decide on an entry, as the office"),
)
def decide(request: HttpRequest, uid: str, body: EligibilityDecisionIn) -> dict[str, Any]:
    found = readable(request, uid)
    DECISIONS[body.move](found, request.user, body)
    return sheet(found, request.user)
