"""Matches of postings and people: explained both ways, with consent, and blind to who they are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import TODAY, make_employer, make_posting, make_resume, make_talent, make_user
from tests.queries import queries_of
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import services as directory
from yucaihui.directory.models import Person
from yucaihui.directory.queries import consents_of
from yucaihui.engines.matching import build_indexes, match_both
from yucaihui.matching.models import Match
from yucaihui.recruitment.models import JobWish
from yucaihui.recruitment.queries.matches import (
    explained,
    people_for,
    position_of,
    positions_for,
    talent_of,
)
from yucaihui.recruitment.services.applications import apply
from yucaihui.recruitment.services.matches import (
    leave_matching,
    match_everything,
    match_person,
    match_posting,
    save_wish,
)
from yucaihui.recruitment.services.postings import close_posting

NAMES = st.sampled_from(["李桂芝", "王强", "John Smith", "Aisha Khan", ""])
OTHER = make_resume(basics={"label": "产品经理"}, work=[], skills=[{"name": "Axure"}])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def withdraw(person: Person, purpose: str) -> None:
    [consent] = consents_of(person).filter(purpose=purpose)
    directory.withdraw_consent(consent, by=person.user)


@pytest.mark.django_db
def test_the_fitting_person_leads_the_list_with_reasons_and_the_list_goes_both_ways() -> None:
    posting, fitting = make_posting(on=TODAY), make_talent()
    make_talent(resume=OTHER)
    match_everything(TODAY)
    first = people_for(posting, TODAY).lines[0]
    back = positions_for(fitting, TODAY).lines[0]
    assert (first.thing, back.thing, first.explanation == back.explanation) == (
        fitting,
        posting,
        True,
    )


@pytest.mark.django_db
def test_without_consent_to_matching_nobody_is_compared() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    withdraw(person, "matching")
    match_everything(TODAY)
    assert (people_for(posting, TODAY).things, positions_for(person, TODAY).things) == ([], [])


@pytest.mark.django_db
def test_who_does_not_want_to_be_found_is_matched_for_themselves_alone() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    withdraw(person, "discovery")
    match_everything(TODAY)
    assert (people_for(posting, TODAY).things, positions_for(person, TODAY).things) == (
        [],
        [posting],
    )


@pytest.mark.django_db
def test_an_employer_whose_verification_lapsed_sees_nobody() -> None:
    posting = make_posting(on=TODAY)
    make_talent()
    match_everything(TODAY)
    later = TODAY.replace(year=TODAY.year + 1)
    assert people_for(posting, later).things == []


@pytest.mark.django_db
def test_withdrawn_consent_counts_at_once_without_a_new_run() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    match_everything(TODAY)
    withdraw(person, "matching")
    assert people_for(posting, TODAY).things == []


@pytest.mark.django_db
def test_a_closed_posting_is_in_no_list() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    match_everything(TODAY)
    close_posting(posting, by=None, reason="filled")
    assert positions_for(person, TODAY).things == []


@pytest.mark.django_db
def test_a_new_posting_is_matched_without_a_new_run() -> None:
    person = make_talent()
    make_posting(on=TODAY)
    match_everything(TODAY)
    later = make_posting(on=TODAY)
    match_posting(later.pk, TODAY)
    assert later in positions_for(person, TODAY).things


@pytest.mark.django_db
def test_publishing_a_posting_has_the_worker_compare_it() -> None:
    person = make_talent()
    make_posting()
    match_everything(timezone.localdate())
    later = make_posting()
    run_waiting()
    assert later in positions_for(person, timezone.localdate()).things


@pytest.mark.django_db
def test_a_person_who_comes_later_is_matched_without_a_new_run() -> None:
    posting = make_posting(on=TODAY)
    match_everything(TODAY)
    person = make_talent()
    match_person(person.pk, TODAY)
    assert people_for(posting, TODAY).things == [person]


@pytest.mark.django_db
def test_a_wish_for_more_pay_than_offered_takes_the_position_out_and_says_why() -> None:
    posting, person = make_posting(on=TODAY, salary_max=30_000), make_talent()
    match_everything(TODAY)
    save_wish(person, places=[], salary_min=40_000, by=person.user)
    why = explained(posting, person, TODAY)
    assert why is not None
    assert ([note.code for note in why.refused_by], positions_for(person, TODAY).things) == (
        ["no_salary"],
        [],
    )


@pytest.mark.django_db
def test_a_saved_wish_is_compared_by_the_worker() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    match_everything(TODAY)
    save_wish(person, places=["上海"], salary_min=None, by=person.user)
    run_waiting()
    assert people_for(posting, TODAY).things == []


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3, 50])
def test_lists_take_the_same_number_of_queries_for_any_length(rows: int) -> None:
    employer = make_employer(on=TODAY)
    for _ in range(rows):
        make_posting(employer, on=TODAY)
    person = make_talent()
    match_everything(TODAY)
    positions_for(person, TODAY)  # reads the run's statistics, once in a process
    assert queries_of(lambda: positions_for(person, TODAY)) == 8


@pytest.mark.django_db
def test_an_employer_sees_codes_instead_of_names_and_others_see_nothing() -> None:
    owner = make_user(language="zh-hans")
    posting = make_posting(make_employer(owner=owner), on=None)
    person = make_talent(name_zh="欧阳试")
    match_everything(posting.posted_on)
    url = reverse("recruitment:candidates", args=[posting.uid])
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(url)
    text = page.content.decode()
    assert (page.status_code, person.uid[:6].upper() in text, "欧阳试" in text) == (
        200,
        True,
        False,
    )
    assert signed_in(person).get(url).status_code == 404


@given(
    name=NAMES,
    gender=st.sampled_from(["男", "女", "female"]),
    birth=st.dates().map(str),
    image=st.sampled_from(["a.jpg", ""]),
    city=st.sampled_from(["河南", "重庆", "Lagos"]),
)
@settings(max_examples=60, deadline=None)
def test_swapping_who_somebody_is_leaves_the_score_equal_to_the_bit(
    name: str, gender: str, birth: str, image: str, city: str
) -> None:
    plain = make_resume()
    swapped: dict[str, Any] = {
        **plain,
        "basics": {
            **plain["basics"],
            "name": name,
            "image": image,
            "email": f"{name}@mail.test",
            "location": {"city": city, "region": city},
            "gender": gender,
            "birthDate": birth,
        },
        "meta": {"x-gender": gender, "x-birth": birth},
    }
    posting = make_unsaved_posting()
    scores = [score_of(posting, resume) for resume in (plain, swapped)]
    assert scores[0] == scores[1] > 0


def make_unsaved_posting() -> Any:
    from yucaihui.recruitment.models import Posting  # noqa: PLC0415

    return Posting(
        pk=1,
        title_zh="电池热管理工程师",
        description_zh="熟悉Python",
        skills=["Python"],
        min_degree=2,
    )


def score_of(posting: Any, resume: dict[str, Any]) -> float:
    wish = JobWish(places=[], salary_min=None)
    talent = talent_of(7, [resume], wish, TODAY)
    left, right = build_indexes([position_of(posting)], [talent])
    return match_both(left, right, 1).talents_for["1"][0].score


@pytest.mark.django_db
def test_leaving_takes_a_person_out_of_every_list_and_count_at_once() -> None:
    owner = make_user(language="en")
    posting, person = make_posting(make_employer(owner=owner)), make_talent()
    on = timezone.localdate()
    match_everything(on)
    client, employer = signed_in(person), Client()
    employer.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert people_for(posting, on).page.paginator.count == 1
    with override("en"):
        done = client.post(reverse("recruitment:leave_matching"), follow=True)
    assert "You stand in no list and no count" in done.content.decode()
    api = employer.get(f"/api/v1/positions/{posting.uid}/candidates/").json()
    mine = client.get("/api/v1/my/matches/").json()
    assert (people_for(posting, on).page.paginator.count, api["count"], mine["count"]) == (0, 0, 0)
    assert Match.objects.filter(right_id=person.pk).count() == 0


@pytest.mark.django_db
def test_a_person_who_left_is_counted_nowhere_though_a_posting_is_compared_with_an_old_index() -> (
    None
):
    person = make_talent()
    make_posting(on=TODAY)
    match_everything(TODAY)
    leave_matching(person, by=person.user)
    later = make_posting(on=TODAY)
    match_posting(later.pk, TODAY)
    assert people_for(later, TODAY).page.paginator.count == 0


@pytest.mark.django_db
def test_who_returns_is_in_the_lists_after_the_workers_next_step(
    django_capture_on_commit_callbacks: Any,
) -> None:
    posting, person = make_posting(), make_talent()
    on = timezone.localdate()
    match_everything(on)
    leave_matching(person, by=person.user)
    run_waiting()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(person).post(reverse("recruitment:join_matching"))
    run_waiting()
    assert people_for(posting, on).things == [person]


@pytest.mark.django_db
def test_leaving_twice_is_leaving_once() -> None:
    person = make_talent()
    leave_matching(person, by=person.user)
    leave_matching(person, by=person.user)
    withdrawn = consents_of(person).filter(purpose="matching").exclude(withdrawn_at=None)
    assert withdrawn.count() == 1


@pytest.mark.django_db
def test_an_application_stays_when_its_person_leaves_the_comparison() -> None:
    posting, person = make_posting(), make_talent()
    sent = apply(person, posting, by=person.user, consent=True)
    leave_matching(person, by=person.user)
    sent.refresh_from_db()
    assert sent.is_open


@pytest.mark.django_db
def test_an_erased_person_is_in_no_list_of_any_run() -> None:
    make_posting(on=TODAY)
    person = make_talent()
    match_everything(TODAY)
    match_everything(TODAY)
    directory.erase_person(person, by=person.user)
    assert Match.objects.filter(right_id=person.pk).count() == 0
