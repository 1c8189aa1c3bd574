"""Score sheets: own, within scale, kept as one goes, submitted once, opened again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.competitions.ground import RUBRIC, make_office
from tests.competitions.panel import (
    MARKS,
    assign,
    make_entry,
    make_judge,
    open_stage,
    score,
    user_of,
)
from yucaihui.competitions.models import Assignment, Score, Stage
from yucaihui.competitions.services import calls, scoring, seats
from yucaihui.competitions.services.scoring import Marks, StaleSheet
from yucaihui.directory.errors import AlreadyDecided, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment() -> Assignment:
    stage = open_stage()
    return assign(stage, make_entry(stage.track), make_judge(stage.track.edition))


def points(sheet: object) -> dict[str, int | None]:
    return dict(Score.objects.filter(sheet=sheet).values_list("criterion", "points"))


def test_a_sheet_is_opened_once_with_every_criterion_unscored(assignment: Assignment) -> None:
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    assert scoring.open_sheet(assignment, by=user) == sheet
    assert points(sheet) == {"innovation": None, "market": None, "team": None}


def test_a_sheet_is_its_judges_alone(assignment: Assignment) -> None:
    other = make_judge(assignment.stage.track.edition)
    for user in (user_of(other), make_office()):
        with pytest.raises(PermissionDenied):
            scoring.open_sheet(assignment, by=user)


def test_without_the_pledge_nothing_opens() -> None:
    stage = open_stage()
    judge = make_judge(stage.track.edition, pledged=False)
    with pytest.raises(Refused, match="Sign the pledge"):
        scoring.open_sheet(assign(stage, make_entry(stage.track), judge), by=user_of(judge))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "planned"},
        {"state": "closed"},
        {"opens_at": timezone.now() + timedelta(days=1)},
        {"closes_at": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_scores_are_taken_while_judging_is_open(
    assignment: Assignment, values: dict[str, object]
) -> None:
    Stage.objects.filter(pk=assignment.stage_id).update(**values)
    assignment.stage.refresh_from_db()
    with pytest.raises(Refused, match="not taken at this time"):
        scoring.open_sheet(assignment, by=user_of(assignment.judge))


def test_nought_is_a_score_and_null_is_none(assignment: Assignment) -> None:
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    scoring.save_sheet(sheet, Marks({"innovation": 0, "market": None}), revision=0, by=user)
    assert points(sheet) == {"innovation": 0, "market": None, "team": None}
    with pytest.raises(Refused, match="Nought is a score too") as refused:
        scoring.submit_sheet(sheet, revision=1, by=user)
    assert refused.value.field == "market"


def test_saving_part_of_a_sheet_leaves_the_rest(assignment: Assignment) -> None:
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    scoring.save_sheet(sheet, Marks({"innovation": 5000}), revision=0, by=user)
    scoring.save_sheet(sheet, Marks({"market": 6000}, {"team": "好"}), revision=1, by=user)
    assert points(sheet) == {"innovation": 5000, "market": 6000, "team": None}
    assert scoring.marks_of(sheet).comments == {"innovation": "", "market": "", "team": "好"}


@pytest.mark.parametrize("value", [-100, 10_100, 10_001, 5050, 33])
def test_points_outside_the_scale_or_between_its_steps_are_refused(
    assignment: Assignment, value: int
) -> None:
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    with pytest.raises(Refused, match="from 0 to 100 in steps of 1") as refused:
        scoring.save_sheet(sheet, Marks({"market": value}), revision=0, by=user)
    assert refused.value.field == "market"
    assert points(sheet)["market"] is None


def test_the_database_refuses_points_outside_their_scale(assignment: Assignment) -> None:
    sheet = scoring.open_sheet(assignment, by=user_of(assignment.judge))
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.filter(sheet=sheet, criterion="market").update(points=10_100)


def test_a_criterion_that_the_rubric_lacks_is_refused(assignment: Assignment) -> None:
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    with pytest.raises(Refused, match="no criterion “bonus”"):
        scoring.save_sheet(sheet, Marks({"bonus": 100}), revision=0, by=user)


def test_of_two_devices_the_second_is_told(assignment: Assignment) -> None:
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    scoring.save_sheet(sheet, Marks({"market": 6000}), revision=0, by=user)
    with pytest.raises(StaleSheet, match="changed on another device"):
        scoring.save_sheet(sheet, Marks({"market": 1000}), revision=0, by=user)
    assert points(sheet)["market"] == 6000


def test_a_required_comment_is_asked_for(assignment: Assignment) -> None:
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    sheet = scoring.save_sheet(sheet, Marks(MARKS.points), revision=0, by=user)
    with pytest.raises(Refused, match="needs a comment") as refused:
        scoring.submit_sheet(sheet, revision=1, by=user)
    assert refused.value.field == "team_comment"
    assignment.refresh_from_db()
    assert (assignment.state, sheet.state) == ("published", "draft")


def test_a_submitted_sheet_has_its_total_and_is_closed(assignment: Assignment) -> None:
    sheet = score(assignment)
    assignment.refresh_from_db()
    assert (sheet.state, sheet.total, assignment.state) == ("submitted", 790_000, "submitted")
    user = user_of(assignment.judge)
    with pytest.raises(StaleSheet):
        scoring.save_sheet(sheet, MARKS, revision=sheet.revision, by=user)
    with pytest.raises(StaleSheet):
        scoring.submit_sheet(sheet, revision=sheet.revision, by=user)


def test_a_sheet_keeps_the_rubric_it_was_opened_with(assignment: Assignment) -> None:
    sheet = scoring.open_sheet(assignment, by=user_of(assignment.judge))
    changed = {"criteria": [{**RUBRIC["criteria"][0], "weight": 100}]}
    calls.save_definition(assignment.stage.track, "rubric", changed, by=None)
    assert score(assignment).total == 790_000
    assert len(scoring.rubric_of(sheet).criteria) == 3


def test_the_office_opens_a_sheet_again_and_the_first_stays_on_record(
    assignment: Assignment,
) -> None:
    first, office = score(assignment), make_office()
    with pytest.raises(Refused, match="Say why"):
        scoring.reopen_sheet(first, "", by=office)
    copy = scoring.reopen_sheet(first, "points were swapped", by=office)
    first.refresh_from_db()
    assignment.refresh_from_db()
    assert (first.state, first.total, copy.state) == ("superseded", 790_000, "draft")
    assert (points(copy), assignment.state) == (points(first), "published")
    with pytest.raises(AlreadyDecided):
        scoring.reopen_sheet(first, "again", by=office)


def test_an_opened_sheet_may_be_finished_after_the_end_until_the_decision(
    assignment: Assignment,
) -> None:
    first, office, user = score(assignment), make_office(), user_of(assignment.judge)
    seats.close_judging(assignment.stage, by=office)
    copy = scoring.reopen_sheet(first, "points were swapped", by=office)
    copy = scoring.save_sheet(copy, Marks({"market": 10_000}), revision=0, by=user)
    assert scoring.submit_sheet(copy, revision=1, by=user).total == 895_000
    Stage.objects.filter(pk=assignment.stage_id).update(state="decided")
    copy.assignment.stage.refresh_from_db()
    with pytest.raises(Refused, match="stage is decided"):
        scoring.reopen_sheet(copy, "again", by=office)


def test_closing_lapses_what_was_not_submitted(assignment: Assignment) -> None:
    user, office = user_of(assignment.judge), make_office()
    sheet = scoring.open_sheet(assignment, by=user)
    other = assign(assignment.stage, make_entry(assignment.stage.track), assignment.judge)
    done = score(other)
    seats.close_judging(assignment.stage, by=office)
    for row in (assignment, sheet, other, done):
        row.refresh_from_db()
    assert (assignment.state, sheet.state) == ("lapsed", "voided")
    assert (other.state, done.state) == ("submitted", "submitted")
