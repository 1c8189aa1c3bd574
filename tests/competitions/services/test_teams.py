"""Teams: who joins, who goes, until when, and what each is told."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import NOW, make_office
from tests.competitions.team import begun, captain_of, days, joined, saved, submitted
from tests.factories import make_talent, make_user
from yucaihui.competitions.models import EligibilityResult, TeamMember
from yucaihui.competitions.services import screening, teams
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.queries import person_of

pytestmark = pytest.mark.django_db

# Teams are fixed a day before submission closes.
FIXED = NOW + days(19)


def moves_of(entry: object) -> list[str]:
    return list(entry.case.entries.order_by("number").values_list("move", flat=True))  # type: ignore[attr-defined]


def test_a_stranger_is_invited_in_both_languages_and_joins_by_the_link() -> None:
    entry = begun()
    invitation = teams.invite(entry, " New@Mail.test ", by=captain_of(entry), now=NOW)
    letter = Letter.objects.get(to="new@mail.test")
    assert letter.subject == (
        "您受邀加入“固态电池热管理”团队 / You are invited to the team of “Solid-state cells”"
    )
    token = letter.link.rstrip("/").rpartition("/")[2]
    assert teams.invitation_with(token) == invitation
    user = make_user(email="other@mail.test")
    teams.accept(invitation, user=user, by_link=True, now=NOW)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.person) == ("accepted", person_of(user))
    assert moves_of(entry) == ["open", "join"]


def test_a_link_that_was_tampered_with_leads_nowhere() -> None:
    token = teams.token_of(teams.invite((e := begun()), "a@mail.test", by=captain_of(e), now=NOW))
    assert teams.invitation_with(token[:-1] + "A" * 2) is None
    assert teams.invitation_with("x") is None


def test_an_account_of_the_invited_address_joins_without_the_link() -> None:
    entry, person = begun(), make_talent()
    invitation = teams.invite(entry, person.user.email, by=captain_of(entry), now=NOW)
    with pytest.raises(PermissionDenied):
        teams.accept(invitation, user=make_talent().user, now=NOW)
    assert teams.accept(invitation, user=person.user, now=NOW).person == person
    told = Letter.objects.filter(reader=captain_of(entry)).get()
    assert told.subject == "NEV-0001: a member joined your team"


def test_an_invitation_is_answered_once() -> None:
    entry, person = begun(), make_talent()
    invitation = teams.invite(entry, person.user.email, by=captain_of(entry), now=NOW)
    assert teams.decline(invitation, user=person.user).state == "declined"
    with pytest.raises(AlreadyDecided):
        teams.accept(invitation, user=person.user, now=NOW)
    assert moves_of(entry) == ["open"]


def test_nobody_has_two_places_in_a_team() -> None:
    entry, person = begun(), make_talent()
    joined(entry, person)
    with pytest.raises(Refused, match="in this team or invited already"):
        teams.invite(entry, person.user.email, by=captain_of(entry), now=NOW)
    second = teams.invite(entry, "second@mail.test", by=captain_of(entry), now=NOW)
    with pytest.raises(Refused, match=r"^You are in this team already\.$"):
        teams.accept(second, user=person.user, by_link=True, now=NOW)


def test_no_more_than_twenty_invitations_are_open() -> None:
    entry = begun()
    for number in range(teams.OPEN_INVITATIONS):
        TeamMember.objects.create(entry=entry, email=f"m{number}@mail.test")
    with pytest.raises(Refused, match=r"^20 invitations are open\."):
        teams.invite(entry, "one-more@mail.test", by=captain_of(entry), now=NOW)


def test_only_the_captain_invites() -> None:
    entry = begun()
    member = joined(entry)
    for other in (member.person.user, make_talent().user, make_office()):
        with pytest.raises(PermissionDenied):
            teams.invite(entry, "x@mail.test", by=other, now=NOW)


def test_a_member_leaves_and_the_captain_hands_over_first() -> None:
    entry = begun()
    member = joined(entry)
    teams.leave(entry, by=member.person.user, now=NOW)
    member.refresh_from_db()
    assert (member.state, moves_of(entry)) == ("left", ["open", "join", "leave"])
    with pytest.raises(Refused, match="hand the entry over"):
        teams.leave(entry, by=captain_of(entry), now=NOW)
    with pytest.raises(PermissionDenied):
        teams.leave(entry, by=member.person.user, now=NOW)


def test_the_captain_takes_members_and_invitations_back() -> None:
    entry = begun()
    member = joined(entry)
    invitation = teams.invite(entry, "x@mail.test", by=captain_of(entry), now=NOW)
    for place in (member, invitation):
        teams.remove(place, by=captain_of(entry), now=NOW)
        place.refresh_from_db()
        assert place.state == "removed"
    assert moves_of(entry) == ["open", "join", "remove"]
    told = Letter.objects.filter(reader=member.person.user).order_by("-pk")[0]
    assert told.subject == "NEV-0001: you were taken off the team"
    with pytest.raises(AlreadyDecided):
        teams.remove(member, by=captain_of(entry), now=NOW)


def test_the_captain_is_not_removed_and_members_remove_nobody() -> None:
    entry = begun()
    member = joined(entry)
    captain = entry.members.get(role="captain")
    with pytest.raises(Refused):
        teams.remove(captain, by=make_office(), now=NOW)
    with pytest.raises(PermissionDenied):
        teams.remove(captain, by=member.person.user, now=NOW)


def test_from_the_lock_on_nobody_joins_leaves_or_is_removed() -> None:
    entry, person = begun(), make_talent()
    member = joined(entry)
    invitation = teams.invite(entry, person.user.email, by=captain_of(entry), now=NOW)
    acts = (
        lambda: teams.invite(entry, "x@mail.test", by=captain_of(entry), now=FIXED),
        lambda: teams.accept(invitation, user=person.user, now=FIXED),
        lambda: teams.leave(entry, by=member.person.user, now=FIXED),
        lambda: teams.remove(member, by=captain_of(entry), now=FIXED),
    )
    for act in acts:
        with pytest.raises(Refused, match=r"^Teams of this track have been fixed since 2026-12-20"):
            act()
    assert teams.decline(invitation, user=person.user).state == "declined"


def test_a_decided_entry_has_its_team() -> None:
    entry = submitted()
    screening.admit(entry, by=make_office())
    with pytest.raises(Refused) as caught:
        teams.invite(entry, "x@mail.test", by=captain_of(entry), now=NOW)
    assert caught.value.field == "entry"


def test_a_team_that_grew_after_the_submission_is_judged_again() -> None:
    entry = submitted()
    for _number in range(8):
        teams.add_member(entry, make_talent(), now=NOW)
    result = EligibilityResult.objects.get(version=entry.submitted, rule="team")
    assert (result.verdict, result.datum) == ("failed", 9)


def test_those_who_do_not_stand_behind_it_are_asked_once_a_version() -> None:
    entry = begun()
    member = joined(entry)
    saved(entry)
    assert teams.ask_to_confirm(entry, by=captain_of(entry)) == 1
    assert teams.ask_to_confirm(entry, by=captain_of(entry)) == 0
    saved(entry, summary="changed")
    assert teams.ask_to_confirm(entry, by=captain_of(entry)) == 1
    teams.confirm(entry, by=member.person.user, version=2)
    assert list(entry.members.order_by("pk").values_list("confirmed", flat=True)) == [2, 2]
