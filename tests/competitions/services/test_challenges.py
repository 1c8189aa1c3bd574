"""A challenge from its draft to the acceptance: who may do what, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import NOW, Call, challenge_values, make_bid
from tests.factories import make_employer, make_user
from yucaihui.casework.services import MoveNotOpen, ReasonNeeded
from yucaihui.competitions.models import Challenge
from yucaihui.competitions.queries.challenges import bids_visible_to, visible_to
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.services import challenges
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    owner = make_user("employer")
    return Call(make_employer(owner=owner), owner)


def state(challenge: Challenge) -> str:
    challenge.case.refresh_from_db()
    return challenge.case.state


def test_a_challenge_goes_from_draft_to_acceptance(call: Call) -> None:
    challenge = call.handed_in()
    challenges.move_challenge(challenge, "publish", by=call.office)
    bid = make_bid(challenge)
    challenges.close_bids(challenge.bids_close_at)
    challenge = Challenge.objects.get(pk=challenge.pk)
    challenges.choose_solution(challenge, bid, by=call.owner)
    challenges.record_contract(challenge, "HT-2026-01", by=call.owner)
    challenges.move_challenge(challenge, "deliver", by=call.owner)
    challenges.move_challenge(challenge, "accept", by=call.owner)
    assert (state(challenge), challenge.solution, challenge.contract) == (
        "accepted", bid, "HT-2026-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_zh": "", "title_en": ""}, "title_zh"),
        ({"budget": 0}, "budget"),
        ({"budget": 10**13 + 1}, "budget"),
        ({"indicators": [{"name_zh": "提前量", "target": ""}]}, "indicators"),
        ({"indicators": [{"name_zh": "量", "target": "1"}] * 13}, "indicators"),
        ({"delivery_due_on": (NOW + timedelta(days=1)).date()}, "delivery_due_on"),
    ],
)
def test_an_unsound_draft_is_refused_by_field(
    call: Call, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as caught:
        challenges.draft_challenge(
            call.employer, call.track, by=call.owner, **challenge_values(**changes)
        )
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"background_zh": ""}, "background_zh"),
        ({"indicators": []}, "indicators"),
        ({"bids_close_at": NOW - timedelta(days=1)}, "bids_close_at"),
    ],
)
def test_an_unfinished_draft_is_not_handed_in(
    call: Call, changes: dict[str, Any], field: str
) -> None:
    draft = challenges.draft_challenge(
        call.employer, call.track, by=call.owner, **challenge_values(**changes)
    )
    with pytest.raises(Refused) as caught:
        challenges.submit_challenge(draft, by=call.owner)
    assert (caught.value.field, state(draft)) == (field, "draft")


def test_only_members_of_the_firm_draft_its_challenges(call: Call) -> None:
    for stranger in (call.office, make_user("employer")):
        with pytest.raises(PermissionDenied):
            challenges.draft_challenge(call.employer, call.track, by=stranger, **challenge_values())


def test_only_the_office_publishes(call: Call) -> None:
    challenge = call.handed_in()
    with pytest.raises(MoveNotOpen):
        challenges.move_challenge(challenge, "publish", by=call.owner)
    assert state(challenge) == "submitted"


def test_a_competitive_track_takes_no_challenges(call: Call) -> None:
    other = call.edition.tracks.get(kind="competitive")
    with pytest.raises(Refused) as caught:
        challenges.draft_challenge(call.employer, other, by=call.owner, **challenge_values())
    assert caught.value.field == "track"


def test_what_was_handed_in_is_not_changed(call: Call) -> None:
    challenge = call.handed_in()
    with pytest.raises(Refused) as caught:
        challenges.change_challenge(challenge, by=call.owner, **challenge_values())
    assert caught.value.field == "state"


def test_a_challenge_is_rejected_with_a_coded_reason_only(call: Call) -> None:
    challenge = call.handed_in()
    with pytest.raises(ReasonNeeded):
        challenges.move_challenge(challenge, "reject", by=call.office)
    challenges.move_challenge(challenge, "reject", by=call.office, reason="vague")
    assert state(challenge) == "rejected"


def test_a_draft_given_back_says_why(call: Call) -> None:
    challenge = call.handed_in()
    with pytest.raises(Refused) as caught:
        challenges.move_challenge(challenge, "return", by=call.office)
    assert caught.value.field == "note"
    challenges.move_challenge(challenge, "return", by=call.office, note="Give a target in numbers.")
    body = Letter.objects.filter(reader=call.owner).latest("pk").body
    assert "Give a target in numbers." in body


def test_the_firm_reads_bids_only_after_they_closed(call: Call) -> None:
    bid, owner = make_bid(call.challenge), reader_of(call.owner)
    assert list(bids_visible_to(owner, call.challenge)) == []
    assert list(bids_visible_to(reader_of(call.office), call.challenge)) == [bid]
    challenges.close_bids(call.challenge.bids_close_at)
    call.challenge.case.refresh_from_db()
    assert list(bids_visible_to(owner, call.challenge)) == [bid]
    assert list(bids_visible_to(reader_of(make_user("employer")), call.challenge)) == []


def test_a_bid_on_another_challenge_is_not_chosen(call: Call) -> None:
    elsewhere = make_bid(call.published_challenge())
    challenges.close_bids(call.challenge.bids_close_at)
    chosen = Challenge.objects.get(pk=call.challenge.pk)
    with pytest.raises(Refused) as caught:
        challenges.choose_solution(chosen, elsewhere, by=call.owner)
    assert (caught.value.field, state(chosen)) == ("solution", "bidding_closed")


def test_a_choice_is_taken_back_before_the_contract(call: Call) -> None:
    bid = make_bid(call.challenge)
    challenges.close_bids(call.challenge.bids_close_at)
    challenge = Challenge.objects.get(pk=call.challenge.pk)
    challenges.choose_solution(challenge, bid, by=call.owner)
    challenges.move_challenge(challenge, "reconsider", by=call.owner)
    challenge.refresh_from_db()
    assert (state(challenge), challenge.solution) == ("bidding_closed", None)


def test_bids_close_once(call: Call) -> None:
    assert challenges.close_bids(call.challenge.bids_close_at - timedelta(seconds=1)) == 0
    assert challenges.close_bids(call.challenge.bids_close_at) == 1
    assert challenges.close_bids(call.challenge.bids_close_at) == 0


def test_others_see_a_challenge_once_it_is_published(call: Call) -> None:
    draft = challenges.draft_challenge(
        call.employer, call.track, by=call.owner, **challenge_values()
    )
    stranger = reader_of(make_user("talent"))
    assert list(visible_to(stranger)) == [call.challenge]
    assert set(visible_to(reader_of(call.owner))) == {call.challenge, draft}
