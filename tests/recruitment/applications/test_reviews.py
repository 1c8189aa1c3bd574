"""A human looks at a match: asked, answered in writing, in time."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import make_talent, make_user
from tests.recruitment.applications.city import City
from tests.together import together
from yucaihui.casework.services import CaseProblem
from yucaihui.core.accounts.models import User
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused
from yucaihui.promises.models import Promise
from yucaihui.recruitment.models import ReviewRequest
from yucaihui.recruitment.queries.reviews import reviews_visible_to
from yucaihui.recruitment.services.reviews import answer_review, request_review, withdraw_review

SHOWN = {"score": 0.41, "version": "1"}


@pytest.fixture
def city(db: None) -> City:
    return City()


@pytest.fixture
def officer(db: None) -> User:
    return make_user("office")


def asked(city: City, **changes: object) -> ReviewRequest:
    values = {"question": "I know CFD.", "explanation": SHOWN, "by": city.user, **changes}
    return request_review(city.talent, city.posting, **values)  # type: ignore[arg-type]


def test_a_request_is_due_in_ten_working_days(city: City) -> None:
    review = asked(city, on=date(2026, 11, 23))
    assert (review.case.state, review.case.due_on) == ("requested", date(2026, 12, 7))
    promise = Promise.objects.get()
    assert (promise.kind, promise.to_person, promise.owed_by, promise.due_on) == (
        "review_answer", city.talent, None, date(2026, 12, 7),
    )  # fmt: skip


def test_a_request_keeps_what_was_shown(city: City) -> None:
    assert ReviewRequest.objects.get(pk=asked(city).pk).explanation == SHOWN


def test_the_office_is_told_and_answers_in_writing(city: City, officer: User) -> None:
    review = asked(city)
    assert Letter.objects.filter(reader=officer).count() == 1
    answer_review(review, answer="CFD is in your projects; it counts now.", by=officer)
    assert (review.case.state, Promise.objects.get().state) == ("answered", "kept")
    assert Letter.objects.filter(reader=city.user).latest("pk").subject == (
        f"Your match with {city.posting.title_zh} has been reviewed"
    )


@pytest.mark.parametrize(("question", "field"), [("  ", "question"), ("x" * 2001, "question")])
def test_a_request_says_what_is_to_be_looked_at(city: City, question: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(city, question=question)
    assert (refused.value.field, ReviewRequest.objects.count()) == (field, 0)


def test_one_request_about_a_posting_waits_at_a_time(city: City, officer: User) -> None:
    first = asked(city)
    with pytest.raises(Refused):
        asked(city)
    answer_review(first, answer="Done.", by=officer)
    assert asked(city).pk != first.pk


def test_an_empty_answer_is_none(city: City, officer: User) -> None:
    review = asked(city)
    with pytest.raises(Refused) as refused:
        answer_review(review, answer=" ", by=officer)
    assert (refused.value.field, review.case.state) == ("answer", "requested")


def test_only_the_office_answers_and_only_the_person_withdraws(city: City, officer: User) -> None:
    review = asked(city)
    for stranger in (city.user, city.owner):
        with pytest.raises(PermissionDenied):
            answer_review(review, answer="Fine.", by=stranger)
    with pytest.raises(PermissionDenied):
        withdraw_review(review, by=officer)
    withdraw_review(review, by=city.user)
    assert (review.case.state, Promise.objects.get().state) == ("withdrawn", "withdrawn")


def test_reviews_are_seen_by_their_person_and_the_office(city: City, officer: User) -> None:
    review = asked(city)
    seen = {
        name: list(reviews_visible_to(user))
        for name, user in {
            "person": city.user, "office": officer, "employer": city.owner,
            "other": make_talent().user,
        }.items()
    }  # fmt: skip
    assert seen == {"person": [review], "office": [review], "employer": [], "other": []}


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_answering_at_once_one_is_told() -> None:
    city, officers = City(), [make_user("office"), make_user("office")]
    pk = asked(city).pk
    rows = [ReviewRequest.objects.get(pk=pk) for _ in officers]
    results = together(
        *(
            lambda r=row, o=officer: answer_review(r, answer=f"By {o.pk}", by=o)
            for row, officer in zip(rows, officers, strict=True)
        )
    )
    assert sorted(isinstance(one, CaseProblem) for one in results) == [False, True]
    winner = next(one for one in results if isinstance(one, ReviewRequest))
    assert ReviewRequest.objects.get().answer == winner.answer
