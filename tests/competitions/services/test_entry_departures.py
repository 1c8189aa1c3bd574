"""What a person's data hold of their entries, and what is left when they go."""

import pytest

from tests.competitions.ground import NOW, make_office
from tests.competitions.team import PDF, begun, captain_of, joined, saved, submitted
from tests.factories import make_talent
from yucaihui.casework.queries import verify_chain
from yucaihui.competitions.models import Entry
from yucaihui.competitions.services import entry_files, screening, teams
from yucaihui.core.files.models import StoredFile
from yucaihui.directory import services as directory

pytestmark = pytest.mark.django_db


def test_the_export_holds_what_the_person_handed_in() -> None:
    entry = submitted()
    version, place = entry.versions.get(), entry.members.get()
    assert directory.export_person(place.person)["entries"] == [
        {
            "entry": entry.uid,
            "code": "NEV-0001",
            "edition": "2026年星渝杯",
            "track": "智能网联新能源汽车",
            "role": "captain",
            "state": "accepted",
            "confirmed_version": 1,
            "entry_state": "submitted",
            "versions": [
                {
                    "number": 1,
                    "saved_at": version.saved_at.isoformat(),
                    "title_zh": "热管理",
                    "title_en": "Thermal management",
                    "answers": version.answers,
                }
            ],
            "files": [],
        }
    ]


def test_who_left_is_told_of_the_place_only() -> None:
    entry = begun()
    member = joined(entry)
    saved(entry)
    teams.leave(entry, by=member.person.user, now=NOW)
    exported = directory.export_person(member.person)["entries"]
    assert [(one["state"], one["versions"]) for one in exported] == [("left", [])]


def test_what_only_the_erased_person_ran_ends_without_answers_and_files() -> None:
    entry = begun()
    row = entry_files.attach(entry, "plan", PDF, name="a.pdf", by=captain_of(entry), now=NOW)
    submitted(entry, plan=row.file.uid)
    person = entry.members.get().person
    directory.erase_person(person, by=person.user)
    entry = Entry.objects.select_related("case").get(pk=entry.pk)
    place = entry.members.get()
    assert (entry.case.state, entry.versions.get().answers) == ("withdrawn", {})
    assert (place.email, place.state) == ("", "left")
    assert StoredFile.objects.filter(purpose="competition_entry").count() == 0
    assert verify_chain(entry.case).whole


def test_a_team_goes_on_under_another_captain_with_the_name_covered() -> None:
    captain = make_talent(name_zh="", name_en="Ada Lindqvist")
    entry = begun(person=captain)
    member = joined(entry)
    saved(entry, leader_story="Led by Ada  Lindqvist, of Lund.")
    directory.erase_person(captain, by=captain.user)
    entry.refresh_from_db()
    version = entry.versions.get()
    assert captain_of(entry) == member.person.user
    assert version.answers["leader_story"] == "Led by ▇▇, of Lund."
    assert entry.case.subject == member.person
    assert list(entry.case.entries.order_by("number").values_list("move", flat=True)) == [
        "open", "join", "transfer",
    ]  # fmt: skip


def test_a_decided_entry_of_one_person_keeps_its_state() -> None:
    entry = submitted()
    screening.admit(entry, by=make_office())
    screening.disqualify(entry, by=make_office(), reason="untrue")
    person = entry.members.get().person
    directory.erase_person(person, by=person.user)
    entry.case.refresh_from_db()
    assert entry.case.state == "disqualified"


def test_an_invitation_to_the_erased_address_is_gone() -> None:
    entry, person = begun(), make_talent()
    invitation = teams.invite(entry, person.user.email, by=captain_of(entry), now=NOW)
    directory.erase_person(person, by=person.user)
    invitation.refresh_from_db()
    assert (invitation.email, invitation.state) == ("", "declined")
