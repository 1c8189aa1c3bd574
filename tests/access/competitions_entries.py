"""Who gets what at each page of entries: the team its own, the office all, nobody else any."""

from functools import cached_property
from typing import Any

from django.utils import timezone

from tests.access.portal import OFFICE, POST_OFFICE, POST_SIGNED_IN, SIGNED_IN
from tests.access.world import World
from tests.competitions.ground import make_edition
from tests.competitions.team import ANSWERS, PDF, TITLES, days
from yucaihui.competitions.models import EntryFile
from yucaihui.competitions.services import entries, entry_files, teams, versions
from yucaihui.directory import services as directory

TEAM = {**dict.fromkeys(SIGNED_IN, 404), "visitor": 302, "talent": 200}
PAGES = ("my_entry", "edit_entry", "submit_entry", "withdraw_entry", "entry_version", "team")
ACTS = ("confirm_version", "ask_team", "leave_team", "remove_member", "answer_invitation")
OFFICE_PAGES = (
    *("entries", "export_entries", "entry", "office_version", "override_rule"),
    *("office_hand_over", "decide_entry"),
)
TABLE = {
    "competitions:enter": SIGNED_IN,
    "competitions:my_entries": SIGNED_IN,
    **dict.fromkeys((f"competitions:{name}" for name in PAGES), TEAM),
    "competitions:hand_over": TEAM,
    **dict.fromkeys((f"competitions:{name}" for name in ACTS), POST_SIGNED_IN),
    "competitions:entry_file": {**TEAM, "office": 200, "administrator": 200},
    # Whoever holds the letter's link is shown what it invites to.
    "competitions:team_invitation": dict.fromkeys(SIGNED_IN, 200),
    **dict.fromkeys((f"competitions:{name}" for name in OFFICE_PAGES), OFFICE),
    "competitions:admit_passing": POST_OFFICE,
}


class Team:
    """The talent's submitted entry, with a file and an open invitation."""

    def __init__(self, world: World) -> None:
        user, now = world.users["talent"], timezone.now()
        person = directory.ensure_person(user, name_zh="林晓", name_en="Xiao Lin")
        self.track = make_edition().tracks.get()
        self.track.opens_at, self.track.registration_closes_at = now - days(1), now + days(1)
        self.track.submission_closes_at, self.track.teams_lock_at = now + days(3), now + days(2)
        self.track.save()
        project = directory.create_project(lead=person, by=None, title_zh="项目")
        self.entry = entries.begin(self.track, project, by=user)
        self.invitation = teams.invite(self.entry, "new@mail.test", by=user)
        self.file = self.attach(user)
        answers = {**ANSWERS, "plan": self.file.file.uid}
        versions.save_version(self.entry, by=user, base=0, answers=answers, **TITLES)
        versions.submit(self.entry, by=user)

    def attach(self, user: Any) -> EntryFile:
        return entry_files.attach(self.entry, "plan", PDF, name="plan.pdf", by=user)

    @cached_property
    def args(self) -> dict[str, dict[str, Any]]:
        one = {"uid": self.entry.uid}
        return {
            "enter": {"uid": self.track.uid},
            **dict.fromkeys((*PAGES, *ACTS, *OFFICE_PAGES, "hand_over"), one),
            "entry_version": {**one, "number": 1},
            "office_version": {**one, "number": 1},
            "remove_member": {**one, "member": self.invitation.uid},
            "answer_invitation": {"uid": self.invitation.uid},
            "entry_file": {**one, "file": self.file.file.uid},
            "team_invitation": {"token": teams.token_of(self.invitation)},
            "override_rule": {**one, "rule": "team"},
            "decide_entry": {**one, "name": "refuse"},
            "export_entries": {"kind": "csv"},
        }


def team(world: World) -> Team:
    made = world.__dict__.get("_team")
    if made is None:
        made = world.__dict__["_team"] = Team(world)
    found: Team = made
    return found


WITHOUT = ("entries", "my_entries", "admit_passing")


def args_of(name: str) -> Any:
    return lambda world: team(world).args[name]


ARGS = {
    name: args_of(name.removeprefix("competitions:"))
    for name in TABLE
    if name.removeprefix("competitions:") not in WITHOUT
}
