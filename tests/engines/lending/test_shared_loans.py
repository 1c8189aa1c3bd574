"""The shared cases from other systems and books, to the fen; skipped where that data is absent."""

import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from yucaihui.engines.lending.answers import answers

Case = dict[str, Any]
ROW_KEYS = ("due_date", "days", "principal", "interest", "fee", "total", "outstanding", "paid_date",
            "paid", "unpaid", "paid_in_advance", "paid_late")  # fmt: skip
# What a case may expect beside its rows, and where the answer has it.
SINGLE: dict[str, Any] = {
    "emi": lambda made: made["emi"],
    "value": lambda made: made["value"],
    "periods": lambda made: str(len(made["rows"])),
    "last_row_total": lambda made: made["rows"][-1]["total"],
    "total_interest_unrounded_model": lambda made: made["totals"]["interest"],
}


@pytest.fixture
def cases(shared_data: Path) -> list[Case]:
    text = (shared_data / "loans" / "visible.json").read_text(encoding="utf-8")
    found: list[Case] = json.loads(text)["vectors"]
    return found


def test_each_case_that_counts_is_met_to_the_fen(cases: list[Case]) -> None:
    counting = [case for case in cases if case["usable_as_gate"]]
    wrong = {
        case["id"]: found
        for case, made in zip(counting, answers(counting), strict=True)
        if (found := list(differences(case, made)))
    }
    assert wrong == {}
    assert len(counting) > 30


def test_what_is_expected_is_not_read(cases: list[Case]) -> None:
    """But for what the format keeps there and is no result."""
    kept = {"function", "args", "emi"}
    bare = []
    for case in cases:
        fixed = case["method"] == "fixed_payment"
        keys = kept if fixed else kept - {"emi"}
        inputs = {key: value for key, value in case["expected"].items() if key in keys}
        bare.append({**case, "expected": inputs, "check": {}, "notes": "", "rounding": None})
    assert answers(bare) == answers(cases)


def differences(case: Case, made: Case) -> Iterator[tuple[Any, ...]]:
    if "refused" in made:
        yield ("refused", made["refused"])
        return
    expected = case["expected"]
    if case["kind"] == "schedule_full" and len(expected["rows"]) != len(made["rows"]):
        yield ("rows", len(made["rows"]))
    rows = {row["n"]: row for row in made.get("rows", [])}
    for row in [*expected.get("rows", []), *first_row(expected)]:
        for key in ROW_KEYS:
            if row.get(key) is not None and not same(row[key], rows[row["n"]].get(key)):
                yield (row["n"], key, rows[row["n"]].get(key), row[key])
    for key, value in expected.get("totals", {}).items():
        if not same(value, made["totals"][key]):
            yield ("totals", key, made["totals"][key], value)
    yield from single_differences(expected, made)
    yield from whole_differences(expected, made, rows)


def first_row(expected: Case) -> list[Case]:
    return [{"n": 1, **expected["first_row"]}] if "first_row" in expected else []


def single_differences(expected: Case, made: Case) -> Iterator[tuple[Any, ...]]:
    for key, read in SINGLE.items():
        if key in expected and not same(expected[key], read(made)):
            yield (key, read(made), expected[key])
    dates = [row["due_date"] for row in made.get("rows", [])]
    if expected.get("due_dates", dates) != dates:
        yield ("due_dates", dates)


def whole_differences(expected: Case, made: Case, rows: dict[int, Case]) -> Iterator[Any]:
    """Figures that a source prints in whole units."""
    for row in expected.get("rows_rounded_to_unit", []):
        for key in ("principal", "interest", "outstanding"):
            if whole(rows[row["n"]][key]) != Decimal(row[key]):
                yield (row["n"], key, rows[row["n"]][key], row[key])
    for key, value in expected.get("totals_rounded_to_unit", {}).items():
        if whole(made["totals"][key]) != Decimal(value):
            yield ("totals", key, made["totals"][key], value)


def whole(amount: str) -> Decimal:
    return Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP)


def same(value: Any, found: Any) -> bool:
    """Dates as text, amounts as decimals."""
    if found is None or (isinstance(value, str) and value.count("-") == 2):
        return bool(value == found)
    return Decimal(value) == Decimal(found)
