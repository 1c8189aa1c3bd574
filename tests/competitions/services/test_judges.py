"""Invite judges, their answers, the pledge, seats and release."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import make_edition, make_office, make_track
from tests.competitions.panel import assign, make_entry, make_judge, open_stage, score, user_of
from tests.factories import make_person, make_user
from yucaihui.competitions.definitions.pledges import CURRENT_PLEDGE
from yucaihui.competitions.models import Assignment, Judge
from yucaihui.competitions.services import judges
from yucaihui.core.accounts.rules import is_judge
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.queries import emails_of, person_of

pytestmark = pytest.mark.django_db


def test_an_invitation_makes_the_record_and_writes_in_both_languages() -> None:
    judge = judges.invite_judge(
        make_edition(), "Li@uni.test", by=make_office(), name_zh="李评委", expertise="电池"
    )
    assert (judge.code, judge.state, judge.person.name) == ("J001", "invited", "李评委")
    assert emails_of(judge.person) == ["li@uni.test"]
    letter = Letter.objects.get(to="li@uni.test")
    assert letter.subject == "邀请您担任“2026年星渝杯”评委 / Will you judge in Xingyu Cup 2026?"
    assert letter.link == f"/my/judging/invitations/{judge.uid}/"


def test_an_account_holder_is_found_by_the_address() -> None:
    user = make_user(email="known@uni.test")
    person = make_person(user=user)
    judge = judges.invite_judge(make_edition(), "known@uni.test", by=None)
    assert judge.person == person


def test_only_the_office_invites() -> None:
    with pytest.raises(PermissionDenied):
        judges.invite_judge(make_edition(), "a@uni.test", by=make_user("judge"), name_zh="甲")


def test_nobody_of_the_office_can_judge() -> None:
    office = make_office()
    with pytest.raises(Refused, match="nobody of it can be a judge") as refused:
        judges.invite_judge(make_edition(), office.email, by=office)
    assert refused.value.field == "email"


def test_a_person_is_invited_once() -> None:
    edition = make_edition()
    judges.invite_judge(edition, "a@uni.test", by=None, name_zh="甲")
    with pytest.raises(Refused, match="judge of the edition already"):
        judges.invite_judge(edition, "a@uni.test", by=None, name_zh="甲")


def test_accepting_gives_the_record_and_the_role_to_the_account_of_the_address() -> None:
    judge = judges.invite_judge(make_edition(), "a@uni.test", by=None, name_zh="甲")
    user = make_user(email="a@uni.test")
    judges.accept_invitation(judge, by=user)
    judges.accept_invitation(judge, by=user)
    assert (judge.state, judge.person) == ("active", person_of(user))
    assert is_judge(user)


def test_an_account_with_a_record_of_its_own_takes_the_seat_with_it() -> None:
    judge = judges.invite_judge(make_edition(), "a@uni.test", by=None, name_zh="甲")
    user = make_user(email="a@uni.test")
    own = make_person(user=user)
    judges.accept_invitation(judge, by=user)
    assert judge.person == own


def test_an_invitation_is_nobody_elses_to_answer() -> None:
    judge = judges.invite_judge(make_edition(), "a@uni.test", by=None, name_zh="甲")
    stranger = make_user(email="b@uni.test")
    for verb in (judges.accept_invitation, judges.decline_invitation):
        with pytest.raises(PermissionDenied):
            verb(judge, by=stranger)


def test_a_declined_invitation_can_be_sent_again_and_then_accepted() -> None:
    judge = judges.invite_judge(make_edition(), "a@uni.test", by=None, name_zh="甲")
    user = make_user(email="a@uni.test")
    judges.decline_invitation(judge, by=user)
    with pytest.raises(AlreadyDecided):
        judges.accept_invitation(judge, by=user)
    judges.invite_again(judge, by=make_office())
    judges.accept_invitation(judge, by=user)
    assert judge.state == Judge.State.ACTIVE


def test_who_accepted_steps_down_through_the_office() -> None:
    judge = make_judge(make_edition())
    with pytest.raises(AlreadyDecided, match="Write to the office"):
        judges.decline_invitation(judge, by=user_of(judge))


def test_the_pledge_names_the_text_that_was_signed() -> None:
    judge = make_judge(make_edition(), pledged=False)
    with pytest.raises(Refused, match="text has changed"):
        judges.sign_pledge(judge, "2019-1", by=user_of(judge))
    judges.sign_pledge(judge, CURRENT_PLEDGE, by=user_of(judge))
    signed = judge.pledged_at
    judges.sign_pledge(judge, CURRENT_PLEDGE, by=user_of(judge))
    assert (judge.pledge, judge.pledged_at) == (CURRENT_PLEDGE, signed)


def test_a_pledge_is_ones_own() -> None:
    edition = make_edition()
    judge, other = make_judge(edition, pledged=False), make_judge(edition)
    with pytest.raises(PermissionDenied):
        judges.sign_pledge(judge, CURRENT_PLEDGE, by=user_of(other))


def test_a_seat_has_loads_in_order_on_a_track_of_the_edition() -> None:
    edition, office = make_edition(), make_office()
    judge = make_judge(edition)
    elsewhere = make_track(make_edition(code="engineer"), "open")
    with pytest.raises(Refused, match="another edition"):
        judges.seat_judge(judge, elsewhere, by=office)
    with pytest.raises(Refused, match="can't be above"):
        judges.seat_judge(judge, edition.tracks.get(), by=office, min_load=5, max_load=4)
    seat = judges.seat_judge(judge, edition.tracks.get(), by=office, min_load=2, max_load=9)
    assert (judge.panels.get(), seat.min_load, seat.max_load) == (seat, 2, 9)


def test_a_released_judge_keeps_scores_and_loses_what_is_open() -> None:
    stage = open_stage()
    judge = make_judge(stage.track.edition)
    done = assign(stage, make_entry(stage.track), judge)
    waiting = assign(stage, make_entry(stage.track), judge)
    sheet = score(done)
    judges.release_judge(judge, "ill", by=make_office())
    for row in (done, waiting, sheet):
        row.refresh_from_db()
    assert (judge.state, done.state, sheet.state) == ("released", "submitted", "submitted")
    assert waiting.state == Assignment.State.LAPSED


def test_a_tie_is_kept_once_and_tells_nothing() -> None:
    judge = make_judge(make_edition())
    user = user_of(judge)
    tie = judges.declare_tie(judge, "  澜河动力  ", by=user, note="顾问")
    assert judges.declare_tie(judge, "澜河动力", by=user) == tie
    with pytest.raises(Refused, match="Name the organisation"):
        judges.declare_tie(judge, "  ", by=user)
    judges.take_back_tie(tie, by=user)
    assert not judge.ties.exists()
