"""Cases as JSON objects in, rows, values and refusals out."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yucaihui.engines.lending.answers import answers
from yucaihui.engines.lending.conventions import NAMED

CONVENTION = {
    "day_count": "30_360",
    "broken_period": "none",
    "rounding": "HALF_UP",
    "interest": "per_period",
    "balance": "rounded",
    "instalment": "annuity",
    "instalment_unit": "0.01",
    "instalment_rounding": "HALF_UP",
    "last": "total_adjusts",
}
CASE: dict[str, Any] = {
    "id": "one",
    "kind": "schedule_full",
    "currency_unit": "0.01",
    "principal": "1000.00",
    "annual_rate_pct": "12",
    "periods": 3,
    "period_unit": "month",
    "period_every": 1,
    "method": "equal_instalment",
    "disbursement_date": "2026-01-31",
    "first_due_date": "2026-02-28",
    "month_end_rule": "LAST_DAY_OF_MONTH",
    "convention": CONVENTION,
}


def answer(**changes: Any) -> dict[str, Any]:
    return answers([CASE | changes])[0]


def totals(**changes: Any) -> list[str]:
    return [row["total"] for row in answer(**changes)["rows"]]


def test_a_schedule() -> None:
    assert answer() == {
        "id": "one",
        "rows": [
            {"n": 1, "due_date": "2026-02-28", "days": 28, "principal": "330.02",
             "interest": "10.00", "total": "340.02", "outstanding": "669.98"},
            {"n": 2, "due_date": "2026-03-31", "days": 31, "principal": "333.32",
             "interest": "6.70", "total": "340.02", "outstanding": "336.66"},
            {"n": 3, "due_date": "2026-04-30", "days": 30, "principal": "336.66",
             "interest": "3.37", "total": "340.03", "outstanding": "0.00"},
        ],
        "totals": {"principal": "1000.00", "interest": "20.07", "total": "1020.07"},
        "emi": "340.02",
    }  # fmt: skip


def test_what_is_expected_is_not_looked_at() -> None:
    wrong = {"rows": [{"n": 1, "principal": "1.00"}], "emi": "1.00", "totals": {}}
    assert answer(expected=wrong, check={}, notes="x") == answer()


def test_numbers_may_be_text_or_numbers() -> None:
    assert answer(principal=1000, annual_rate_pct=Decimal("12.0"), periods="3") == answer()


def test_values_that_are_null_are_left_out() -> None:
    made = answer(disbursement_date=None, first_due_date=None, month_end_rule=None, grace=None,
                  events=None, rate_schedule=None)  # fmt: skip
    assert [row["due_date"] for row in made["rows"]] == [None] * 3
    assert made["totals"] == answer()["totals"]


def test_a_convention_may_be_named() -> None:
    assert answer(convention="bank_annuity") == answer()
    assert all("rows" in answer(convention=name) for name in ("unrounded", "carried", "ceiling"))
    assert "one of bank_annuity" in answer(convention="usual")["refused"]
    assert NAMED


def test_fees_balloons_and_grace() -> None:
    assert answer(fee_per_period="2.92")["rows"][0]["fee"] == "2.92"
    assert answer(fee_per_period="2.92")["totals"]["fee"] == "8.76"
    assert answer(amortisation_periods=12)["balloon"] == "761.08"
    assert totals(grace={"principal_periods": 2}) == ["10.00", "10.00", "1010.00"]


def test_a_down_payment_is_a_share() -> None:
    made = answer(down_payment_pct="25", first_due_date="2026-01-31")
    assert made["rows"][0]["principal"] == "250.00"


@pytest.mark.parametrize("disbursements", [
    [{"date": "2026-01-31", "amount": "600.00"}, {"date": "2026-03-31", "amount": "400.00"}],
    [{"date": "2026-03-31", "amount": "400.00"}],
])  # fmt: skip
def test_tranches_are_the_whole_or_on_top(disbursements: list[dict[str, str]]) -> None:
    principal = "1000.00" if len(disbursements) == 2 else "600.00"
    made = answer(disbursements=disbursements, principal=principal)
    assert made["rows"][0]["interest"] == "6.00"
    assert made["totals"]["principal"] == "1000.00"


@pytest.mark.parametrize("step", [
    {"from_period": 2, "annual_rate_pct": "24"},
    {"date": "2026-02-28", "annual_rate_pct": "24"},
    {"effective_payment_number": 2, "new_annual_rate": "24"},
])  # fmt: skip
def test_rates_by_row_or_by_day(step: dict[str, Any]) -> None:
    assert [row["interest"] for row in answer(rate_schedule=[step])["rows"][:2]] == [
        "10.00",
        "13.40",
    ]


def test_payments_and_a_payoff() -> None:
    events = [
        {"type": "repayment", "date": "2026-02-28", "amount": "340.02"},
        {"type": "payoff", "date": "2026-03-31", "rule": "interest_to_payoff_date"},
    ]
    made = answer(events=events)
    assert made["rows"][1]["paid_date"] == "2026-03-31"
    assert made["rows"][2]["interest"] == "0.00"
    assert made["rows"][2]["paid_in_advance"] == made["rows"][2]["total"]


@pytest.mark.parametrize("moved", [
    {"due_date": "2026-02-28", "new_due_date": "2026-03-10"},
    {"date": "2026-02-28", "to": "2026-03-10"},
    {"from": "2026-02-28", "date": "2026-03-10"},
    {"date": "2026-02-01", "from": "2026-02-28", "to": "2026-03-10"},
    {"n": 1, "date": "2026-03-10"},
])  # fmt: skip
def test_a_moved_due_date_is_told_in_several_ways(moved: dict[str, Any]) -> None:
    made = answer(events=[{"type": "reschedule_due_date", **moved}])
    assert [row["due_date"] for row in made["rows"]] == ["2026-03-10", "2026-04-10", "2026-05-10"]


def test_other_events() -> None:
    events = [
        {"type": "rate_change", "date": "2026-02-28", "annual_rate_pct": "24"},
        {"type": "disbursement", "date": "2026-02-28", "amount": "330.02"},
        {"type": "extension", "date": "2026-03-01", "periods": 2},
        {"type": "as_of", "date": "2026-02-01"},
    ]
    made = answer(events=events)
    assert len(made["rows"]) == 5
    assert made["rows"][1]["interest"] == "20.00"


def test_a_fixed_payment_is_read_from_its_key_or_where_older_files_keep_it() -> None:
    fixed = {"method": "fixed_payment", "convention": CONVENTION | {"instalment": "fixed"}}
    assert totals(fixed_payment="400.00", **fixed) == ["400.00", "400.00", "218.26"]
    assert totals(expected={"emi": "400.00"}, **fixed) == ["400.00", "400.00", "218.26"]
    refused = answer(**fixed)["refused"]
    assert refused == "field fixed_payment: missing; expected an amount"


# ---- formulas


def formula(name: str, **arguments: Any) -> dict[str, Any]:
    return answers([{"id": 7, "kind": "formula", "function": name, "args": arguments}])[0]


def test_a_formula_with_a_rate_of_two_numbers() -> None:
    assert formula("PMT", rate="0.08/12", nper=10, pv="10000", type=0, rate_note="8 %") == {
        "id": 7,
        "value": "-1037.03",
        "exact": "-1037.032089359152",
    }


def test_a_number_of_payments_of_two_numbers() -> None:
    spelt = formula("CUMIPMT", rate="0.09/12", nper="30*12", pv="125000", start=13, end=24, type=0)
    assert spelt["value"] == "-11135.23"


def test_a_formula_where_older_files_keep_it() -> None:
    told = {"function": "ipmt", "args": {"rate": "0.10/12", "per": 1, "nper": 36, "pv": "80000"}}
    case = {"id": "x", "method": "formula", "currency_unit": "0.10", "expected": told}
    assert answers([case])[0]["value"] == "-666.70"


def test_internal_rates() -> None:
    assert formula("IRR", values=[100, -110])["exact"] == "0.100000000000"
    dated = formula("XIRR", values=[100, -110], dates=["2026-01-01", "2027-01-01"])
    assert dated["exact"] == "0.100000000000"


# ---- refusals


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("principal", {"principal": None}),
        ("principal", {"principal": "ten"}),
        ("principal", {"principal": "1.001"}),
        ("principal", {"principal": "1e20"}),
        ("principal", {"principal": "NaN"}),
        ("principal", {"principal": True}),
        ("principal", {"principal": ["1"]}),
        ("principal", {"principal": "-1"}),
        ("annual_rate_pct", {"annual_rate_pct": None}),
        ("annual_rate_pct", {"annual_rate_pct": "1e-999999"}),
        ("periods", {"periods": "2.5"}),
        ("periods", {"periods": None}),
        ("period_unit", {"period_unit": "moon"}),
        ("method", {"method": 3}),
        ("method", {"method": None}),
        ("convention", {"convention": None}),
        ("convention", {"convention": 3}),
        ("convention.day_count", {"convention": {}}),
        ("convention.last", {"convention": CONVENTION | {"last": "whatever"}}),
        ("convention.instalment_unit", {"convention": CONVENTION | {"instalment_unit": "0.001"}}),
        ("instalment_unit", {"convention": CONVENTION | {"instalment_unit": "-1"}}),
        ("currency_unit", {"currency_unit": "x"}),
        ("disbursement_date", {"disbursement_date": "31.1.2026"}),
        ("disbursement_date", {"disbursement_date": 20260131}),
        ("grace", {"grace": 3}),
        ("grace.principal_periods", {"grace": {"principal_periods": "x"}}),
        ("events", {"events": {}}),
        ("events[0]", {"events": ["payoff"]}),
        ("events[0].type", {"events": [{"type": "strike"}]}),
        ("events[0].amount", {"events": [{"type": "repayment", "date": "2026-03-01"}]}),
        ("events[0].date", {"events": [{"type": "payoff"}]}),
        ("events[0].n", {"events": [{"type": "reschedule_due_date", "n": 9}]}),
        ("rate_schedule[0].date", {"rate_schedule": [{"annual_rate_pct": "1"}]}),
        ("rate_schedule[0].annual_rate_pct", {"rate_schedule": [{"from_period": 1}]}),
        ("disbursements[0].amount", {"disbursements": [{"date": "2026-03-01"}]}),
        ("disbursements", {"disbursements": [{"date": "2026-03-01", "amount": "1000.00"}]}),
    ],
)  # fmt: skip
def test_what_can_t_be_computed_is_refused_by_its_field(
    field: str, changes: dict[str, Any]
) -> None:
    refused = answer(**changes)
    assert refused["id"] == "one"
    assert refused["refused"].startswith(f"field {field}: ")
    assert "; expected " in refused["refused"]


@pytest.mark.parametrize("case", [None, 3, "x", [], [{}]])
def test_what_is_no_case_is_refused(case: Any) -> None:
    assert answers([case])[0]["refused"].startswith("field case: ")


@pytest.mark.parametrize(
    ("field", "name", "arguments"),
    [
        ("function", "SLN", {}),
        ("args.rate", "PMT", {"rate": "1/0", "nper": 1, "pv": 1}),
        ("args.rate", "PMT", {"rate": "a/b", "nper": 1, "pv": 1}),
        ("args.values", "IRR", {}),
        ("args.dates", "XIRR", {"values": [1, -2], "dates": ["2026-01-01"]}),
    ],
)
def test_so_are_formulas(field: str, name: str, arguments: dict[str, Any]) -> None:
    assert formula(name, **arguments)["refused"].startswith(f"field {field}: ")


def test_one_refused_case_leaves_the_others() -> None:
    made = answers([CASE | {"periods": 0}, CASE])
    assert ["refused" in one for one in made] == [True, False]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8)
    | st.decimals(allow_nan=True, allow_infinity=True) | st.sampled_from(["1", "12", "0.01"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*CASE, *CONVENTION, "type", "date", "amount"]), inner),
    max_leaves=6,
)  # fmt: skip
KEYS = (*CASE, "grace", "events", "rate_schedule", "disbursements", "fee_per_period",
        "down_payment_pct", "amortisation_periods", "fixed_payment", "rest",
        "recalculation_strategy", "expected")  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), JSON, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_any_json_is_answered_or_refused(changes: dict[str, Any]) -> None:
    made = answer(**changes)
    assert ("refused" in made) ^ ("rows" in made or "value" in made)
