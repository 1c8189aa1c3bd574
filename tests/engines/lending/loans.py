"""Made-up loans for the tests of the lending engine, and what independent formulas say of them."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from yucaihui.engines.lending.conventions import BANK_ANNUITY, Convention
from yucaihui.engines.lending.schedule import Row, Schedule
from yucaihui.engines.lending.terms import Terms

START = date(2026, 1, 31)


def convention(**changes: Any) -> Convention:
    return replace(BANK_ANNUITY, **changes)


def a_loan(**changes: Any) -> Terms:
    """12,000 yuan at 12 % over twelve months, by the bank's annuity."""
    agreed: dict[str, Any] = {
        "principal": 1_200_000,
        "annual_rate": Fraction(12, 100),
        "periods": 12,
        "method": "equal_instalment",
        "convention": BANK_ANNUITY,
        "start": date(2026, 1, 1),
    }
    return Terms(**(agreed | changes))


def columns(rows: tuple[Row, ...]) -> list[tuple[int, int, int]]:
    """Principal, interest and what is owed after it, by row."""
    return [(row.principal, row.interest, row.outstanding) for row in rows]


def dues(made: Schedule) -> list[str]:
    return [str(row.due) for row in made.rows]


METHODS = {
    "equal_instalment": ("annuity", "rate_factor", "rate_factor_adjusted", "first_period_days"),
    "equal_principal": ("none",),
    "interest_only_bullet": ("none",),
    "single_bullet": ("none",),
    "flat": ("flat",),
}
DAY_COUNTS = ("30_360", "ACT_360", "ACT_364", "ACT_365F", "ACT_ACT_SPLIT_1231", "PERIODIC")


@st.composite
def conventions(draw: st.DrawFn, method: str) -> Convention:
    """Any combination that books in whole fen."""
    return Convention(
        day_count=draw(st.sampled_from(DAY_COUNTS)),
        broken_period=draw(st.sampled_from(("none", "days_over_30", "actual_over_period_days"))),
        rounding=draw(st.sampled_from(("HALF_UP", "HALF_EVEN", "DOWN"))),
        interest=draw(st.sampled_from(("per_period", "per_part", "parts_then_once"))),
        balance="rounded",
        instalment=draw(st.sampled_from(METHODS[method])),
        instalment_rounding=draw(st.sampled_from(("HALF_UP", "HALF_EVEN", "CEILING"))),
        last=draw(st.sampled_from(("total_adjusts", "interest_plug"))),
        instalment_unit=draw(st.sampled_from((1, 1, 10, 100))),
    )


@st.composite
def loans(draw: st.DrawFn, methods: tuple[str, ...] = tuple(METHODS)) -> Terms:
    """1 fen to ten million yuan, 1 to 60 periods, 0 to 36 %, from any day of the month."""
    method = draw(st.sampled_from(methods))
    return Terms(
        principal=draw(st.one_of(st.integers(1, 1000), st.integers(1, 10**9))),
        annual_rate=Fraction(draw(st.integers(0, 3600)), 10_000),
        periods=draw(st.one_of(st.integers(1, 36), st.sampled_from((1, 60)))),
        method=method,
        convention=draw(conventions(method)),
        unit=draw(st.sampled_from(("month", "month", "week", "year"))),
        every=draw(st.integers(1, 3)),
        start=draw(st.dates(date(2020, 1, 1), date(2030, 12, 31))),
    )
