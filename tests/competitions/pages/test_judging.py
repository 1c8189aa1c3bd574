"""A judge's pages: what is saved as they write, by a script or by a plain form."""

from typing import Any

import pytest
from django.test import Client

from tests.competitions.panel import assign, make_entry, make_judge, open_stage, user_of
from tests.queries import queries_of
from yucaihui.competitions.models import Assignment
from yucaihui.competitions.services import scoring

pytestmark = pytest.mark.django_db
WRITTEN = {
    "points_innovation": "80", "points_market": "70.0", "points_team": "90",
    "comment_team": "solid", "comment": "",
}  # fmt: skip


@pytest.fixture
def row() -> Assignment:
    stage = open_stage()
    return assign(stage, make_entry(stage.track), make_judge(stage.track.edition))


def client_of(row: Assignment) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user_of(row.judge), backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(row: Assignment, revision: int, *, script: bool = False, **values: str) -> Any:
    path = f"/en/my/judging/entries/{row.uid}/sheet/"
    headers = {"hx-request": "true"} if script else {}
    data = {**WRITTEN, "revision": str(revision), **values}
    return client_of(row).post(path, data, headers=headers)


def points(row: Assignment) -> dict[str, int | None]:
    return dict(scoring.marks_of(row.sheets.get()).points)


def test_a_script_is_told_that_it_is_saved_and_gets_the_next_revision(row: Assignment) -> None:
    response = post(row, 0, script=True)
    assert response.status_code == 200
    assert "It counts once you submit." in response.text
    assert 'id="revision" value="1" hx-swap-oob="true"' in response.text
    assert points(row) == {"innovation": 8000, "market": 7000, "team": 9000}


def test_a_script_is_told_why_nothing_is_saved(row: Assignment) -> None:
    response = post(row, 0, script=True, points_market="101")
    assert response.status_code == 422
    assert "Points go from 0 to 100 in steps of 1." in response.text
    assert points(row) == {"innovation": None, "market": None, "team": None}


def test_a_second_device_is_told(row: Assignment) -> None:
    post(row, 0, script=True)
    response = post(row, 0, script=True, points_market="1")
    assert response.status_code == 422
    assert "changed on another device" in response.text
    assert points(row)["market"] == 7000


def test_without_script_the_form_saves_and_submits(row: Assignment) -> None:
    assert post(row, 0, act="save").url == f"/en/my/judging/entries/{row.uid}/"
    assert post(row, 1, act="submit").url == f"/en/my/judging/{row.judge.uid}/"
    row.refresh_from_db()
    assert (row.state, row.sheets.get().total) == ("submitted", 790_000)


def test_what_was_written_stands_on_the_page_that_says_what_is_wrong(row: Assignment) -> None:
    response = post(row, 0, act="submit", points_market="many", comment="keep me")
    assert response.status_code == 422
    assert 'value="many"' in response.text
    assert "keep me" in response.text
    assert "Write a number of points" in response.text


def test_looking_at_an_entry_writes_nothing(row: Assignment) -> None:
    assert client_of(row).get(f"/en/my/judging/entries/{row.uid}/").status_code == 200
    assert not row.sheets.exists()


@pytest.mark.parametrize("script", [True, False])
def test_after_recusing_the_entry_is_gone(row: Assignment, script: bool) -> None:
    client = client_of(row)
    path = f"/en/my/judging/entries/{row.uid}/"
    client.post(f"{path}step-back/", {"why": "conflict", "note": "my student"})
    assert client.get(path).status_code == 404
    assert post(row, 0, script=script).status_code == 404


def test_the_desk_costs_the_same_for_any_number_of_entries() -> None:
    stage = open_stage()
    judge = make_judge(stage.track.edition)
    counts = []
    for number in (1, 2, 47):
        for _ in range(number):
            row = assign(stage, make_entry(stage.track), judge)
        client = client_of(row)
        counts.append(queries_of(lambda c=client: c.get(f"/en/my/judging/{judge.uid}/")))
    assert counts[0] == counts[1] == counts[2]
