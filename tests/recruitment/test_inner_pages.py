"""The employers' own pages, as their members and the office use them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import make_employer, make_posting, make_user
from tests.queries import queries_of
from yucaihui.core.jobs.services import run_waiting
from yucaihui.recruitment.models import ImportBatch, Posting
from yucaihui.recruitment.tables import OwnRowTable, RowTable

pytestmark = pytest.mark.django_db
TABLE = (
    "岗位名称,招聘人数,薪资待遇,工作地点,岗位描述\n"
    "热管理工程师,2,15k-20k,重庆渝北区,负责动力电池热管理系统的设计、仿真与测试，熟悉Python。\n"
    "前台,1,5k-6k,重庆渝北区,负责来访接待与会议安排，限女性，形象好。\n"
)


class Desk:
    """A signed-in member with their employer."""

    def __init__(self, role: str = "employer", *, verified: bool = True) -> None:
        self.user = make_user(role)
        self.employer = make_employer(verified=verified, owner=self.user)
        self.client = Client()
        self.client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")

    def text(self, path: str) -> str:
        return self.client.get(f"/en{path}").content.decode()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "title_zh": "电池热管理工程师",
        "description_zh": "负责动力电池热管理系统的设计、仿真与测试。",
        "headcount": "2",
        "employment_type": "FULL_TIME",
        "min_degree": "2",
        "min_years": "3",
        "skills": "python，CFD、 有限元",
        "languages": "英语 CET-6",
        "city": "重庆",
        "district": "渝北区",
        "salary_min": "18000",
        "salary_max": "30000",
        "salary_months": "14",
        "valid_through": (timezone.localdate() + timedelta(days=60)).isoformat(),
        "act": "publish",
        **changes,
    }


def test_a_member_writes_and_publishes_a_posting(desk: Desk) -> None:
    response = desk.client.post(f"/employer/{desk.employer.uid}/positions/new/", filled())
    posting = Posting.objects.get()
    assert response["Location"] == f"/employer/positions/{posting.uid}/"
    assert posting.state == Posting.State.ACTIVE
    assert posting.skills == ["Python", "CFD", "有限元"]
    assert (posting.languages, posting.salary_months) == (["英语 CET-6"], 14)
    assert desk.client.get(f"/positions/{posting.uid}/").status_code == 200


def test_a_draft_stays_with_its_employer(desk: Desk) -> None:
    desk.client.post(f"/employer/{desk.employer.uid}/positions/new/", filled(act="draft"))
    posting = Posting.objects.get()
    assert posting.state == Posting.State.DRAFT
    assert "It is a draft." in desk.text(f"/employer/positions/{posting.uid}/")
    assert Client().get(f"/positions/{posting.uid}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title_zh": ""}, "Fill this in, in Chinese or in English."),
        ({"salary_max": "1"}, "This is less than “from”. Exchange the two."),
        ({"languages": "Klingon"}, "“Klingon” is no language we know."),
        ({"headcount": ""}, "This field is required."),
        ({"valid_through": "soon"}, "Enter a valid date."),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_is_written(
    desk: Desk, changes: dict[str, str], words: str
) -> None:
    path = f"/en/employer/{desk.employer.uid}/positions/new/"
    response = desk.client.post(path, filled(**changes))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Posting.objects.count() == 0


def test_blocked_wording_keeps_the_posting_a_draft_and_names_phrase_and_rule(desk: Desk) -> None:
    path = f"/employer/{desk.employer.uid}/positions/new/"
    page = desk.client.post(path, filled(title_zh="前台（限女性）"), follow=True).content.decode()
    assert "限女性" in page
    assert "就业促进法" in page
    assert Posting.objects.get().state == Posting.State.DRAFT


def test_a_change_that_is_blocked_comes_back_with_the_form(desk: Desk) -> None:
    posting = make_posting(desk.employer)
    path = f"/employer/positions/{posting.uid}/edit/"
    response = desk.client.post(
        path, filled(description_zh="负责销售工作，只要男性，能适应出差与加班。")
    )
    assert response.status_code == 422
    assert "只要男性" in response.content.decode()
    assert desk.client.post(path, filled(title_zh="新名称")).status_code == 302
    assert Posting.objects.get().title_zh == "新名称"


def test_pasted_text_comes_back_as_a_filled_form_and_nothing_is_saved(desk: Desk) -> None:
    text = "岗位：电池热管理工程师\n薪资：15k-25k\n工作地点：重庆渝北区\n任职要求：熟悉Python"
    path = f"/employer/{desk.employer.uid}/positions/paste/"
    page = desk.client.post(path, {"text": text}).content.decode()
    assert 'value="电池热管理工程师"' in page
    assert 'value="15000"' in page
    assert f'action="/employer/{desk.employer.uid}/positions/new/"' in page
    assert Posting.objects.count() == 0


def test_hold_publish_extend_and_close_by_buttons(desk: Desk) -> None:
    posting = make_posting(desk.employer)
    path = f"/employer/positions/{posting.uid}/"
    until = timezone.localdate() + timedelta(days=100)
    for act, data, state in (
        ("hold", {}, "on_hold"),
        ("publish", {}, "active"),
        ("extend", {"valid_through": until.isoformat()}, "active"),
        ("close", {"reason": "filled"}, "closed"),
    ):
        assert desk.client.post(f"{path}{act}/", data)["Location"] == path
        posting.refresh_from_db()
        assert posting.state == state
    assert posting.valid_through == until


def test_the_home_says_what_to_do_next() -> None:
    desk = Desk(verified=False)
    page = desk.text(f"/employer/{desk.employer.uid}/")
    assert "Not verified" in page
    assert "Import the spreadsheet you already have" in page
    make_posting(desk.employer, published=False)
    assert "Complete and publish your drafts" in desk.text(f"/employer/{desk.employer.uid}/")


def test_one_employer_opens_at_once_several_are_offered(desk: Desk) -> None:
    home = f"/employer/{desk.employer.uid}/"
    assert desk.client.get("/employer/")["Location"] == home
    other = make_employer(owner=desk.user)
    page = desk.text("/employer/")
    assert home in page
    assert f"/employer/{other.uid}/" in page


def test_anothers_employer_postings_and_imports_are_not_there(desk: Desk) -> None:
    other = make_employer()
    posting = make_posting(other)
    for path in (
        f"/employer/{other.uid}/",
        f"/employer/{other.uid}/positions/new/",
        f"/employer/{other.uid}/imports/",
        f"/employer/positions/{posting.uid}/",
    ):
        assert desk.client.get(path).status_code == 404
    assert desk.client.post(f"/employer/positions/{posting.uid}/hold/").status_code == 404


def test_the_list_of_postings_costs_the_same_queries_for_1_3_and_50(desk: Desk) -> None:
    counts = []
    for rows in (1, 2, 47):
        for _ in range(rows):
            make_posting(desk.employer)
        path = f"/employer/{desk.employer.uid}/positions/"
        counts.append(queries_of(lambda path=path: desk.client.get(path)))
    assert len(set(counts)) == 1


def uploaded(desk: Desk, data: bytes) -> str:
    """The address of a new import whose columns were read."""
    path = f"/en/employer/{desk.employer.uid}/imports/"
    file = SimpleUploadedFile("岗位.csv", data)
    inner: str = desk.client.post(path, {"file": file})["Location"]
    run_waiting()
    return inner


def columns(**changes: str) -> dict[str, str]:
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    names = ("title", "headcount", "salary", "place", "description")
    return {**{f"0-{n}": name for n, name in enumerate(names)}, "open_until": until, **changes}


def judged(desk: Desk, data: bytes, **changes: str) -> str:
    inner = uploaded(desk, data)
    desk.client.post(inner, columns(**changes))
    run_waiting()
    return inner


def shown(desk: Desk, address: str) -> str:
    return desk.client.get(address).content.decode()


def test_while_a_file_is_read_the_page_shows_how_far_it_is(desk: Desk) -> None:
    path = f"/en/employer/{desk.employer.uid}/imports/"
    file = SimpleUploadedFile("岗位.csv", TABLE.encode("gb18030"))
    inner = desk.client.post(path, {"file": file})["Location"]
    assert "Reading the file" in shown(desk, inner)
    assert desk.client.get(f"{inner}progress/").status_code == 200
    run_waiting()
    assert desk.client.get(f"{inner}progress/").headers["HX-Refresh"] == "true"
    assert "Confirm the columns" in shown(desk, inner)


def test_two_columns_for_one_field_are_refused_at_the_second(desk: Desk) -> None:
    inner = uploaded(desk, TABLE.encode())
    response = desk.client.post(inner, columns(**{"0-1": "title"}))
    assert response.status_code == 422
    assert "Another column holds this already." in response.content.decode()


def test_verdicts_are_shown_filtered_and_given_as_a_spreadsheet(desk: Desk) -> None:
    inner = judged(desk, TABLE.encode("gb18030"))
    page = shown(desk, inner)
    assert "Import 1 position" in page
    assert "limits by gender" in page
    errors = shown(desk, f"{inner}?verdict=error")
    assert "前台" in errors
    assert "热管理工程师" not in errors
    text = b"".join(desk.client.get(f"{inner}verdicts.csv").streaming_content).decode()
    assert text.splitlines()[2].startswith(",2,warning,热管理工程师,")


def test_only_a_file_of_many_employers_has_a_column_for_them() -> None:
    assert list(RowTable.columns) == ["number", "title", "employer", "verdict", "reasons"]
    assert list(OwnRowTable.columns) == ["number", "title", "verdict", "reasons"]


def test_an_employers_own_file_is_listed_without_that_column(desk: Desk) -> None:
    page = shown(desk, judged(desk, TABLE.encode()))
    assert 'scope="col">Employer<' not in page
    assert 'scope="col">Title<' in page


def test_rows_whose_last_day_has_passed_lead_back_to_the_dates(desk: Desk) -> None:
    head, first, _second = TABLE.splitlines()
    data = f"{head},截止日期\n{first},2024-01-31\n".encode()
    inner = judged(desk, data, **{"0-5": "valid_through"})
    assert "The last day of 1 row has passed: it would not be public." in shown(desk, inner)
    assert 'name="reopen"' in shown(desk, f"{inner}?columns")
    again = columns(**{"0-5": "valid_through", "reopen": "on"})
    assert desk.client.post(f"{inner}?columns", again).status_code == 302
    run_waiting()
    page = shown(desk, inner)
    assert "it will be opened again" in page
    assert "would not be public" not in page


def test_what_is_imported_is_public_and_can_be_taken_back(desk: Desk) -> None:
    inner = judged(desk, TABLE.encode())
    desk.client.post(f"{inner}commit/")
    run_waiting()
    assert "1 position is imported." in shown(desk, inner)
    assert Client().get(f"/positions/{Posting.objects.get().uid}/").status_code == 200
    assert "Take this import back?" in shown(desk, f"{inner}roll-back/")
    desk.client.post(f"{inner}roll-back/")
    run_waiting()
    assert "1 position was taken back." in shown(desk, inner)
    assert Posting.objects.count() == 0


def test_a_refused_file_is_told_at_its_field(desk: Desk) -> None:
    path = f"/en/employer/{desk.employer.uid}/imports/"
    response = desk.client.post(path, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")})
    assert response.status_code == 422
    assert "This kind of file is not taken here." in response.content.decode()
    assert ImportBatch.objects.count() == 0


def test_verdicts_cost_the_same_queries_for_1_3_and_50_rows(desk: Desk) -> None:
    counts = []
    for rows in (1, 3, 50):
        work = "条产线的设计与调试，熟悉Python。"
        lines = [f"工程师{n},2,15k-20k,重庆渝北区,负责第{n}{work}" for n in range(rows)]
        inner = judged(desk, "\n".join([TABLE.splitlines()[0], *lines]).encode())
        counts.append(queries_of(lambda inner=inner: desk.client.get(inner)))
    assert len(set(counts)) == 1


def test_a_spreadsheet_of_verdicts_holds_no_formula(desk: Desk) -> None:
    line = "=cmd|x,2,15k-20k,重庆,负责产线的设计与调试工作，熟悉自动化。"
    inner = judged(desk, f"{TABLE.splitlines()[0]}\n{line}\n".encode())
    text = b"".join(desk.client.get(f"{inner}verdicts.csv").streaming_content).decode()
    assert ",'=cmd|x," in text
