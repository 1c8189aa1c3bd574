"""Schedules as agreed: each method and convention by hand or by an independent formula."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.engines.lending.loans import a_loan, columns, convention, dues
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.quick import quick_schedule
from yucaihui.engines.lending.schedule import schedule_of
from yucaihui.engines.lending.terms import Grace, RateStep, Tranche


def test_equal_instalments_differ_in_the_last_total_only() -> None:
    made = schedule_of(a_loan(principal=100_000, periods=3))
    assert made.instalment == 34_002
    assert columns(made.rows) == [
        (33_002, 1_000, 66_998),
        (33_332, 670, 33_666),
        (33_666, 337, 0),
    ]
    assert made.totals == (100_000, 2_007, 0)


def test_a_plugged_last_interest_keeps_all_instalments_equal() -> None:
    agreed = convention(last="interest_plug")
    made = schedule_of(a_loan(principal=100_000, periods=3, convention=agreed))
    assert [row.total for row in made.rows] == [34_002] * 3
    assert made.rows[-1].interest == 34_002 - 33_666


def test_equal_principal_leaves_the_remainder_to_the_last_row() -> None:
    agreed = a_loan(
        principal=100_000, periods=3, method="equal_principal",
        convention=convention(instalment="none"),
    )  # fmt: skip
    assert columns(schedule_of(agreed).rows) == [
        (33_333, 1_000, 66_667),
        (33_333, 667, 33_334),
        (33_334, 333, 0),
    ]


def test_interest_first_by_actual_days() -> None:
    """31, 28 and 31 days of 360."""
    agreed = a_loan(
        principal=100_000_000, annual_rate=Fraction(63, 1000), periods=3,
        method="interest_only_bullet",
        convention=convention(instalment="none", day_count="ACT_360"),
    )  # fmt: skip
    assert columns(schedule_of(agreed).rows) == [
        (0, 542_500, 100_000_000),
        (0, 490_000, 100_000_000),
        (100_000_000, 542_500, 0),
    ]


@pytest.mark.parametrize(
    ("day_count", "interest"),
    [("30_360", 6_300_000), ("ACT_360", 6_387_500), ("ACT_365F", 6_300_000)],
)
@pytest.mark.parametrize(("unit", "periods"), [("month", 12), ("year", 1)])
def test_a_single_bullet_is_one_row(day_count: str, interest: int, unit: str, periods: int) -> None:
    agreed = a_loan(
        principal=100_000_000, annual_rate=Fraction(63, 1000), periods=periods, unit=unit,
        method="single_bullet", convention=convention(instalment="none", day_count=day_count),
    )  # fmt: skip
    made = schedule_of(agreed)
    assert columns(made.rows) == [(100_000_000, interest, 0)]
    assert dues(made) == ["2027-01-01"]


def test_a_bullet_with_a_due_date_of_its_own() -> None:
    agreed = a_loan(
        periods=12, first_due=date(2027, 1, 16), method="single_bullet",
        convention=convention(instalment="none"),
    )  # fmt: skip
    made = schedule_of(agreed)
    assert dues(made) == ["2027-01-16"]
    assert made.totals.interest == round(1_200_000 * 12 * 380 / 36_000)


def test_flat_interest_is_on_the_whole_principal() -> None:
    agreed = a_loan(method="flat", convention=convention(instalment="flat"))
    made = schedule_of(agreed)
    assert {row.total for row in made.rows} == {112_000}
    assert made.totals == (1_200_000, 144_000, 0)


def test_a_new_rate_of_flat_interest_is_on_the_whole_principal_too() -> None:
    agreed = a_loan(
        method="flat", convention=convention(instalment="flat"),
        rates=(RateStep(Fraction(24, 100), row=7),),
    )  # fmt: skip
    made = schedule_of(agreed)
    assert [row.interest for row in made.rows] == [12_000] * 6 + [24_000] * 6
    assert {row.principal for row in made.rows} == {100_000}


def test_a_fixed_payment_runs_until_nothing_is_left() -> None:
    agreed = a_loan(
        principal=10_000_000, periods=1, method="fixed_payment", fixed_payment=900_000,
        convention=convention(instalment="fixed"),
    )  # fmt: skip
    made = schedule_of(agreed)
    assert (len(made.rows), made.rows[-1].total) == (12, 753_998)


def test_a_fixed_payment_below_the_interest_is_refused() -> None:
    agreed = a_loan(
        method="fixed_payment", fixed_payment=12_000, convention=convention(instalment="fixed")
    )
    with pytest.raises(BadTerms, match="field fixed_payment: 12000; expected more than the first"):
        schedule_of(agreed)


def test_a_fixed_instalment_over_agreed_periods_leaves_the_rest_to_the_last() -> None:
    agreed = a_loan(fixed_payment=100_000, convention=convention(instalment="fixed"))
    made = schedule_of(agreed)
    assert [row.total for row in made.rows[:-1]] == [100_000] * 11
    assert len(made.rows) == 12
    assert made.rows[-1].total > 100_000


# ---- rounding


@pytest.mark.parametrize(
    ("mode", "interest"), [("HALF_UP", 1_563), ("HALF_EVEN", 1_562), ("DOWN", 1_562)]
)
def test_half_a_fen_goes_by_the_mode(mode: str, interest: int) -> None:
    """1,250 x 1.25 % = 15.625."""
    agreed = a_loan(
        principal=125_000, annual_rate=Fraction(15, 100), convention=convention(rounding=mode)
    )
    assert schedule_of(agreed).rows[0].interest == interest


def test_half_a_fen_of_an_endless_factor_is_still_half_a_fen() -> None:
    """4.9 % / 12 never ends in decimals, and 3,000,000 of it is 12,250 exactly; 1,500 is 6.125."""
    agreed = a_loan(principal=150_000, annual_rate=Fraction(49, 1000))
    assert schedule_of(agreed).rows[0].interest == 613


@pytest.mark.parametrize(
    ("mode", "instalment"), [("HALF_UP", 106_600), ("CEILING", 106_700), ("DOWN", 106_600)]
)
def test_an_instalment_in_whole_yuan(mode: str, instalment: int) -> None:
    """Exactly 1,066.185…"""
    agreed = convention(instalment_unit=100, instalment_rounding=mode)
    assert schedule_of(a_loan(convention=agreed)).instalment == instalment


def test_a_currency_without_decimals() -> None:
    agreed = convention(unit=100, instalment_unit=100, rounding="DOWN", instalment_rounding="DOWN")
    made = schedule_of(a_loan(principal=100_000_000, periods=36, convention=agreed))
    assert all(amount % 100 == 0 for row in made.rows for amount in (row.principal, row.interest))
    assert made.rows[0].interest == 1_000_000
    assert made.instalment == 3_321_400


def test_exact_balances_are_printed_only() -> None:
    """563 at 1 % over 5: the fourth balance is 114.85, with rounded balances it were 114.86."""
    carried, rounded = (
        schedule_of(a_loan(principal=56_300, periods=5, convention=convention(balance=balance)))
        for balance in ("carried", "rounded")
    )
    assert (carried.rows[3].outstanding, rounded.rows[3].outstanding) == (11_485, 11_486)
    assert [row.total for row in carried.rows] == [11_600] * 5


@pytest.mark.parametrize(
    ("method", "instalment", "interest"),
    [("equal_instalment", "annuity", 91_061_619), ("equal_principal", "none", 73_704_167)],
)
def test_the_totals_that_china_s_calculators_print(
    method: str, instalment: str, interest: int
) -> None:
    """A million at 4.9 % over 30 years."""
    agreed = convention(interest="unrounded", balance="unrounded", instalment=instalment)
    made = schedule_of(
        a_loan(principal=100_000_000, annual_rate=Fraction(49, 1000), periods=360, method=method,
               convention=agreed)
    )  # fmt: skip
    assert made.totals.interest == interest
    assert made.rows[-1].outstanding == 0


def test_an_adjusted_rate_factor_evens_the_last_instalment() -> None:
    agreed = a_loan(
        principal=33_177, annual_rate=Fraction(1065, 10_000), periods=5,
        start=date(2023, 12, 12),
        convention=convention(
            rounding="HALF_EVEN", instalment="rate_factor_adjusted", day_count="ACT_ACT_SPLIT_1231"
        ),
    )  # fmt: skip
    made = schedule_of(agreed)
    assert (made.instalment, made.rows[-1].total) == (6_814, 6_812)


# ---- grace, down payment, fees, balloons


def test_months_of_interest_only_shorten_the_months_of_instalments() -> None:
    made = schedule_of(a_loan(grace=Grace(principal_periods=3)))
    assert columns(made.rows)[:3] == [(0, 12_000, 1_200_000)] * 3
    rest = schedule_of(a_loan(periods=9))
    assert columns(made.rows)[3:] == columns(rest.rows)


def test_interest_paid_later_is_not_compounded() -> None:
    plain = schedule_of(a_loan())
    made = schedule_of(a_loan(grace=Grace(interest_payment_periods=2)))
    assert [row.interest for row in made.rows[:3]] == [
        0,
        0,
        sum(row.interest for row in plain.rows[:3]),
    ]
    assert [row.principal for row in made.rows] == [row.principal for row in plain.rows]
    assert made.totals == plain.totals


def test_so_it_is_where_balances_are_exact() -> None:
    agreed = convention(balance="carried")
    plain = schedule_of(a_loan(convention=agreed))
    made = schedule_of(a_loan(convention=agreed, grace=Grace(interest_payment_periods=2)))
    assert [row.principal for row in made.rows] == [row.principal for row in plain.rows]
    assert made.totals == plain.totals


def test_both_graces_together_pay_nothing_at_first() -> None:
    made = schedule_of(a_loan(grace=Grace(principal_periods=2, interest_payment_periods=2)))
    assert [row.total for row in made.rows[:2]] == [0, 0]
    assert made.rows[2].interest == 36_000


def test_capitalised_interest_becomes_principal() -> None:
    made = schedule_of(a_loan(grace=Grace(interest_capitalised_periods=2)))
    assert columns(made.rows)[:2] == [(-12_000, 12_000, 1_212_000), (-12_120, 12_120, 1_224_120)]
    rest = schedule_of(a_loan(principal=1_224_120, periods=10))
    assert columns(made.rows)[2:] == columns(rest.rows)
    assert made.totals.principal == 1_200_000


def test_a_down_payment_is_the_first_row_on_the_first_day() -> None:
    agreed = a_loan(
        principal=10_000, annual_rate=Fraction(5, 100), periods=6, down_payment=Fraction(1, 4),
        first_due=date(2026, 1, 1),
    )  # fmt: skip
    made = schedule_of(agreed)
    assert made.rows[0] == (1, date(2026, 1, 1), date(2026, 1, 1), 2_500, 0, 0, 7_500)
    rest = schedule_of(a_loan(principal=7_500, annual_rate=Fraction(5, 100), periods=5))
    assert columns(made.rows)[1:] == columns(rest.rows)
    assert dues(made)[1:] == dues(rest)
    assert [row.n for row in made.rows] == [1, 2, 3, 4, 5, 6]


def test_grace_after_a_down_payment_counts_its_own_periods() -> None:
    agreed = a_loan(down_payment=Fraction(1, 2), grace=Grace(principal_periods=2))
    assert [row.principal for row in schedule_of(agreed).rows[:3]] == [600_000, 0, 0]


def test_fees_come_on_top() -> None:
    plain, dear = schedule_of(a_loan()), schedule_of(a_loan(fee=292))
    assert columns(dear.rows) == columns(plain.rows)
    assert dear.rows[0].total == plain.rows[0].total + 292
    assert dear.totals.total == plain.totals.total + 12 * 292


def test_a_balloon_is_what_a_longer_loan_would_still_owe() -> None:
    made = schedule_of(a_loan(amortisation_periods=36))
    long = schedule_of(a_loan(periods=36))
    assert columns(made.rows) == columns(long.rows[:12])
    assert made.balloon == long.rows[11].outstanding
    assert made.instalment == long.instalment


# ---- rates and tranches agreed from the start


def test_a_new_rate_works_out_the_instalment_anew() -> None:
    made = schedule_of(a_loan(rates=(RateStep(Fraction(24, 100), row=7),)))
    first, owed = schedule_of(a_loan()), 0
    assert columns(made.rows)[:6] == columns(first.rows)[:6]
    owed = first.rows[5].outstanding
    rest = schedule_of(a_loan(principal=owed, annual_rate=Fraction(24, 100), periods=6))
    assert columns(made.rows)[6:] == columns(rest.rows)


def test_a_new_rate_on_a_due_date_is_the_same_as_by_its_row() -> None:
    by_day = RateStep(Fraction(24, 100), on=date(2026, 7, 1))
    by_row = RateStep(Fraction(24, 100), row=7)
    assert schedule_of(a_loan(rates=(by_day,))) == schedule_of(a_loan(rates=(by_row,)))


def test_a_new_rate_within_a_period_splits_its_interest() -> None:
    agreed = convention(day_count="ACT_360")
    step = RateStep(Fraction(24, 100), on=date(2026, 1, 11))
    made = schedule_of(a_loan(rates=(step,), convention=agreed))
    assert made.rows[0].interest == 1_200_000 * (12 * 10 + 24 * 21) // 36_000


def test_a_new_rate_without_recast_moves_the_last_row_only() -> None:
    kept = RateStep(Fraction(24, 100), row=7, recast=False)
    made = schedule_of(a_loan(rates=(kept,)))
    assert {row.total for row in made.rows[:-1]} == {106_619}
    assert made.rows[-1].total > 106_619


def test_a_later_tranche_bears_interest_from_its_day() -> None:
    agreed = a_loan(
        tranches=(Tranche(date(2026, 3, 11), 600_000),), convention=convention(day_count="ACT_360")
    )
    made = schedule_of(agreed)
    owed = made.rows[1].outstanding
    assert made.rows[2].interest == round((owed * 31 + 600_000 * 21) * 12 / 36_000)
    assert made.rows[2].principal + made.rows[2].outstanding == owed + 600_000
    assert made.totals.principal == 1_800_000


def test_a_tranche_on_a_due_date_joins_the_next_row() -> None:
    agreed = a_loan(tranches=(Tranche(date(2026, 3, 1), 600_000),))
    made = schedule_of(agreed)
    owed = made.rows[1].outstanding
    rest = schedule_of(a_loan(principal=owed + 600_000, periods=10))
    assert columns(made.rows)[2:] == columns(rest.rows)


def test_a_tranche_after_the_end_is_refused() -> None:
    with pytest.raises(BadTerms, match=r"field disbursements: .* days before the last due date"):
        schedule_of(a_loan(tranches=(Tranche(date(2027, 1, 1), 1),)))


def test_bare_periods_have_a_rate_each_and_no_dates() -> None:
    agreed = a_loan(unit="period", periods=2, annual_rate=Fraction(1, 10))
    made = schedule_of(agreed)
    assert [row.interest for row in made.rows] == [120_000, 62_857]
    assert dues(made) == ["None", "None"]
    assert quick_schedule(agreed) == made
    bullet = replace(agreed, method="single_bullet", convention=convention(instalment="none"))
    assert columns(schedule_of(bullet).rows) == [(1_200_000, 240_000, 0)]
    by_days = replace(agreed, convention=convention(day_count="ACT_360"))
    with pytest.raises(BadTerms, match="field disbursement_date"):
        quick_schedule(by_days)


# ---- refusals


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("principal", {"principal": 0}),
        ("annual_rate_pct", {"annual_rate": Fraction(-1)}),
        ("periods", {"periods": 0}),
        ("periods", {"periods": 1201}),
        ("period_every", {"every": 0}),
        ("period_unit", {"unit": "fortnight"}),
        ("method", {"method": "murabaha"}),
        ("month_end_rule", {"month_end": "ROLL"}),
        ("rest", {"rest": "weekly"}),
        ("recalculation_strategy", {"strategy": "reduce"}),
        ("fee_per_period", {"fee": -1}),
        ("down_payment_pct", {"down_payment": Fraction(1)}),
        (
            "down_payment_pct",
            {
                "down_payment": Fraction(1, 2),
                "method": "single_bullet",
                "convention": convention(instalment="none"),
            },
        ),
        ("periods", {"down_payment": Fraction(1, 2), "periods": 1}),
        ("amortisation_periods", {"amortisation_periods": 6}),
        ("fixed_payment", {"convention": convention(instalment="fixed")}),
        ("convention.instalment", {"convention": convention(instalment="none")}),
        ("grace.principal_periods", {"grace": Grace(principal_periods=12)}),
        ("first_due_date", {"first_due": date(2026, 1, 1)}),
        ("disbursement_date", {"start": None, "first_due": date(2026, 1, 1)}),
        ("disbursements", {"tranches": (Tranche(date(2025, 1, 1), 1),)}),
        ("rate_schedule", {"rates": (RateStep(Fraction(1)),)}),
    ],
)
def test_wrong_terms_are_refused_by_their_field(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(BadTerms) as refusal:
        a_loan(**changes)
    assert refusal.value.field == field
    assert refusal.value.expected


@pytest.mark.parametrize("name", ["day_count", "broken_period", "rounding", "interest", "balance"])
def test_a_convention_takes_its_own_values_only(name: str) -> None:
    with pytest.raises(BadTerms, match=f"field convention.{name}: SOMETIMES; expected one of"):
        convention(**{name: "SOMETIMES"})
