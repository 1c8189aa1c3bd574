"""Scores against the shared postings with truth; skipped where that data is absent."""

import csv
import json
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from yucaihui.engines.text.posting_sheets import RowResult, read_postings, totals
from yucaihui.engines.text.postings import Posting
from yucaihui.engines.text.tables import read_tables

Truth = dict[str, Any]


@pytest.fixture
def truth(shared_data: Path) -> dict[str, Truth]:
    lines = (shared_data / "jobs/synthetic_cq/jobs_truth.jsonl").read_text("utf-8").splitlines()
    return {item["id"]: item for item in map(json.loads, lines)}


@cache
def _results(path: Path) -> list[RowResult]:
    """Results of a file, read once for all tests here."""
    return read_postings(read_tables(path.read_bytes(), path.name))


@pytest.fixture
def raw(shared_data: Path) -> list[RowResult]:
    return _results(shared_data / "jobs/synthetic_cq/jobs_raw_utf8.csv")


@pytest.fixture
def messy(shared_data: Path) -> list[RowResult]:
    return _results(shared_data / "jobs/synthetic_cq/jobs_upload_messy.xlsx")


@pytest.fixture
def messy_truth(shared_data: Path, truth: dict[str, Truth]) -> list[Truth]:
    path = shared_data / "jobs/synthetic_cq/jobs_upload_messy_truth.json"
    return [truth[name] for name in json.loads(path.read_text("utf-8"))["ids_in_order"]]


def _postings(results: Iterable[RowResult]) -> list[Posting]:
    return [result.posting for result in results if result.posting]


def _fields(posting: Posting) -> Truth:
    salary = posting.salary
    return {
        "title_norm": posting.title,
        "headcount": posting.headcount,
        "min_degree": posting.min_degree.zh if posting.min_degree is not None else None,
        "min_years": posting.min_years,
        "salary_min_month": salary.min_month,
        "salary_max_month": salary.max_month,
        "months": salary.months,
        "negotiable": salary.negotiable,
        "district": posting.place.district,
        "posted": posting.posted and posting.posted.isoformat(),
        "valid_through": posting.valid_through and posting.valid_through.isoformat(),
        "skills": list(posting.skills),
        "discrimination_flags": sorted(posting.discrimination_flags),
    }


def _wrong(postings: list[Posting], truths: list[Truth]) -> list[tuple[str, str, Any, Any]]:
    wrong = []
    for posting, truth in zip(postings, truths, strict=True):
        expected = truth | {"discrimination_flags": sorted(truth["discrimination_flags"])}
        wrong += [
            (truth["id"], name, value, expected.get(name))
            for name, value in _fields(posting).items()
            if value != expected.get(name)
        ]
    return wrong


def test_every_field_of_the_raw_table_is_right(
    raw: list[RowResult], truth: dict[str, Truth]
) -> None:
    postings = _postings(raw)
    assert [posting.id for posting in postings] == list(truth)
    assert _wrong(postings, list(truth.values())) == []


def test_duplicates_of_the_raw_table(raw: list[RowResult], truth: dict[str, Truth]) -> None:
    found = {
        result.posting.id: result.duplicate_of
        for result in raw
        if result.posting and result.duplicate_of
    }
    expected = {name: item["dup_of"] for name, item in truth.items() if item["dup_of"]}
    assert found == expected


def test_every_row_of_the_messy_workbook_has_its_verdict(
    messy: list[RowResult], messy_truth: list[Truth]
) -> None:
    assert [(result.sheet, result.row) for result in messy] == [
        ("岗位需求表", row) for row in range(1, 616)
    ] + [("说明", 1)]
    assert len(_postings(messy)) == len(messy_truth)
    counts = totals(messy)
    assert counts["rows"] == 616
    assert counts["skipped"] == 16


def test_every_field_of_the_messy_workbook_is_right(
    messy: list[RowResult], messy_truth: list[Truth]
) -> None:
    assert _wrong(_postings(messy), messy_truth) == []


def test_rows_without_employer_are_errors_and_never_filled(messy: list[RowResult]) -> None:
    nameless = [result for result in messy if result.posting and not result.posting.employer]
    codes = {code for result in nameless for code in [result.reasons[0].code]}
    assert codes == {"employer_missing", "employer_missing_known_code"}
    assert {result.verdict for result in nameless} == {"error"}


def test_the_gb18030_table_is_read(shared_data: Path, truth: dict[str, Truth]) -> None:
    results = _results(shared_data / "jobs/synthetic_cq/jobs_upload_gb18030.csv")
    assert len(_postings(results)) == 300
    keys = {(item["title_norm"], item["posted"], item["district"]) for item in truth.values()}
    found = {
        (p.title, p.posted and p.posted.isoformat(), p.place.district) for p in _postings(results)
    }
    assert found <= keys


def test_english_tables_give_a_posting_for_every_row(shared_data: Path) -> None:
    for name in ("en_nyc_city_jobs.csv", "en_emscad_sample_with_fraud_label.csv"):
        path = shared_data / "jobs" / name
        with path.open(encoding="utf-8", errors="replace", newline="") as source:
            rows = sum(1 for _ in csv.DictReader(source))
        assert len(_postings(_results(path))) == rows


def test_parsing_keeps_up_with_an_import(shared_data: Path) -> None:
    path = shared_data / "jobs/synthetic_cq/jobs_raw_utf8.csv"
    _results(path)  # patterns compiled, lexicon read
    started = time.process_time()
    count = len(_results.__wrapped__(path))
    assert count / (time.process_time() - started) > 500  # 3,000 and more on a free core
