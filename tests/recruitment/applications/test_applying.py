"""Applying: what is sent, to whom, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories import make_employer, make_person, make_posting, make_resume, make_talent
from tests.recruitment.applications.city import City, state
from tests.together import together
from yucaihui.casework.queries import journal_of, verify_chain
from yucaihui.casework.services import MoveNotOpen, ReasonNeeded, StaleCase
from yucaihui.core.mail.models import Letter
from yucaihui.directory import services as directory
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import consents_of, has_consent
from yucaihui.recruitment.models import JobApplication
from yucaihui.recruitment.process import APPLICATION, REJECTIONS
from yucaihui.recruitment.services.applications import (
    AlreadyApplied,
    apply,
    mark_viewed,
    move_application,
)
from yucaihui.recruitment.services.postings import close_posting


@pytest.fixture
def city(db: None) -> City:
    return City()


def refusal(city: City, **changes: object) -> str:
    """The field that a refused application names; nothing may have been written."""
    values = {"by": city.user, "consent": True, **changes}
    with pytest.raises(Refused) as refused:
        apply(city.talent, city.posting, **values)  # type: ignore[arg-type]
    assert JobApplication.objects.count() == 0
    assert not has_consent(city.talent, "application", recipient=city.employer)
    return refused.value.field


def test_an_application_carries_the_profile_as_it_is_now(city: City) -> None:
    application = city.applied()
    directory.save_profile(
        city.talent, "zh-hans", make_resume(basics={"label": "产品经理"}), by=city.user
    )
    application.refresh_from_db()
    assert application.resume["basics"]["label"] == "电池热管理工程师"
    assert application.headline == "电池热管理工程师"
    assert application.skills[:2] == ["Python", "MATLAB"]


def test_an_application_gives_the_employer_and_nobody_else_consent(city: City) -> None:
    city.applied()
    assert has_consent(city.talent, "application", recipient=city.employer)
    assert not has_consent(city.talent, "application", recipient=make_employer())


def test_both_sides_get_a_letter_in_their_language(city: City) -> None:
    city.user.language = "zh-hans"
    city.user.save()
    application = city.applied()
    letters = {
        letter.reader: letter for letter in Letter.objects.filter(link__contains=application.uid)
    }
    assert set(letters) == {city.user, city.owner}
    assert letters[city.user].link == f"/my/applications/{application.uid}/"
    assert letters[city.owner].link == f"/en/employer/applications/{application.uid}/"
    assert city.posting.title_zh in letters[city.user].subject
    assert letters[city.owner].subject.startswith("New application for")
    assert not letters[city.user].subject.startswith("Your application")


def test_no_letter_to_the_employer_names_the_applicant(city: City) -> None:
    city.talent.name_zh, city.talent.name_en = "顾澄澜", "Chenglan Gu"
    city.talent.save()
    city.applied()
    letters = Letter.objects.filter(reader=city.owner)
    assert [text for text in letters.values_list("body", flat=True) if "澄澜" in text] == []


def test_without_consent_nothing_is_sent(city: City) -> None:
    assert refusal(city, consent=False) == "consent"


def test_a_long_note_is_refused_with_its_length(city: City) -> None:
    assert refusal(city, cover_note="字" * 2001) == "cover_note"


def test_a_profile_in_a_language_that_there_is_none_in_is_refused(city: City) -> None:
    assert refusal(city, language="en") == "language"


def test_a_person_without_a_profile_is_sent_to_write_one(city: City) -> None:
    city.talent.profiles.all().delete()
    assert refusal(city) == "profile"


@pytest.mark.parametrize("days", [-1, 400])
def test_a_posting_that_is_not_public_that_day_is_refused(city: City, days: int) -> None:
    assert refusal(city, on=timezone.localdate() + timedelta(days=days)) == "posting"


def test_a_closed_posting_is_refused(city: City) -> None:
    close_posting(city.posting, "filled", by=city.owner)
    assert refusal(city) == "posting"


def test_a_posting_of_an_employer_that_is_not_verified_is_refused(city: City) -> None:
    city.posting = make_posting(make_employer(verified=False))
    assert refusal(city) == "posting"


def test_nobody_applies_for_somebody_else(city: City) -> None:
    with pytest.raises(PermissionDenied):
        apply(city.talent, city.posting, by=make_talent().user, consent=True)
    assert JobApplication.objects.count() == 0


def test_a_second_application_is_refused_while_the_first_is_open(city: City) -> None:
    city.applied()
    with pytest.raises(AlreadyApplied):
        city.applied()
    assert JobApplication.objects.count() == 1


def test_one_may_apply_again_after_the_first_has_closed(city: City) -> None:
    first = city.applied()
    move_application(first, "withdraw", by=city.user)
    second = city.applied()
    assert (state(first), state(second)) == ("withdrawn", "submitted")


def test_people_imported_without_account_may_be_applied_for_by_the_system(city: City) -> None:
    person = make_person(resume=make_resume())
    assert apply(person, city.posting, by=None, consent=True).person == person


def test_the_states_up_to_the_shortlist_are_told_apart_inside_only(city: City) -> None:
    application = city.applied()
    move_application(application, "view", by=city.owner)
    move_application(application, "shortlist", by=city.owner, note="strong in CFD")
    assert [(x.title, x.note) for x in journal_of(application.case, inside=True)] == [
        ("Shortlisted", "strong in CFD"), ("Viewed", ""), ("New", ""),
    ]  # fmt: skip
    assert [(x.title, x.note) for x in journal_of(application.case, inside=False)] == [
        ("In review", ""), ("Seen by the employer", ""), ("Sent", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("share", [True, False])
def test_a_rejection_gives_its_reason_only_when_the_employer_shares_it(
    city: City, share: bool
) -> None:
    application = city.applied()
    move_application(
        application, "reject", by=city.owner, reason="experience", note="ten years", share=share
    )
    line = journal_of(application.case, inside=False)[0]
    words = ("Other experience is needed", "ten years") if share else ("", "")
    assert (line.title, line.reason, line.note) == ("Not selected", *words)
    letter = Letter.objects.filter(reader=city.user).latest("pk")
    assert ("Other experience is needed" in letter.body, "ten years" in letter.body) == (
        share,
        share,
    )


@pytest.mark.parametrize("reason", ["", "age", "gender"])
def test_a_rejection_needs_one_of_the_listed_reasons(city: City, reason: str) -> None:
    application = city.applied()
    with pytest.raises(ReasonNeeded):
        move_application(application, "reject", by=city.owner, reason=reason)
    assert state(application) == "submitted"


def test_another_reason_has_to_be_said(city: City) -> None:
    application = city.applied()
    with pytest.raises(Refused) as refused:
        move_application(application, "reject", by=city.owner, reason="other", note="  ")
    assert (refused.value.field, state(application)) == ("note", "submitted")


def test_the_reasons_for_a_rejection_are_about_the_work() -> None:
    assert set(REJECTIONS) == {
        "experience", "skills", "degree", "language", "salary", "availability", "no_answer",
        "no_show", "filled", "cancelled", "other",
    }  # fmt: skip


def test_the_applicant_can_t_make_the_employer_s_moves(city: City) -> None:
    application = city.applied()
    for name in ("view", "shortlist", "reject"):
        with pytest.raises(PermissionDenied):
            move_application(application, name, by=city.user, reason="")
    with pytest.raises(PermissionDenied):
        move_application(application, "withdraw", by=city.owner)
    assert state(application) == "submitted"


def test_a_member_of_another_employer_can_t_touch_it(city: City) -> None:
    application = city.applied()
    stranger = City(owner=make_talent().user).owner  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        move_application(application, "view", by=stranger)


@pytest.mark.parametrize("name", ["accept_offer", "close_as_hired", "expire_offer", "fly"])
def test_moves_with_forms_of_their_own_are_not_made_by_name_alone(city: City, name: str) -> None:
    application = city.applied()
    with pytest.raises(MoveNotOpen):
        move_application(application, name, by=city.owner)


def test_an_old_page_is_told_that_it_is_old(city: City) -> None:
    application = city.applied()
    seen = application.case.version
    move_application(application, "view", by=city.owner)
    with pytest.raises(StaleCase):
        move_application(application, "reject", by=city.owner, reason="skills", version=seen)
    assert state(application) == "viewed"


def test_all_new_ones_are_marked_as_viewed_and_others_left(city: City) -> None:
    new, later = city.applied(), city.applied(person=make_talent())
    move_application(later, "shortlist", by=city.owner)
    assert mark_viewed([new, later], by=city.owner) == 1
    assert (state(new), state(later)) == ("viewed", "shortlisted")


def test_taking_back_the_consent_withdraws_what_stood_on_it(city: City) -> None:
    here, elsewhere = city.applied(), city.other_application()
    consent = next(one for one in consents_of(city.talent) if one.recipient == city.employer)
    directory.withdraw_consent(consent, by=city.user)
    assert (state(here), state(elsewhere)) == ("withdrawn", "submitted")


def test_no_move_of_the_platform_ends_in_a_rejection() -> None:
    moves = [move for move in APPLICATION.moves if move.source != move.target]
    automatic = {move.target for move in moves if "system" in move.roles}
    assert automatic == {"obsolete", "offer_ended"}
    assert {
        role for move in APPLICATION.moves if move.target == "rejected" for role in move.roles
    } == {"employer"}


@pytest.mark.django_db(transaction=True)
def test_eight_applications_at_once_leave_one_and_tell_the_others() -> None:
    city = City()
    results = together(*[city.applied] * 8)
    kinds = [type(result).__name__ for result in results]
    assert (kinds.count("JobApplication"), kinds.count("AlreadyApplied")) == (1, 7)
    assert JobApplication.objects.count() == 1
    assert len([c for c in consents_of(city.talent) if c.recipient == city.employer]) == 1
    assert (
        Letter.objects.filter(reader=city.user, subject__startswith="Your application").count() == 1
    )


@pytest.mark.django_db(transaction=True)
def test_two_officers_moving_one_application_one_wins_and_the_other_is_told() -> None:
    city = City()
    uid = city.applied().pk
    rows = [JobApplication.objects.select_related("case").get(pk=uid) for _ in range(2)]
    results = together(
        lambda: move_application(rows[0], "shortlist", by=city.owner),
        lambda: move_application(rows[1], "reject", by=city.owner, reason="skills"),
    )
    assert sorted(type(result).__name__ for result in results) == ["JobApplication", "StaleCase"]
    winner = next(row for row, result in zip(rows, results, strict=True) if result is row)
    assert state(winner) == winner.case.state
    assert verify_chain(winner.case).whole
