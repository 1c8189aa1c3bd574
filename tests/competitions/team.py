"""An entry and the people of its team, for tests."""

from datetime import timedelta
from typing import Any

from tests.competitions.ground import NOW, make_edition
from tests.factories import make_talent
from yucaihui.competitions.models import Entry, EntryVersion, TeamMember, Track
from yucaihui.competitions.services import entries, teams, versions
from yucaihui.directory import services as directory

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n"
ANSWERS: dict[str, Any] = {
    "summary": "固态电池热管理系统",
    "firm": True,
    "founded_on": "2021-05-01",
}
TITLES = {"title_zh": "热管理", "title_en": "Thermal management"}


def open_track() -> Track:
    return make_edition().tracks.get()


def make_project(person: Any, **texts: str) -> Any:
    texts = {"title_zh": "固态电池热管理", "title_en": "Solid-state cells", **texts}
    return directory.create_project(lead=person, by=None, **texts)


def begun(track: Track | None = None, person: Any = None, **values: Any) -> Entry:
    """A draft, whose captain is a talent of its own."""
    captain = person or make_talent()
    return entries.begin(
        track or open_track(), make_project(captain), by=captain.user, now=NOW, **values
    )


def captain_of(entry: Entry) -> Any:
    place = entry.members.select_related("person__user").get(role="captain", state="accepted")
    assert place.person is not None
    return place.person.user


def saved(entry: Entry, *, by: Any = None, **changes: Any) -> EntryVersion:
    """A complete version on top of the newest."""
    entry.refresh_from_db()
    return versions.save_version(
        entry,
        by=by or captain_of(entry),
        base=changes.pop("base", entry.latest),
        answers={**ANSWERS, **changes},
        now=NOW,
        **TITLES,
    )


def submitted(entry: Entry | None = None, **changes: Any) -> Entry:
    """An entry whose team of one submitted a complete version."""
    draft = entry or begun()
    saved(draft, **changes)
    versions.submit(draft, by=captain_of(draft), now=NOW)
    return Entry.objects.select_related("case", "submitted", "track").get(pk=draft.pk)


def joined(entry: Entry, person: Any = None) -> TeamMember:
    """A member who was invited and joined."""
    member = person or make_talent()
    invitation = teams.invite(entry, member.user.email, by=captain_of(entry), now=NOW)
    return teams.accept(invitation, user=member.user, now=NOW)


def days(number: float) -> timedelta:
    return timedelta(days=number)
