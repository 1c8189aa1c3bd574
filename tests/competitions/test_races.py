"""Two at once leave one chain, one captain, one code each, and the loser is told."""

import pytest

from tests.competitions.ground import NOW, make_office
from tests.competitions.team import (
    ANSWERS,
    begun,
    captain_of,
    joined,
    make_project,
    open_track,
    saved,
    submitted,
)
from tests.factories import make_talent
from tests.together import together
from yucaihui.casework.queries import verify_chain
from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.competitions.services import entries, entry_files, screening, teams, versions
from yucaihui.core.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def test_entries_that_begin_at_once_have_codes_of_their_own() -> None:
    track = open_track()
    people = [make_talent() for _number in range(4)]
    projects = [make_project(person) for person in people]
    made = together(
        *[
            lambda person=person, project=project: entries.begin(
                track, project, by=person.user, now=NOW
            )
            for person, project in zip(people, projects, strict=True)
        ]
    )
    assert sorted(entry.code for entry in made) == [
        "NEV-0001", "NEV-0002", "NEV-0003", "NEV-0004",
    ]  # fmt: skip


def test_a_project_entered_four_times_at_once_is_entered_once() -> None:
    track, person = open_track(), make_talent()
    project = make_project(person)
    results = together(*[lambda: entries.begin(track, project, by=person.user, now=NOW)] * 4)
    assert kinds(results) == [*["AlreadyEntered"] * 3, "Entry"]
    assert Entry.objects.count() == 1


def test_two_who_save_at_once_leave_one_chain_and_the_loser_is_told() -> None:
    entry = begun()
    member = joined(entry)
    writers = [captain_of(entry), member.person.user]
    results = together(
        *[
            lambda by=by, n=n: versions.save_version(
                entry, by=by, base=0, answers={**ANSWERS, "summary": f"text {n}"}, now=NOW
            )
            for n, by in enumerate(writers)
        ]
    )
    entry.refresh_from_db()
    assert kinds(results) == ["EntryVersion", "StaleVersion"]
    assert (entry.latest, list(entry.versions.values_list("number", flat=True))) == (1, [1])


def test_one_version_submitted_at_once_is_submitted_once() -> None:
    entry = begun()
    saved(entry)
    captain = captain_of(entry)
    results = together(*[lambda: versions.submit(entry, by=captain, now=NOW)] * 4)
    entry = Entry.objects.select_related("case", "submitted").get(pk=entry.pk)
    letters = Letter.objects.filter(reader=captain).count()
    assert kinds(results) == ["EntryVersion", *["Refused"] * 3]
    assert (entry.case.version, entry.submitted.number, letters) == (1, 1, 1)  # type: ignore[union-attr]
    assert verify_chain(entry.case).whole


def test_an_invitation_accepted_and_declined_at_once_is_answered_once() -> None:
    entry, person = begun(), make_talent()
    invitation = teams.invite(entry, person.user.email, by=captain_of(entry), now=NOW)
    results = together(
        *[lambda: teams.accept(invitation, user=person.user, now=NOW)] * 2,
        *[lambda: teams.decline(invitation, user=person.user)] * 2,
    )
    assert kinds(results) == [*["AlreadyDecided"] * 3, "TeamMember"]


def test_members_who_join_at_once_all_have_their_line() -> None:
    entry = begun()
    people = [make_talent() for _number in range(4)]
    invited = [
        teams.invite(entry, person.user.email, by=captain_of(entry), now=NOW) for person in people
    ]
    together(
        *[
            lambda place=place, person=person: teams.accept(place, user=person.user, now=NOW)
            for place, person in zip(invited, people, strict=True)
        ]
    )
    entry.case.refresh_from_db()
    joined_now = entry.members.filter(state="accepted").count()
    lines = entry.case.entries.filter(move="join").count()
    assert (joined_now, lines, verify_chain(entry.case).whole) == (5, 4, True)


def test_an_entry_handed_to_two_at_once_has_one_captain() -> None:
    entry = begun()
    members, office = [joined(entry) for _number in range(2)], make_office()
    together(
        *[lambda member=member: entries.hand_over(entry, member, by=office) for member in members]
    )
    captains = TeamMember.objects.filter(entry=entry, role="captain", state="accepted")
    entry.case.refresh_from_db()
    assert captains.get().person == entry.case.subject
    assert verify_chain(entry.case).whole


def test_two_officers_at_once_decide_once() -> None:
    entry = submitted()
    seen = entry.case.version
    first, second = make_office(), make_office()
    results = together(
        lambda: screening.admit(entry, by=first, version=seen),
        lambda: screening.refuse(entry, by=second, reason="rule", version=seen),
    )
    assert kinds(results) == ["Entry", "StaleCase"]


def test_the_same_file_uploaded_at_once_is_kept_once() -> None:
    entry = begun()
    captain, data = captain_of(entry), b"%PDF-1.7 same"
    together(
        *[lambda: entry_files.attach(entry, "plan", data, name="a.pdf", by=captain, now=NOW)] * 3
    )
    assert entry.files.count() == 1
