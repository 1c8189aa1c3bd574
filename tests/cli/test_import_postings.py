import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from yucaihui.cli.import_postings import postings
from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.recruitment.models import Posting

app = typer.Typer()
app.command()(postings)

KEYS = {
    "id",
    "title",
    "employer",
    "headcount",
    "min_degree",
    "min_years",
    "salary_min_month",
    "salary_max_month",
    "salary_months",
    "negotiable",
    "district",
    "skills",
    "posted",
    "valid_through",
    "discrimination_flags",
    "duplicate_of",
}
TABLE = """岗位需求表,,,,,,,,
单位名称,岗位名称,人数,学历,经验,年薪（万元）,地点,岗位要求,截止日期
澜河动力公司,结构工程师,2,硕士,3-5年,24-36,重庆渝北区,熟悉CATIA、NVH,2026-12-31
澜河动力公司,结构工程师,2,硕士,3-5年,24-36,重庆渝北区,熟悉CATIA、NVH,2026-12-31
澜河动力公司,行政专员,1,大专,不限,面议,重庆渝北区,女性优先,2026-12-31
合计,,5,,,,,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "postings.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


def test_the_document_has_every_row_with_its_verdict_and_the_fixed_keys(table: Path) -> None:
    result = CliRunner().invoke(app, [str(table), "--dry-run", "--json"])
    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [(row["row"], row["verdict"]) for row in document["rows"]] == [
        (1, "skipped"),
        (2, "skipped"),
        (3, "ok"),
        (4, "duplicate"),
        (5, "error"),
        (6, "skipped"),
    ]
    assert [set(row["posting"]) >= KEYS for row in document["rows"][2:5]] == [True] * 3
    assert document["totals"]["postings"] == 3


def test_a_posting_is_printed_in_yuan_a_month_and_iso_dates(table: Path) -> None:
    result = CliRunner().invoke(app, [str(table), "--json"])
    posting = json.loads(result.stdout)["rows"][2]["posting"]
    assert {key: posting[key] for key in KEYS} == {
        "id": None,
        "title": "结构工程师",
        "employer": "澜河动力公司",
        "headcount": 2,
        "min_degree": "硕士",
        "min_years": 3,
        "salary_min_month": 20_000,
        "salary_max_month": 30_000,
        "salary_months": 12,
        "negotiable": False,
        "district": "渝北区",
        "skills": ["CATIA", "NVH"],
        "posted": None,
        "valid_through": "2026-12-31",
        "discrimination_flags": [],
        "duplicate_of": None,
    }


def test_reasons_have_code_field_and_words_in_both_languages(table: Path) -> None:
    result = CliRunner().invoke(app, [str(table), "--json"])
    reasons = json.loads(result.stdout)["rows"][4]["reasons"]
    assert [(reason["code"], reason["field"]) for reason in reasons] == [
        ("salary_not_stated", "salary"),
        ("wording_blocked", "description"),
    ]
    assert all(reason["zh"] and reason["en"] for reason in reasons)


def test_pay_in_another_currency_is_null_in_the_yuan_keys(tmp_path: Path) -> None:
    path = tmp_path / "postings.jsonl"
    path.write_text('{"title": "Analyst", "employer": "Lanhe", "salary": "$6000 per month"}')
    document = json.loads(CliRunner().invoke(app, [str(path), "--json"]).stdout)
    posting = document["rows"][0]["posting"]
    assert (posting["salary_min_month"], posting["salary"]["currency"]) == (None, "USD")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"%PDF-1.7", "not_a_table"), ("你好,世界\n一,二".encode(), "no_header")],
)
def test_a_refused_file_exits_1_with_the_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = CliRunner().invoke(app, [str(path), "--json"])
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert document["code"] == code
    assert document["error"] == document["message"]["en"]
    assert document["message"]["zh"]


def test_wrong_usage_exits_2(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, [str(tmp_path / "absent.csv")]).exit_code == 2


def test_without_json_a_line_a_posting_is_printed(table: Path) -> None:
    result = CliRunner().invoke(app, [str(table)])
    lines = result.stdout.splitlines()
    assert [line.split("\t")[1] for line in lines[:-1]] == ["ok", "duplicate", "error"]
    assert lines[-1] == ("6 rows, 3 postings, 1 ok, 0 warning, 1 error, 1 duplicate, 3 skipped")


@pytest.mark.django_db(transaction=True)
def test_an_officer_imports_a_file_once_however_often_the_command_runs(table: Path) -> None:
    grant_role(create_user("clerk@city.example"), "office")
    runs = [
        CliRunner().invoke(app, [str(table), "--as", "clerk@city.example", "--json"])
        for _ in range(2)
    ]
    states = [json.loads(run.stdout)["state"] for run in runs]
    assert (states, Posting.objects.count()) == (["committed", "committed"], 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("account", "error"),
    [
        ("nobody@city.example", "There is no account with the address nobody@city.example."),
        ("guest@city.example", "This account may not import for that employer."),
    ],
)
def test_who_may_not_import_is_told_so(table: Path, account: str, error: str) -> None:
    create_user("guest@city.example")
    result = CliRunner().invoke(app, [str(table), "--as", account, "--json"])
    assert (result.exit_code, json.loads(result.stdout)) == (1, {"error": error})
