"""Two at once leave one sheet, one plan, one decision, and the loser is told."""

from typing import Any

import pytest

from tests.competitions.ground import make_office
from tests.competitions.panel import MARKS, assign, make_entry, make_judge, open_stage, user_of
from tests.together import together
from yucaihui.competitions.models import Assignment, ScoreSheet, Stage
from yucaihui.competitions.services import conflicts, plans, scoring
from yucaihui.core.jobs.services import run_waiting

pytestmark = pytest.mark.django_db(transaction=True)


def assigned() -> tuple[Assignment, Any]:
    stage = open_stage()
    assignment = assign(stage, make_entry(stage.track), make_judge(stage.track.edition))
    return assignment, user_of(assignment.judge)


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def test_two_devices_open_one_sheet() -> None:
    assignment, user = assigned()
    first, second = together(*[lambda: scoring.open_sheet(assignment, by=user)] * 2)
    assert first == second
    assert ScoreSheet.objects.get().scores.count() == 3


def test_of_two_saves_one_is_kept_and_the_other_told() -> None:
    assignment, user = assigned()
    sheet = scoring.open_sheet(assignment, by=user)
    results = together(
        *[
            lambda points=points: scoring.save_sheet(
                ScoreSheet.objects.get(pk=sheet.pk),
                scoring.Marks({"market": points, "team": points}),
                revision=0,
                by=user,
            )
            for points in (1000, 2000)
        ]
    )
    assert kinds(results) == ["ScoreSheet", "StaleSheet"]
    marks = scoring.marks_of(sheet).points
    assert marks["market"] == marks["team"]


def test_two_submissions_are_one() -> None:
    assignment, user = assigned()
    sheet = scoring.open_sheet(assignment, by=user)
    scoring.save_sheet(sheet, MARKS, revision=0, by=user)
    results = together(
        *[lambda: scoring.submit_sheet(ScoreSheet.objects.get(pk=sheet.pk), revision=1, by=user)]
        * 2
    )
    assert kinds(results) == ["ScoreSheet", "StaleSheet"]


def test_of_a_submission_and_a_conflict_at_once_no_score_counts() -> None:
    assignment, user = assigned()
    office = make_office()
    sheet = scoring.open_sheet(assignment, by=user)
    scoring.save_sheet(sheet, MARKS, revision=0, by=user)
    together(
        lambda: scoring.submit_sheet(ScoreSheet.objects.get(pk=sheet.pk), revision=1, by=user),
        lambda: conflicts.enter_conflict(assignment.judge, assignment.entry, "kin", by=office),
    )
    for row in (assignment, sheet):
        row.refresh_from_db()
    assert (assignment.state, sheet.state) == ("voided", "voided")


def test_of_two_plans_published_at_once_one_holds() -> None:
    stage = open_stage()
    Stage.objects.filter(pk=stage.pk).update(judges_per_entry=2)
    stage.refresh_from_db()
    for _ in range(4):
        make_entry(stage.track)
        make_judge(stage.track.edition)
    drafts = [plans.draft_plan([stage], mode, by=None) for mode in ("optimal", "randomised")]
    run_waiting()
    for plan in drafts:
        plan.refresh_from_db()
    results = together(*[lambda plan=plan: plans.publish_plan(plan, by=None) for plan in drafts])
    assert kinds(results) == ["AlreadyDecided", "int"]
    assert Assignment.objects.filter(state__in=Assignment.OPEN).count() == 8
