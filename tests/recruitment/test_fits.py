"""Why, and why not: for the person, for the employer without who it is, and for the office."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tests.factories import TODAY, make_employer, make_posting, make_resume, make_talent, make_user
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.models import User
from yucaihui.directory import services as directory
from yucaihui.directory.models import Person
from yucaihui.directory.queries import consents_of
from yucaihui.engines.matching import Explanation, Note
from yucaihui.recruitment.queries.fits import Place, fit_of, place_of
from yucaihui.recruitment.queries.matches import for_employer
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.matches import leave_matching, match_everything, save_wish

FITS = Explanation("1", "2", 0.5, (), (), (), ())
SHORT = Explanation("1", "2", 0.5, (), (), (), (Note("no_years", (("asked", 8), ("has", 3))),))


def client_of(user: User | None) -> Client:
    assert user is not None
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def seen(user: User | None, name: str, *args: str, query: str = "") -> tuple[int, str]:
    with override("en"):
        address = reverse(name, args=args)
    page = client_of(user).get(f"{address}{query}")
    return page.status_code, page.content.decode()


def withdraw(person: Person, purpose: str) -> None:
    [consent] = consents_of(person).filter(purpose=purpose, withdrawn_at=None)
    directory.withdraw_consent(consent, by=person.user)


@pytest.mark.parametrize(
    ("rows", "shown", "why", "top", "place"),
    [
        ([(7, 0.9), (2, 0.5)], {7, 2}, FITS, 2, Place("listed", 2, 2, 0.5)),
        # Who is hidden from the reader takes no place.
        ([(7, 0.9), (2, 0.5)], {2}, FITS, 2, Place("listed", 1, 1, 0.5)),
        ([(7, 0.9), (8, 0.7)], {7, 8}, FITS, 2, Place("outscored", None, 2, 0.7)),
        ([(7, 0.9)], {7}, FITS, 2, Place("waiting", None, 1, 0.9)),
        ([(7, 0.4), (8, 0.3)], {7, 8}, FITS, 2, Place("waiting", None, 2, 0.3)),
        ([(7, 0.9), (2, 0.5)], {7, 2}, SHORT, 2, Place("refused", None, 2, 0.5)),
        ([], set(), FITS, 2, Place("waiting", None, 0, 0.0)),
    ],
)
def test_a_place_or_what_keeps_it(
    rows: list[tuple[int, float]], shown: set[int], why: Explanation, top: int, place: Place
) -> None:
    assert place_of(2, rows, shown, why, top) == place


@pytest.mark.django_db
def test_each_stands_in_the_others_list() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    match_everything(TODAY)
    fit = fit_of(posting, person, TODAY)
    assert (fit.state, fit.in_persons_list, fit.in_postings_list) == (
        "compared",
        Place("listed", 1, 1, fit.explanation.score if fit.explanation else 0),
        Place("listed", 1, 1, fit.explanation.score if fit.explanation else 0),
    )


@pytest.mark.django_db
def test_without_consent_profile_or_run_it_says_which_is_missing() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    empty = make_talent(resume=None)
    before = fit_of(posting, person, TODAY).state
    match_everything(TODAY)
    nothing = fit_of(posting, empty, TODAY).state
    leave_matching(person, by=person.user)
    assert (before, nothing, fit_of(posting, person, TODAY).state) == (
        "no_run",
        "no_profile",
        "no_consent",
    )


@pytest.mark.django_db
def test_who_does_not_want_to_be_found_is_told_that_no_employer_sees_them() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    withdraw(person, "discovery")
    match_everything(TODAY)
    fit = fit_of(posting, person, TODAY)
    assert fit.in_postings_list == Place("hidden")
    assert fit.in_persons_list is not None
    assert fit.in_persons_list.verdict == "listed"


@pytest.mark.django_db
def test_a_posting_that_is_not_public_is_in_no_list() -> None:
    draft, person = make_posting(on=TODAY, published=False), make_talent()
    make_posting(on=TODAY)
    match_everything(TODAY)
    assert fit_of(draft, person, TODAY).in_persons_list == Place("not_public")


@pytest.mark.django_db
def test_a_talent_reads_which_requirement_refuses_and_by_how_much() -> None:
    posting, person = make_posting(min_years=20), make_talent()
    match_everything(timezone.localdate())
    status, text = seen(person.user, "recruitment:my_match", posting.uid)
    assert (status, "asks for 20 years, you have 6" in text, "short" in text) == (200, True, True)
    assert "not in it: a hard requirement stands between the two" in text


def employer_with_posting(**fields: Any) -> tuple[User, Any]:
    owner = make_user()
    return owner, make_posting(make_employer(owner=owner), **fields)


@pytest.mark.django_db
def test_an_employer_sees_how_somebody_fits_and_not_who_it_is_or_where_else_they_fit() -> None:
    owner, posting = employer_with_posting()
    resume = make_resume(basics={"label": "欧阳试的热管理工程师"})
    person = make_talent(name_zh="欧阳试", resume=resume)
    match_everything(timezone.localdate())
    status, text = seen(owner, "recruitment:candidate", posting.uid, person.uid)
    assert (status, f"T-{person.uid[:6].upper()}" in text) == (200, True)
    assert "欧阳试" not in text
    assert "list of positions" not in text


@pytest.mark.django_db
def test_an_employer_never_learns_the_pay_that_somebody_wishes_for() -> None:
    owner, posting = employer_with_posting(salary_max=30_000)
    person = make_talent()
    match_everything(timezone.localdate())
    save_wish(person, places=[], salary_min=43_210, by=person.user)
    status, text = seen(owner, "recruitment:candidate", posting.uid, person.uid)
    assert (status, "43,210" in text, "A wish of the person" in text) == (200, False, True)
    save_wish(person, places=[], salary_min=12_345, by=person.user)
    for name, args in (
        ("candidate", (posting.uid, person.uid)),
        ("candidates", (posting.uid,)),
    ):
        assert "12,345" not in seen(owner, f"recruitment:{name}", *args)[1]


def test_the_persons_words_are_covered_and_the_postings_stay() -> None:
    note = Note("title", (("own", "李试 李试的工程师"), ("asked", "工程师"), ("alike", 0.5)))
    pay = Note("salary", (("asked", 3), ("has", 2)))
    why = Explanation("1", "2", 0.5, (), (note, pay), (), ())
    [left] = for_employer(why, ("李试", "")).reasons
    assert left.get("asked") == "工程师"
    assert "李试" not in str(left.get("own"))


@pytest.mark.django_db
def test_nobody_is_looked_at_who_does_not_want_to_be_found_or_by_another_employer() -> None:
    owner, posting = employer_with_posting()
    person = make_talent()
    match_everything(timezone.localdate())
    other = employer_with_posting()[0]
    assert seen(other, "recruitment:candidate", posting.uid, person.uid)[0] == 404
    withdraw(person, "discovery")
    assert seen(owner, "recruitment:candidate", posting.uid, person.uid)[0] == 404


@pytest.mark.django_db
def test_an_applicant_is_looked_at_blind_until_the_shortlist_and_only_while_it_is_open() -> None:
    owner, posting = employer_with_posting()
    resume = make_resume(basics={"label": "欧阳试的热管理工程师"})
    person = make_talent(name_zh="欧阳试", resume=resume)
    match_everything(timezone.localdate())
    sent = apply(person, posting, by=person.user, consent=True)
    blind = seen(owner, "recruitment:applicant_fit", sent.uid)
    move_application(sent, "shortlist", by=owner)
    named = seen(owner, "recruitment:applicant_fit", sent.uid)
    assert [(status, "欧阳试" in text) for status, text in (blind, named)] == [
        (200, False),
        (200, True),
    ]
    move_application(sent, "withdraw", by=person.user)
    assert seen(owner, "recruitment:applicant_fit", sent.uid)[0] == 404


@pytest.mark.django_db
def test_the_office_asks_about_any_pair_and_is_told_what_it_cannot_find(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    posting, person = make_posting(), make_talent(name_zh="欧阳试")
    match_everything(timezone.localdate())
    office = make_user("office")
    query = f"?posting=https://city.test/positions/{posting.uid}/&person={person.uid}"
    status, text = seen(office, "recruitment:match_pair", query=query)
    assert (status, "欧阳试" in text, "number 1 of 1" in text) == (200, True, True)
    text = seen(office, "recruitment:match_pair", query="?posting=none&person=nobody")[1]
    assert "No position has this address" in text
    assert "No record has this code" in text


@pytest.mark.django_db
def test_the_office_reads_the_list_of_a_person_until_they_leave(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    posting, person = make_posting(title_en="Thermal engineer"), make_talent()
    match_everything(timezone.localdate())
    office = make_user("office")
    before = seen(office, "recruitment:person_matches", person.uid)[1]
    leave_matching(person, by=person.user)
    after = seen(office, "recruitment:person_matches", person.uid)[1]
    assert ("Thermal engineer" in before, "Thermal engineer" in after) == (True, False)
    assert posting.uid in before
    assert "This person is not compared" in after
