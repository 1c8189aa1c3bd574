"""Positions and imports as programs use them."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_employer, make_posting, make_user
from tests.queries import queries_of
from yucaihui.core.jobs.services import run_waiting
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.services.postings import hold_posting

pytestmark = pytest.mark.django_db
API = "/api/v1"
WORK = "负责动力电池热管理系统的设计、仿真与测试，熟悉Python。"


class Caller:
    def __init__(self, user: Any = None) -> None:
        self.client = Client()
        if user:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        response = self.client.generic(
            method, f"{API}{path}", json.dumps(body or {}), content_type="application/json"
        )
        return response.status_code, response.json() if response.content else None


@pytest.fixture
def member() -> Any:
    owner = make_user("employer")
    employer = make_employer(owner=owner)
    return Caller(owner), employer


def test_anybody_searches_open_positions_with_facets() -> None:
    posting = make_posting(title_en="Thermal engineer", district="渝北区")
    make_posting(district="万州区")
    hold_posting(make_posting(), by=None)
    status, found = Caller()("GET", "/positions/?q=thermal&district=渝北区")
    assert status == 200
    assert (found["count"], found["page"], found["pages"]) == (1, 1, 1)
    assert found["facets"]["district"] == {"渝北区": 1, "万州区": 0}
    one = found["items"][0]
    assert one["id"] == posting.uid
    assert one["url"] == f"http://127.0.0.1:8000/positions/{posting.uid}/"
    assert (one["min_degree"], one["salary_min"]) == ("bachelor", 18_000)
    assert one["employer"]["name_zh"] == posting.employer.name_zh


@pytest.mark.parametrize("query", ["degree=phd", "sort=best", "page=0", "size=1000", "posted=2"])
def test_what_the_search_does_not_know_is_refused(query: str) -> None:
    assert Caller()("GET", f"/positions/?{query}")[0] == 422


def test_one_position_has_its_text_and_what_is_not_public_is_not_there() -> None:
    posting = make_posting()
    status, one = Caller()("GET", f"/positions/{posting.uid}/")
    assert (status, one["description_zh"]) == (200, posting.description_zh)
    assert Caller()("GET", f"/positions/{make_posting(published=False).uid}/")[0] == 404


def test_positions_cost_the_same_queries_for_1_3_and_50() -> None:
    employer, caller, counts = make_employer(), Caller(), []
    for rows in (1, 2, 47):
        for _ in range(rows):
            make_posting(employer)
        caller("GET", "/positions/?size=100")
        counts.append(queries_of(lambda: caller("GET", "/positions/?size=100")))
    assert len(set(counts)) == 1


def test_a_member_writes_changes_and_closes_a_position(member: Any) -> None:
    call, employer = member
    values = {"title_zh": "热管理工程师", "description_zh": WORK, "headcount": 2,
              "min_degree": "master", "district": "渝北区", "salary_negotiable": True}  # fmt: skip
    status, made = call("POST", f"/employers/{employer.uid}/positions/?publish=true", values)
    assert (status, made["state"], made["public"]) == (201, "active", True)
    path = f"/my/positions/{made['id']}"
    assert call("PATCH", f"{path}/", {"headcount": 7})[1]["headcount"] == 7
    assert call("GET", f"{path}/")[1]["min_degree"] == "master"
    assert call("POST", f"{path}/hold/")[1]["public"] is False
    assert call("POST", f"{path}/publish/")[1]["public"] is True
    assert call("POST", f"{path}/extend/", {"valid_through": "2020-01-01"})[0] == 422
    assert call("POST", f"{path}/close/", {"reason": "filled"})[1]["state"] == "closed"
    assert call("POST", f"{path}/close/", {"reason": "filled"})[0] == 409


def test_a_refusal_names_its_field(member: Any) -> None:
    call, employer = member
    values = {"title_zh": "前台（限女性）", "description_zh": WORK, "salary_negotiable": True}
    status, problem = call("POST", f"/employers/{employer.uid}/positions/?publish=true", values)
    assert (status, problem["field"]) == (422, "title_zh")
    assert "限女性" in problem["detail"]


def test_others_find_nothing_there(member: Any) -> None:
    _call, employer = member
    posting = make_posting(employer)
    stranger = Caller(make_user("employer"))
    assert stranger("POST", f"/employers/{employer.uid}/positions/", {"title_zh": "x"})[0] == 404
    assert stranger("GET", f"/my/positions/{posting.uid}/")[0] == 404
    assert Caller()("GET", f"/my/positions/{posting.uid}/")[0] == 401


def test_an_import_runs_by_calls_alone(member: Any) -> None:
    call, employer = member
    table = (
        f"岗位名称,招聘人数,薪资待遇,工作地点,岗位描述\n热管理工程师,2,15k-20k,重庆渝北区,{WORK}\n"
    )
    file = SimpleUploadedFile("a.csv", table.encode())
    response = call.client.post(f"{API}/imports/", {"file": file, "employer": employer.uid})
    assert response.status_code == 201
    path = f"/imports/{response.json()['id']}"
    run_waiting()
    batch = call("GET", f"{path}/")[1]
    columns = {sheet["name"]: sheet["columns"] for sheet in batch["mapping"]["sheets"]}
    assert call("PUT", f"{path}/columns/", {"columns": columns})[1]["state"] == "validating"
    run_waiting()
    rows = call("GET", f"{path}/rows/?verdict=warning")[1]["items"]
    assert [(row["row"], row["values"]["title"]) for row in rows] == [(2, "热管理工程师")]
    assert call("POST", f"{path}/commit/")[1]["state"] == "committing"
    assert call("POST", f"{path}/commit/")[0] == 409
    run_waiting()
    batch = call("GET", f"{path}/")[1]
    assert (batch["state"], batch["totals"]["written"]) == ("committed", 1)
    assert call("GET", f"{path}/rows/")[1]["items"][0]["position"] == Posting.objects.get().uid
    assert call("POST", f"{path}/verify/", {"reason": "x"})[0] == 403
    assert call("POST", f"{path}/roll-back/")[1]["state"] == "rolling_back"
    run_waiting()
    assert Posting.objects.count() == 0
