"""A ranking is computed from what counts, kept with all it came from, and found out when tampered
with."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import make_office
from tests.competitions.judged import POINTS, Judged
from tests.factories import make_user
from yucaihui.competitions.models import Conflict, Ranking
from yucaihui.competitions.queries.panels import sheets_of
from yucaihui.competitions.services.rankings import (
    Recomputed,
    compute_ranking,
    recompute,
    start_ranking,
)
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


def test_the_mean_ranks_by_what_the_judges_gave() -> None:
    judged = Judged()
    ranking = judged.ranked()
    rows = [(row.entry_id, row.rank, row.raw_rank, row.decision) for row in ranking.rows.all()]
    assert rows == [
        (judged.entries[0].pk, 1, 1, "advances"),
        (judged.entries[1].pk, 2, 2, "advances"),
        (judged.entries[2].pk, 3, 3, "ends"),
        (judged.entries[3].pk, 4, 4, "ends"),
    ]
    scores = [round(row.score, 4) for row in ranking.rows.all()]
    assert scores == [round(sum(row) / 3, 4) for row in POINTS]


def test_the_sheets_that_count_are_taken_as_they_are() -> None:
    judged = Judged()
    sheets = sheets_of([judged.stage])
    assert [entry for entry, _track in sheets.entries] == [one.uid for one in judged.entries]
    assert len(sheets.sheets) == 12
    assert sorted(row[2] for row in sheets.sheets if row[0] == 0) == [88.0, 90.0, 91.0]
    assert all(row[2] == row[3] for row in sheets.sheets)


def test_a_sheet_of_a_disqualified_entry_does_not_count() -> None:
    judged = Judged()
    judged.entries[0].case.state = "disqualified"
    judged.entries[0].case.save()
    ranking = judged.ranked()
    assert [row.entry_id for row in ranking.rows.all()] == [one.pk for one in judged.entries[1:]]


@pytest.mark.parametrize("method", ["mean", "trimmed", "additive", "shrunk"])
def test_the_same_sheets_give_the_same_digest(method: str) -> None:
    judged = Judged()
    first, second = (judged.ranked(method=method) for _ in range(2))
    assert (first.inputs_digest, first.digest) == (second.inputs_digest, second.digest)
    assert recompute(first) == Recomputed(inputs=True, result=True, rows=True)


def test_another_seed_gives_another_digest() -> None:
    judged = Judged()
    assert judged.ranked(seed=1).digest != judged.ranked(seed=2).digest


def test_tampered_inputs_are_found() -> None:
    ranking = Judged().ranked()
    ranking.inputs["sheets"][0][2] = 99.0
    assert recompute(ranking) == Recomputed(inputs=False, result=False, rows=False)


def test_a_tampered_row_is_found() -> None:
    ranking = Judged().ranked()
    first, last = ranking.rows.first(), ranking.rows.last()
    assert first is not None
    assert last is not None
    ranking.rows.filter(pk=last.pk).update(rank=1)
    ranking.rows.filter(pk=first.pk).update(rank=4)
    assert recompute(ranking) == Recomputed(inputs=True, result=True, rows=False)


def test_the_report_says_how_the_panel_hangs_together() -> None:
    report = Judged().ranked(method="shrunk").report
    assert report["connection"]["weak"] is False
    assert len(report["judges"]) == 3
    assert report["bridges"] == []
    assert report["home"]["organisation"]["home_sheets"] == 0


def test_a_confirmed_conflict_is_not_proposed_for_a_second_look() -> None:
    judged = Judged(points=((90, 88), (89, 90), (88, 91)))
    judged.stage.assignments.filter(judge=judged.judges[0], entry=judged.entries[1]).delete()
    Conflict.objects.create(
        judge=judged.judges[0], entry=judged.entries[1], kind="declared", source="office",
        state="confirmed",
    )  # fmt: skip
    assert judged.ranked().report["second_look"] == []


def test_nothing_to_rank_is_refused() -> None:
    judged = Judged()
    judged.stage.assignments.all().delete()
    with pytest.raises(Refused) as refusal:
        judged.ranked()
    assert refusal.value.field == "stages"


def test_a_method_that_is_not_known_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        Judged().ranked(method="zscore")
    assert refusal.value.field == "method"


def test_stages_of_two_editions_are_not_ranked_together() -> None:
    first, second = Judged(), Judged(code="engineers")
    with pytest.raises(Refused) as refusal:
        compute_ranking([first.stage, second.stage], by=first.office)
    assert refusal.value.field == "stages"


def test_only_the_office_ranks() -> None:
    with pytest.raises(PermissionDenied):
        Judged().ranked(by=make_user("judge"))


def test_the_job_names_the_ranking() -> None:
    judged, office = Judged(), make_office()
    job = start_ranking([judged.stage], by=office, method="additive")
    run_waiting()
    job.refresh_from_db()
    ranking = Ranking.objects.get()
    assert (job.state, job.result) == ("done", {"ranking": ranking.uid})
    assert (ranking.method, ranking.made_by) == ("additive", office)
