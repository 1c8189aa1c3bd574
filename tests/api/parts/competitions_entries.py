"""Entries in the API: who gets what, what each address names, and a body that it takes."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.access.competitions_entries import team
from tests.access.world import World
from tests.api.lists import List
from tests.api.roles import OFFICE_ALONE, SIGNED_IN, row
from tests.competitions.ground import make_edition, make_track
from tests.competitions.team import ANSWERS, PDF, TITLES, days, make_project
from tests.factories import make_talent, make_user
from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.competitions.services import entries, teams, versions
from yucaihui.directory.queries import person_of


def own(status: int, *, office: int) -> dict[str, int]:
    """What the entry's team does; others are not told that it is there."""
    return row(401, status, 404, 404, 404, office, office)


TABLE = {
    "GET /my/entries/": SIGNED_IN,
    "GET /entries/": OFFICE_ALONE,
    "POST /tracks/{uid}/entries/": row(401, *[201] * 6),
    "GET /entries/{uid}/": own(200, office=200),
    "GET /entries/{uid}/versions/": own(200, office=200),
    "POST /entries/{uid}/versions/": own(201, office=403),
    "POST /entries/{uid}/files/{field}/": own(201, office=403),
    "POST /entries/{uid}/submit/": own(200, office=403),
    "POST /entries/{uid}/withdraw/": own(200, office=403),
    "POST /entries/{uid}/confirm/": own(200, office=403),
    "POST /entries/{uid}/members/": own(201, office=403),
    "DELETE /entries/{uid}/members/{member}/": own(200, office=200),
    "POST /entries/{uid}/members/{member}/captain/": own(200, office=200),
    "POST /entries/{uid}/leave/": own(200, office=403),
    "GET /my/team-invitations/": SIGNED_IN,
    "POST /my/team-invitations/{uid}/answer/": row(401, 404, 404, 200, 404, 404, 404),
    "POST /entries/{uid}/decisions/": own(403, office=200),
}


def entry(world: World) -> str:
    """The talent's, submitted."""
    return team(world).entry.uid


def draft_of(world: World, captain: Any) -> Entry:
    return entries.begin(team(world).track, make_project(captain), by=captain.user)


def draft(world: World) -> str:
    """The talent's, complete."""
    user = world.users["talent"]
    made = draft_of(world, person_of(team(world) and user))
    versions.save_version(made, by=user, base=0, answers=ANSWERS, **TITLES)
    return made.uid


def joined(world: World) -> str:
    """Somebody else's, of whose team the talent is."""
    user, captain = world.users["talent"], make_talent()
    made = draft_of(world, captain)
    teams.accept(teams.invite(made, user.email, by=captain.user), user=user)
    return made.uid


def invited(world: World) -> str:
    found = team(world)
    return f"{found.entry.uid}/members/{found.invitation.uid}"


def heir(world: World) -> str:
    """A second member of the talent's team."""
    member: TeamMember = teams.add_member(team(world).entry, make_talent())
    return f"{entry(world)}/members/{member.uid}"


def invitation(world: World) -> str:
    """The judge's."""
    found = team(world)
    address = world.users["judge"].email
    return teams.invite(found.entry, address, by=world.users["talent"]).uid


NAMES: dict[str, Callable[[World], str]] = {
    "/tracks/{uid}/entries/": lambda world: team(world).track.uid,
    "/entries/{uid}/": entry,
    "/entries/{uid}/files/{field}/": lambda world: f"{entry(world)}/files/plan",
    "/entries/{uid}/submit/": draft,
    "/entries/{uid}/leave/": joined,
    "/entries/{uid}/members/{member}/": invited,
    "/entries/{uid}/members/{member}/captain/": heir,
    "/my/team-invitations/{uid}/": invitation,
}
BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "POST /tracks/{uid}/entries/": lambda: {"title_en": "Cells"},
    "POST /entries/{uid}/versions/": lambda: {"base": 1, "answers": {"summary": "new"}},
    "POST /entries/{uid}/submit/": lambda: {"base": 1},
    "POST /entries/{uid}/withdraw/": dict,
    "POST /entries/{uid}/confirm/": lambda: {"base": 1},
    "POST /entries/{uid}/members/": lambda: {"email": f"m{timezone.now():%f}@mail.test"},
    "POST /my/team-invitations/{uid}/answer/": lambda: {"accept": True},
    "POST /entries/{uid}/decisions/": lambda: {"move": "refuse", "reason": "incomplete"},
}
UPLOADS: dict[str, Callable[[], dict[str, Any]]] = {
    "POST /entries/{uid}/files/{field}/": lambda: {
        "file": SimpleUploadedFile("plan.pdf", PDF + b"api")
    },
}


def my_entries(number: int) -> List:
    track, person = open_now(), make_talent()
    for _ in range(number):
        entries.begin(track, make_project(person), by=person.user)
    return List("/my/entries/", person.user, number)


def all_entries(number: int) -> List:
    my_entries(number)
    return List("/entries/", make_user("office"), number)


def all_versions(number: int) -> List:
    my_entries(1)
    made = Entry.objects.select_related("case").get()
    user = made.members.get().person.user  # type: ignore[union-attr]
    for base in range(number):
        answers = {"summary": f"text {base}"}
        versions.save_version(made, by=user, base=base, answers=answers)
    return List(f"/entries/{made.uid}/versions/", user, number)


def my_team_invitations(number: int) -> List:
    track, user = open_now(), make_user()
    for _ in range(number):
        captain = make_talent()
        made = entries.begin(track, make_project(captain), by=captain.user)
        teams.invite(made, user.email, by=captain.user)
    return List("/my/team-invitations/", user, number)


def open_now() -> Any:
    """A track that takes entries today."""
    now = timezone.now()
    dates = {"opens_at": now - days(1), "registration_closes_at": now + days(1)}
    return make_track(
        make_edition(code="open-now"), "now", **dates, submission_closes_at=now + days(3)
    )


# Path: what makes so many rows of it, and what a request for them costs.
LISTS: dict[str, tuple[Callable[[int], List], int]] = {
    "/my/entries/": (my_entries, 5),
    "/entries/": (all_entries, 5),
    "/entries/{uid}/versions/": (all_versions, 9),
    "/my/team-invitations/": (my_team_invitations, 4),
}
