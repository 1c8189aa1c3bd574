"""Whatever a case combines, the books of its answer balance or a field is named."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from yucaihui.engines.lending.answers import answers
from yucaihui.engines.lending.conventions import CHOICES
from yucaihui.engines.lending.instalments import METHODS
from yucaihui.engines.lending.terms import STRATEGIES

DAYS = st.dates(date(2024, 2, 1), date(2025, 6, 30)).map(str)
EVENTS = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("repayment"), "date": DAYS, "amount": st.sampled_from(["0.01", "99.99"])}
    ),
    st.fixed_dictionaries({"type": st.just("as_of"), "date": DAYS}),
    st.fixed_dictionaries(
        {"type": st.just("reschedule_due_date"), "n": st.integers(1, 3), "date": DAYS}
    ),
    st.fixed_dictionaries(
        {"type": st.just("rate_change"), "date": DAYS, "annual_rate_pct": st.just("7")}
    ),
    st.fixed_dictionaries({"type": st.just("extension"), "date": DAYS, "periods": st.just(3)}),
)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Cases with dates and up to three events, in conventions of any values."""
    method = draw(st.sampled_from(list(METHODS)))
    chosen = {key: draw(st.sampled_from(list(choices))) for key, choices in CHOICES.items()}
    chosen["instalment"] = draw(st.sampled_from(METHODS[method].instalments))
    return {
        "principal": draw(st.sampled_from(["0.01", "1000.00", "123456.78"])),
        "annual_rate_pct": draw(st.sampled_from(["0", "4.9", "24"])),
        "periods": draw(st.integers(1, 15)),
        "period_unit": draw(st.sampled_from(["month", "week"])),
        "method": method,
        "convention": chosen,
        "disbursement_date": draw(st.sampled_from(["2024-01-31", "2024-02-29"])),
        "first_due_date": draw(st.sampled_from([None, "2024-03-18"])),
        "grace": draw(
            st.dictionaries(
                st.sampled_from(["principal_periods", "interest_payment_periods"]),
                st.integers(0, 2),
            )
        ),
        "fixed_payment": "9999.99",
        "recalculation_strategy": draw(st.sampled_from([None, *STRATEGIES])),
        "rest": draw(st.sampled_from([None, "daily", "same_as_repayment_period"])),
        "events": draw(st.lists(EVENTS, max_size=3)),
    }


@given(cases())
@settings(max_examples=150, deadline=None)
def test_the_books_of_a_case_balance(case: dict[str, Any]) -> None:
    made = answers([case])[0]
    if "refused" in made:
        assert made["refused"].startswith("field ")
        return
    rows = [{key: Decimal(row[key]) for key in ("principal", "total", "outstanding", "interest")}
            for row in made["rows"]]  # fmt: skip
    printed_only = (
        case["convention"]["balance"] != "rounded" or "NONE" in (case["convention"]["rounding"])
    )
    slack = Decimal("0.02") * len(rows) if printed_only else 0
    assert abs(sum(row["principal"] for row in rows) - Decimal(case["principal"])) <= slack
    assert rows[-1]["outstanding"] == 0
    assert all(row["total"] == row["principal"] + row["interest"] for row in rows)
    received = sum(Decimal(event["amount"]) for event in case["events"] if "amount" in event)
    used = sum(Decimal(row["paid"]) for row in made["rows"] if "paid" in row)
    assert used + Decimal(made.get("surplus", 0)) == received
