"""Lists in the reader's own order: among what was found, exact, and never above a whole score."""

import re
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import TODAY, make_employer, make_posting, make_talent
from tests.queries import queries_of
from yucaihui.directory.models import Person
from yucaihui.engines.matching import Explanation, Term
from yucaihui.matching.models import Match
from yucaihui.matching.queries import latest_run
from yucaihui.recruitment.forms.weighing import WeighForm
from yucaihui.recruitment.queries.matches import people_for, positions_for, weighed
from yucaihui.recruitment.queries.weighing import USUAL, Weights, legs_of
from yucaihui.recruitment.services.matches import match_everything

SHARES = {"title": 0.25, "skills": 0.375, "text": 0.375}
PERCENT = st.integers(0, 200)


@dataclass
class Row:
    title: int
    skills: int
    text: int


def why(title: float = 0.0, skills: float = 0.0, text: float = 0.0) -> Explanation:
    terms = (Term("title", "a", title), Term("skill", "b", skills), Term("text", "c", text))
    return Explanation("1", "2", title + skills + text, terms, (), (), ())


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_usual_weights_keep_the_order_and_the_score() -> None:
    rows = [Row(1, 0, 0), Row(0, 5, 5)]
    assert weighed(rows, USUAL) == rows
    assert USUAL.score(why(0.1, 0.2, 0.3), SHARES) == why(0.1, 0.2, 0.3).score


def test_what_weighs_more_stands_higher() -> None:
    titled, skilled = Row(4, 0, 0), Row(0, 5, 0)
    assert weighed([skilled, titled], Weights(title=200, skills=100)) == [titled, skilled]
    assert weighed([skilled, titled], Weights(title=100, skills=0)) == [titled, skilled]


def test_equal_ones_stay_in_the_engines_order() -> None:
    rows = [Row(1, 2, 3), Row(1, 9, 9), Row(1, 0, 0)]
    assert weighed(rows, Weights(title=100, skills=0, text=0)) == rows


def test_a_term_alone_is_scored_against_what_it_can_reach() -> None:
    only_skills = Weights(title=0, skills=100, text=0)
    assert only_skills.score(why(0.25, 0.1875, 0.3), SHARES) == 0.5
    assert only_skills.parts(SHARES) == {"title": 0.0, "skills": 1.0, "text": 0.0}


def test_a_term_that_took_over_anothers_share_reaches_one_and_no_more() -> None:
    assert Weights(title=100, skills=0, text=0).score(why(title=0.4), SHARES) == 1.0


@given(PERCENT, PERCENT, PERCENT)
def test_scores_are_shares_whatever_the_weights(title: int, skills: int, text: int) -> None:
    weights = Weights(title, skills, text)
    assert 0.0 <= weights.score(why(0.25, 0.375, 0.375), SHARES) <= 1.0
    assert abs(sum(weights.parts(SHARES).values()) - 1) < 1e-9


@given(PERCENT, PERCENT, PERCENT)
def test_double_weights_are_the_same_order(title: int, skills: int, text: int) -> None:
    rows = [Row(3, 1, 2), Row(1, 3, 2), Row(2, 2, 2), Row(0, 0, 7)]
    half = Weights(title, skills, text)
    assert weighed(rows, half) == weighed(rows, Weights(2 * title, 2 * skills, 2 * text))


def test_terms_of_a_kind_are_summed() -> None:
    terms = (Term("skill", "a", 0.125), Term("skill", "b", 0.25), Term("text", "c", 0.5))
    found = legs_of(Explanation("1", "2", 0.875, terms, (), (), ()))
    assert found == {"title": 0.0, "skills": 0.375, "text": 0.5}


@pytest.mark.parametrize(
    ("asked", "weights"),
    [
        ({}, Weights()),
        ({"title": "0", "text": "150"}, Weights(0, 100, 150)),
        ({"title": "many", "skills": "50"}, Weights(100, 50, 100)),
        ({"title": "201", "skills": "-1", "text": ""}, Weights()),
    ],
)
def test_a_weight_that_makes_no_sense_is_the_usual_one(
    asked: dict[str, str], weights: Weights
) -> None:
    form = WeighForm.asked(asked)
    found = form.weights
    assert (found.title, found.skills, found.text) == (weights.title, weights.skills, weights.text)
    assert form.errors == {}


@pytest.mark.django_db
def test_both_lists_are_put_in_the_order_asked_for() -> None:
    posting = make_posting(on=TODAY)
    first, second = make_talent(), make_talent()
    match_everything(TODAY)
    Match.objects.filter(right_id=first.pk).update(score=0.9, title=1, skills=9, text=0)
    Match.objects.filter(right_id=second.pk).update(score=0.1, title=9, skills=1, text=0)
    rows = Match.objects.filter(left_id=posting.pk).order_by("-score")
    titles = weighed(rows, Weights(200, 100, 100))
    assert [row.right_id for row in weighed(rows, USUAL)] == [first.pk, second.pk]
    assert [row.right_id for row in titles] == [second.pk, first.pk]


@pytest.mark.django_db
def test_the_scores_shown_follow_the_weights() -> None:
    posting, person = make_posting(on=TODAY), make_talent()
    match_everything(TODAY)
    skills = Weights(title=0, skills=100, text=0)
    there = people_for(posting, TODAY, 1, skills).lines[0]
    back = positions_for(person, TODAY, 1, skills).lines[0]
    run = latest_run("posting", "person")
    assert run is not None
    skilled = legs_of(there.explanation)["skills"] / run.shares["skills"]
    assert there.score == back.score == skilled != there.explanation.score


@pytest.mark.django_db
def test_the_kept_terms_sum_up_to_the_score() -> None:
    make_posting(on=TODAY)
    make_talent()
    match_everything(TODAY)
    [row] = Match.objects.all()
    assert (row.title + row.skills + row.text) / Match.LEG_ONE == row.score


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_weighed_list_takes_as_many_queries_as_a_usual_one(rows: int) -> None:
    employer = make_employer(on=TODAY)
    for _ in range(rows):
        make_posting(employer, on=TODAY)
    person = make_talent()
    match_everything(TODAY)
    positions_for(person, TODAY)
    usual = queries_of(lambda: positions_for(person, TODAY))
    assert queries_of(lambda: positions_for(person, TODAY, 1, Weights(0, 200, 50))) == usual


@pytest.mark.django_db
def test_the_page_works_as_a_form_and_says_what_it_does_not_do() -> None:
    person = make_talent()
    make_posting()
    match_everything(timezone.localdate())
    with override("en"):
        address = reverse("recruitment:my_matches")
    page = signed_in(person).get(f"{address}?title=0&skills=200")
    text = page.content.decode()
    assert page.status_code == 200
    slider = re.search('<input[^>]*name="title"[^>]*>', text)
    assert slider is not None
    assert ('type="range"' in slider[0], 'value="0"' in slider[0]) == (True, True)
    assert "the weights find no others" in text
    assert "Titles 0%" in text
