"""What a run gave to groups of people: counted from free answers, kept without them."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from tests.factories import TODAY, make_posting, make_talent, make_user
from tests.queries import queries_of
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import services as directory
from yucaihui.directory.queries import Answers
from yucaihui.matching import services
from yucaihui.matching.models import Audit, Match, MatchRun
from yucaihui.matching.queries import (
    audits,
    compare,
    compared_people,
    groups_named,
    groups_of,
)
from yucaihui.matching.tables import csv_lines, parts_of
from yucaihui.recruitment.services.matches import (
    leave_matching,
    match_everything,
    match_person,
    match_posting,
)

pytestmark = pytest.mark.django_db


def a_run(finished: date = TODAY) -> MatchRun:
    moment = f"{finished.isoformat()}T03:00:00Z"
    made = MatchRun.objects.create(
        left_kind="posting", right_kind="person", engine_version="test", digest="d", top=50,
        started_at=moment, finished_at=moment,
    )  # fmt: skip
    return MatchRun.objects.get(pk=made.pk)


def answering(gender: str, **answers: Any) -> Any:
    person = make_talent()
    directory.save_protected(person, by=person.user, gender=gender, **answers)
    return person


def pair(run: MatchRun, left: int, right: Any, score: float) -> None:
    Match.objects.create(run=run, left_id=left, right_id=right.pk, score=score)


@pytest.mark.parametrize(
    ("year", "group"),
    [(2003, "-24"), (2001, "25-34"), (1991, "35-44"), (1972, "45-54"), (1971, "55-")],
)
def test_ages_fall_into_groups(year: int, group: str) -> None:
    assert groups_named(Answers("", year, "", "", ""), TODAY) == {"age": group}


def test_only_what_was_answered_is_a_group() -> None:
    assert groups_named(None, TODAY) == {}
    assert groups_named(Answers("female", None, " 土家族", "mainland", "no"), TODAY) == {
        "gender": "female",
        "ethnicity": "土家",
        "nationality": "mainland",
        "disability": "no",
    }


def test_people_are_counted_with_their_places_and_their_best_score() -> None:
    run, first, second = a_run(), answering("female"), make_talent()
    pair(run, 1, first, 0.75)
    pair(run, 1, second, 0.5)
    pair(run, 2, second, 0.25)
    found = compared_people(run, TODAY, top=1)
    assert [(dict(one.groups), one.places, one.best) for one in found] == [
        ({"gender": "female"}, 1, 0.75),
        ({}, 1, 0.5),
    ]


def test_who_left_or_has_no_profile_is_not_audited() -> None:
    run = a_run()
    answering("female")
    leaving = answering("male")
    leave_matching(leaving, by=leaving.user)
    directory.grant_consent(directory.create_person(name_zh="无简介"), "matching", by=None)
    assert len(compared_people(run, TODAY, top=1)) == 1


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> Audit:
    """Two women and two men, one of each in the first place of one list of two."""
    monkeypatch.setattr("yucaihui.matching.services.SELECTED", 1)
    monkeypatch.setattr(
        "yucaihui.engines.fairness.audit.__kwdefaults__", {"least_share": 0.02, "least_people": 2}
    )
    run = a_run()
    people = [answering(gender) for gender in ("female", "female", "male", "male")]
    answering("other")
    make_talent()
    for left, right, score in ((1, 0, 0.75), (1, 2, 0.5), (2, 1, 0.75), (2, 3, 0.125)):
        pair(run, left, people[right], score)
    return services.audit_run(run, TODAY)


def test_an_audit_keeps_rates_ratios_and_what_it_left_out(audited: Audit) -> None:
    assert (audited.people, audited.answered, audited.lists, audited.top, audited.median) == (
        6, 5, 2, 1, 0.3125,
    )  # fmt: skip
    found = {group.values[0]: group for group in groups_of(audited)}
    female, male = found["female"], found["male"]
    assert (female.selection_rate, female.scoring_rate, male.selection_rate) == (0.5, 1.0, 0.0)
    assert (male.scoring_rate, male.selection_ratio, male.scoring_ratio) == (0.5, 0.0, 0.5)
    assert found["other"].excluded


def test_an_audit_of_the_same_run_is_one(audited: Audit) -> None:
    again = services.audit_run(MatchRun.objects.get(uid=audited.run_uid), TODAY)
    assert (again.pk, audits().count()) == (audited.pk, 1)


def test_small_numbers_are_told_nowhere(audited: Audit) -> None:
    lines = list(csv_lines(audited))
    at = lines[0].index("people")
    assert {line[at] for line in lines[1:]} == {"< 20"}
    [part] = parts_of(audited)
    assert {line.people for line in [*part.counted, *part.excluded]} == {"< 20"}


def test_the_worker_audits_the_latest_run_once() -> None:
    make_posting(on=TODAY)
    answering("female")
    match_everything(TODAY)
    match_everything(TODAY)
    run_waiting()
    latest = MatchRun.objects.order_by("-pk")[0]
    assert [audit.run_uid for audit in audits()] == [latest.uid]


def test_no_comparison_reads_an_answer() -> None:
    posting, person = make_posting(on=TODAY), answering("female", birth_year=1990)
    with CaptureQueriesContext(connection) as asked:
        match_everything(TODAY)
        match_posting(posting.pk, TODAY)
        match_person(person.pk, TODAY)
    assert [one["sql"] for one in asked if "protectedattributes" in one["sql"]] == []


def test_answers_go_with_the_person_and_the_audit_stays(audited: Audit) -> None:
    person = answering("female")
    directory.erase_person(person, by=None)
    assert person.pk not in Match.objects.values_list("right_id", flat=True)
    assert len(compared_people(MatchRun.objects.get(uid=audited.run_uid), TODAY, 1)) == 6
    assert audits().count() == 1


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_an_audit_takes_as_many_queries_for_any_number_of_people(rows: int) -> None:
    run = a_run()
    for number in range(rows):
        pair(run, 1, answering("female"), number / 100)
    services.audit_run(run, TODAY)
    assert queries_of(lambda: services.audit_run(run, TODAY)) == 9


def officer(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    client = Client()
    client.force_login(make_user("office"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_page_and_the_sheet_say_the_same(
    audited: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = officer(monkeypatch)
    with override("en"):
        page, sheet = (
            client.get(reverse(f"matching:{name}", args=[audited.uid]))
            for name in ("audit", "audit_csv")
        )
    text = page.content.decode()
    wanted = ("these figures can", "Another gender", "0.50", "look closer")
    assert [words for words in wanted if words not in text] == []
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    male = next(row for row in rows if row["group"] == "male")
    assert (male["attributes"], male["scoring_ratio"], male["excluded"]) == (
        "gender", "0.500000", "no",
    )  # fmt: skip


def test_the_latest_two_runs_are_compared_by_their_first_places() -> None:
    older, newer = a_run(), a_run()
    people = [make_talent() for _ in range(3)]
    for run, left, right, score in (
        (older, 1, 0, 0.5), (older, 1, 1, 0.25), (older, 2, 0, 0.5), (older, 9, 0, 0.5),
        (newer, 1, 0, 0.75), (newer, 1, 2, 0.5), (newer, 2, 0, 0.5),
    ):  # fmt: skip
        pair(run, left, people[right], score)
    found = compare(older, newer)
    assert (found.lists, found.shared, found.entered, found.left, found.shift) == (
        2,
        2,
        1,
        1,
        0.125,
    )
    assert [(one.left_id, one.shared, one.places) for one in found.most_changed] == [(1, 1, 2)]
    assert found.share == 2 / 3


def test_the_office_compares_two_runs_and_is_told_when_there_are_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = officer(monkeypatch)
    with override("en"):
        address = reverse("recruitment:compare_runs")
        none = client.get(address).content.decode()
        make_posting(title_en="Thermal engineer", on=TODAY)
        make_talent()
        match_everything(TODAY)
        Match.objects.all().update(right_id=0)
        match_everything(TODAY)
        both = client.get(address).content.decode()
    assert "There are no two runs yet" in none
    assert ("Thermal engineer" in both, "0 of 1 stayed" in both) == (True, True)
    same = MatchRun.objects.latest("pk").uid
    again = client.get(f"{address}?older={same}&newer={same}").content.decode()
    assert "Choose two different runs." in again
