"""Beginning, handing over, withdrawing: what each step leaves and what it refuses."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import NOW, make_office, make_track
from tests.competitions.team import (
    begun,
    captain_of,
    days,
    joined,
    make_project,
    open_track,
    submitted,
)
from tests.factories import make_employer, make_talent, make_user
from yucaihui.casework.queries import verify_chain
from yucaihui.casework.services import MoveNotOpen, open_case
from yucaihui.competitions.models import Challenge, Entry, Track
from yucaihui.competitions.process import CHALLENGE
from yucaihui.competitions.services import entries, teams
from yucaihui.core.mail.models import Letter
from yucaihui.directory import services as directory
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


def make_challenge(track: Track, state: str = "published", closes: float = 5) -> Challenge:
    case = open_case(CHALLENGE, subject=None, actor=None, role="employer")
    case.state = state
    case.save()
    return Challenge.objects.create(
        case=case, track=track, owner=make_employer(), title_zh="难题", budget=100,
        bids_close_at=NOW + days(closes),
    )  # fmt: skip


def test_a_new_entry_is_a_draft_with_its_captain_and_a_code_of_its_track() -> None:
    track, person = open_track(), make_talent(country="DE")
    first, second = begun(track, person), begun(track)
    place = first.members.get()
    assert (first.code, second.code, first.case.state, first.country) == (
        "NEV-0001", "NEV-0002", "draft", "DE",
    )  # fmt: skip
    assert (place.person, place.role, place.state, place.email) == (
        person, "captain", "accepted", person.user.email,
    )  # fmt: skip
    assert first.case.subject == person


@pytest.mark.parametrize(("moment", "opens"), [(-11, False), (-10, True), (10, True), (11, False)])
def test_entries_begin_while_registration_is_open(moment: float, opens: bool) -> None:
    track, person = open_track(), make_talent()
    project = make_project(person)

    def begin() -> Entry:
        return entries.begin(track, project, by=person.user, now=NOW + days(moment))

    if opens:
        assert begin().code == "NEV-0001"
        return
    with pytest.raises(Refused) as caught:
        begin()
    assert caught.value.field == "track"


def test_a_track_of_an_unpublished_edition_takes_no_entry() -> None:
    track = open_track()
    track.edition.state = "archived"
    with pytest.raises(Refused, match="Registration for this track is not open"):
        begun(track)


def test_nobody_enters_a_special_award() -> None:
    track = make_track(open_track().edition, "best", kind="special")
    with pytest.raises(Refused, match="Nobody enters this track"):
        begun(track)


def test_a_project_of_somebody_else_is_not_entered() -> None:
    track, project = open_track(), make_project(make_talent())
    with pytest.raises(PermissionDenied):
        entries.begin(track, project, by=make_talent().user, now=NOW)


def test_a_member_of_the_projects_organisation_enters_it() -> None:
    owner = make_user()
    firm = make_employer(owner=owner)
    project = directory.create_project(organisation=firm, by=owner, title_zh="项目")
    entry = entries.begin(open_track(), project, by=owner, now=NOW)
    assert entry.organisation == firm


def test_another_organisation_is_not_named() -> None:
    person = make_talent()
    with pytest.raises(PermissionDenied):
        begun(person=person, organisation=make_employer())


def test_a_project_is_entered_once_until_it_is_withdrawn() -> None:
    track, person = open_track(), make_talent()
    project = make_project(person)
    entry = entries.begin(track, project, by=person.user, now=NOW)
    with pytest.raises(entries.AlreadyEntered):
        entries.begin(track, project, by=person.user, now=NOW)
    entries.withdraw(entry, by=person.user)
    again = entries.begin(track, project, by=person.user, now=NOW)
    assert again.code == "NEV-0002"


def test_a_bid_names_an_open_challenge_of_its_track() -> None:
    edition = open_track().edition
    track, other = (make_track(edition, code, kind="challenge") for code in ("bid", "other"))
    wrong = (None, make_challenge(other), make_challenge(track, "draft"),
             make_challenge(track, closes=-1))  # fmt: skip
    for challenge in wrong:
        with pytest.raises(Refused) as caught:
            begun(track, challenge=challenge)
        assert caught.value.field == "challenge"
    assert begun(track, challenge=make_challenge(track)).code == "BID-0001"


def test_a_competition_track_takes_no_challenge() -> None:
    track = open_track()
    with pytest.raises(Refused, match="This track has no challenges"):
        begun(track, challenge=make_challenge(track))


def test_one_project_bids_for_two_challenges() -> None:
    track = make_track(open_track().edition, "bid", kind="challenge")
    person = make_talent()
    project = make_project(person)
    for number in (1, 2):
        entry = entries.begin(
            track, project, by=person.user, challenge=make_challenge(track), now=NOW
        )
        assert entry.code == f"BID-000{number}"


def test_the_office_enters_for_somebody() -> None:
    person, office = make_talent(), make_office()
    entry = entries.begin(open_track(), make_project(person), by=office, captain=person, now=NOW)
    assert entry.case.subject == person
    assert entry.case.entries.get().role == "office"


def test_only_the_captain_withdraws() -> None:
    entry = begun()
    member = joined(entry)
    for stranger in (member.person.user, make_talent().user, make_office()):
        with pytest.raises(PermissionDenied):
            entries.withdraw(entry, by=stranger)
    withdrawn = entries.withdraw(entry, by=captain_of(entry), note="No time")
    assert withdrawn.case.state == "withdrawn"
    with pytest.raises(MoveNotOpen):
        entries.withdraw(entry, by=captain_of(entry))
    assert Letter.objects.filter(reader=member.person.user, subject__endswith="withdrawn").count()


def test_a_handed_over_entry_has_the_new_captain_and_its_trail() -> None:
    entry = submitted()
    before = captain_of(entry)
    member = teams.add_member(entry, make_talent(), now=NOW)
    held = entries.hand_over(entry, member, by=before, note="On leave")
    assert (captain_of(entry), held.case.subject) == (member.person.user, member.person)
    line = held.case.entries.order_by("-number")[0]
    assert (line.move, line.actor, line.note) == ("transfer", before, "On leave")
    assert verify_chain(held.case).whole


def test_the_office_names_a_captain_when_theirs_is_gone() -> None:
    entry = begun()
    member = joined(entry)
    entries.hand_over(entry, member, by=make_office())
    assert captain_of(entry) == member.person.user
    assert entry.members.filter(role="captain").count() == 1


def test_an_entry_is_handed_to_somebody_of_the_team_only() -> None:
    entry = begun()
    stranger = begun(make_track(entry.track.edition, "other"))
    for member in (stranger.members.get(), entry.members.get()):
        with pytest.raises(Refused) as caught:
            entries.hand_over(entry, member, by=captain_of(entry))
        assert caught.value.field == "member"
