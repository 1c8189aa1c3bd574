"""Offers: sent, answered, taken back, run out; and what follows from a yes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories import make_posting, make_talent
from tests.recruitment.applications.city import City, some_terms, state
from tests.together import together
from yucaihui.casework.queries import verify_chain
from yucaihui.casework.services import CaseProblem, MoveNotOpen, ReasonNeeded
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import facts_of
from yucaihui.promises.models import Promise
from yucaihui.recruitment.models import JobApplication, Offer
from yucaihui.recruitment.queries.applications import hired_for, is_filled
from yucaihui.recruitment.services.applications import move_application
from yucaihui.recruitment.services.offers import (
    answer_offer,
    confirm_arrival,
    expire_offers,
    retract_offer,
    send_offer,
)

DAY = timedelta(days=1)


@pytest.fixture
def city(db: None) -> City:
    return City()


def test_an_offer_waits_for_its_answer(city: City) -> None:
    offer = city.offered()
    assert (offer.state, state(offer.application)) == ("sent", "offered")
    letter = Letter.objects.filter(reader=city.user).latest("pk")
    assert "¥20,000.00" in letter.body


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"monthly_fen": 0}, "monthly_fen"),
        ({"months": 0}, "months"),
        ({"months": 37}, "months"),
        ({"expires_on": timezone.localdate() - DAY}, "expires_on"),
        ({"starts_on": timezone.localdate() - DAY}, "starts_on"),
        ({"text": "x" * 4001}, "terms"),
    ],
)
def test_terms_that_make_no_sense_are_refused_by_name(
    city: City, changes: dict[str, Any], field: str
) -> None:
    application = city.shortlisted()
    with pytest.raises(Refused) as refused:
        send_offer(application, some_terms(**changes), by=city.owner)
    assert (refused.value.field, Offer.objects.count()) == (field, 0)


def test_an_offer_goes_to_the_shortlisted_only(city: City) -> None:
    with pytest.raises(MoveNotOpen):
        send_offer(city.applied(), some_terms(), by=city.owner)


def test_a_yes_hires_promises_a_first_day_and_is_a_fact(city: City) -> None:
    offer = city.offered()
    answer_offer(offer, accept=True, by=city.user)
    assert (Offer.objects.get().state, state(offer.application)) == ("accepted", "hired")
    promise = Promise.objects.get()
    assert (promise.kind, promise.to_person, promise.owed_by, promise.due_on, promise.state) == (
        "arrival", city.talent, city.employer, offer.starts_on, "open",
    )  # fmt: skip
    fact = facts_of(city.talent).get()
    assert (fact.kind, fact.proof, fact.valid_from) == ("employment", "partner", offer.starts_on)
    assert fact.value["employer"] == city.employer.uid


def test_a_yes_closes_the_other_applications_and_tells_their_employers(city: City) -> None:
    other = city.other_application()
    offer = city.offered()
    answer_offer(offer, accept=True, by=city.user)
    assert state(other) == "obsolete"
    assert not JobApplication.objects.get(pk=other.pk).is_open
    letters = Letter.objects.filter(subject__contains="has taken another offer")
    assert letters.count() == 1


def test_a_yes_leaves_other_people_s_applications(city: City) -> None:
    theirs = city.applied(person=make_talent())
    answer_offer(city.offered(), accept=True, by=city.user)
    assert state(theirs) == "submitted"


def test_the_last_vacancy_is_told_to_be_filled(city: City) -> None:
    city.posting = make_posting(city.employer, headcount=1)
    answer_offer(city.offered(), accept=True, by=city.user)
    assert (hired_for(city.posting), is_filled(city.posting)) == (1, True)
    letter = Letter.objects.filter(reader=city.owner).latest("pk")
    assert "All vacancies of this position are filled now." in letter.body


def test_a_posting_with_an_open_number_is_never_filled(city: City) -> None:
    city.posting = make_posting(city.employer, headcount=None)
    answer_offer(city.offered(), accept=True, by=city.user)
    assert (hired_for(city.posting), is_filled(city.posting)) == (1, False)


def test_a_no_keeps_the_application_open_for_another_offer(city: City) -> None:
    offer = city.offered()
    answer_offer(offer, accept=False, by=city.user, note="too far")
    assert (Offer.objects.get().state, state(offer.application)) == ("declined", "offer_ended")
    send_offer(offer.application, some_terms(monthly_fen=2_500_000), by=city.owner)
    assert state(offer.application) == "offered"
    assert Promise.objects.count() == 0


def test_only_the_applicant_answers(city: City) -> None:
    offer = city.offered()
    for stranger in (city.owner, make_talent().user):
        with pytest.raises(PermissionDenied):
            answer_offer(offer, accept=True, by=stranger)
    assert Offer.objects.get().state == "sent"


def test_an_offer_may_be_accepted_on_its_last_day_and_not_after(city: City) -> None:
    late = city.offered()
    with pytest.raises(Refused) as refused:
        answer_offer(late, accept=True, by=city.user, on=late.expires_on + DAY)
    assert refused.value.field == "offer"
    answer_offer(late, accept=True, by=city.user, on=late.expires_on)
    assert Offer.objects.get().state == "accepted"


def test_an_offer_that_ran_out_ends_and_the_application_stays_open(city: City) -> None:
    offer = city.offered()
    assert expire_offers(offer.expires_on) == 0
    assert [expire_offers(offer.expires_on + DAY) for _ in range(2)] == [1, 0]
    assert (Offer.objects.get().state, state(offer.application)) == ("expired", "offer_ended")
    told = Letter.objects.filter(subject__endswith="has ended").values_list("reader", flat=True)
    assert set(told) == {city.user.pk, city.owner.pk}


def test_taking_an_offer_back_needs_a_reason(city: City) -> None:
    offer = city.offered()
    with pytest.raises(ReasonNeeded):
        retract_offer(offer, by=city.owner, reason="mood")
    assert Offer.objects.get().state == "sent"
    retract_offer(offer, by=city.owner, reason="cancelled")
    assert (Offer.objects.get().state, state(offer.application)) == ("retracted", "offer_ended")
    letter = Letter.objects.filter(reader=city.user).latest("pk")
    assert "The position no longer exists" in letter.body


def test_an_answer_to_an_offer_that_was_taken_back_is_refused(city: City) -> None:
    offer = city.offered()
    retract_offer(offer, by=city.owner, reason="terms")
    with pytest.raises(Refused):
        answer_offer(offer, accept=True, by=city.user)
    assert state(offer.application) == "offer_ended"


def test_withdrawing_declines_the_open_offer(city: City) -> None:
    offer = city.offered()
    move_application(offer.application, "withdraw", by=city.user)
    assert (Offer.objects.get().state, state(offer.application)) == ("declined", "withdrawn")


def test_a_confirmed_arrival_keeps_the_promise(city: City) -> None:
    offer = city.offered()
    with pytest.raises(Refused):
        confirm_arrival(offer.application, by=city.owner)
    answer_offer(offer, accept=True, by=city.user)
    with pytest.raises(PermissionDenied):
        confirm_arrival(offer.application, by=city.user)
    confirm_arrival(offer.application, by=city.owner)
    assert Promise.objects.get().state == "kept"


@pytest.mark.django_db(transaction=True)
def test_two_offers_accepted_at_once_leave_one_job() -> None:
    city = City()
    other = City(talent=city.talent, owner=make_talent().user)  # type: ignore[arg-type]
    offers = [city.offered(), other.offered()]
    results = together(
        *(lambda o=offer: answer_offer(o, accept=True, by=city.user) for offer in offers)
    )
    assert len([one for one in results if isinstance(one, Offer)]) == 1
    assert len([one for one in results if isinstance(one, CaseProblem | Refused)]) == 1
    states = sorted(JobApplication.objects.values_list("case__state", flat=True))
    assert states == ["hired", "obsolete"]
    assert Promise.objects.count() == 1
    assert all(verify_chain(row.case).whole for row in JobApplication.objects.all())


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_retraction_at_once_leave_one_of_the_two() -> None:
    city = City()
    offer = city.offered()
    rows = [Offer.objects.select_related("application__case").get(pk=offer.pk) for _ in range(2)]
    results = together(
        lambda: answer_offer(rows[0], accept=True, by=city.user),
        lambda: retract_offer(rows[1], by=city.owner, reason="cancelled"),
    )
    assert sorted(isinstance(one, Offer) for one in results) == [False, True]
    pair = (Offer.objects.get().state, state(offer.application))
    assert pair in {("accepted", "hired"), ("retracted", "offer_ended")}


@pytest.mark.django_db(transaction=True)
def test_eight_offers_at_once_to_one_applicant_leave_one() -> None:
    city = City()
    pk = city.shortlisted().pk
    rows = [JobApplication.objects.get(pk=pk) for _ in range(8)]
    results = together(*(lambda r=row: send_offer(r, some_terms(), by=city.owner) for row in rows))
    assert [type(one).__name__ for one in results].count("Offer") == 1
    assert Offer.objects.count() == 1
