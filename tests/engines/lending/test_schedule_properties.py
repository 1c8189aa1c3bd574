"""What holds for every schedule, whatever was agreed."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.lending.loans import a_loan, conventions, loans
from yucaihui.engines.lending.quick import plain, quick_schedule
from yucaihui.engines.lending.schedule import Schedule, schedule_of
from yucaihui.engines.lending.terms import Grace, Terms

MODES = {
    "HALF_UP": lambda value: (2 * value + 1) // 2,
    "HALF_EVEN": round,
    "DOWN": int,
}
DAYS = {"week": 7}
MONTHS = {"month": 1, "year": 12}


@given(loans())
@settings(max_examples=75, deadline=None)
def test_principal_adds_up_and_the_last_row_owes_nothing(agreed: Terms) -> None:
    made = schedule_of(agreed)
    assert made.totals.principal == agreed.principal
    assert made.rows[-1].outstanding == 0
    assert all(row.outstanding >= 0 and row.interest >= 0 for row in made.rows)


@given(loans())
@settings(max_examples=50, deadline=None)
def test_each_row_follows_from_the_one_before(agreed: Terms) -> None:
    owed, end = agreed.principal, agreed.start
    for n, row in enumerate(schedule_of(agreed).rows, 1):
        assert row.n == n
        assert row.start == end
        assert row.due > end
        assert row.outstanding == owed - row.principal
        owed, end = row.outstanding, row.due


@given(loans(("equal_instalment", "equal_principal", "interest_only_bullet")))
@settings(max_examples=50, deadline=None)
def test_interest_is_that_of_an_independent_day_count(agreed: Terms) -> None:
    agreed = replace(agreed, convention=replace(agreed.convention, last="total_adjusts"))
    owed, mode = agreed.principal, MODES[agreed.convention.rounding]
    for row in schedule_of(agreed).rows:
        years = years_by_day(row.start, row.due, agreed)
        assert row.interest == mode(owed * agreed.annual_rate * years)
        owed = row.outstanding


def years_by_day(start: date, due: date, agreed: Terms) -> Fraction:
    """Day by day, without any of the engine's code."""
    day_count = agreed.convention.day_count
    if day_count == "ACT_ACT_SPLIT_1231":
        days = [start + timedelta(days=k + 1) for k in range((due - start).days)]
        return sum((Fraction(1, date(day.year, 12, 31).timetuple().tm_yday) for day in days),
                   Fraction(0))  # fmt: skip
    if day_count.startswith("ACT"):
        return Fraction((due - start).days, int(day_count[4:7]))
    if agreed.unit in MONTHS:
        return Fraction(MONTHS[agreed.unit] * agreed.every, 12)
    weeks = Fraction(agreed.every, 52)
    return weeks if day_count == "PERIODIC" else Fraction(7 * agreed.every, 360)


@given(loans(("equal_instalment",)))
@settings(max_examples=50, deadline=None)
def test_all_instalments_but_the_last_are_equal(agreed: Terms) -> None:
    made = schedule_of(agreed)
    for row in made.rows[:-1]:
        assert row.total == max(made.instalment, row.interest)


@given(loans(), st.integers(1, 500))
@settings(max_examples=37, deadline=None)
def test_a_higher_rate_never_costs_less(agreed: Terms, more: int) -> None:
    """Apart from what rounding moves: one unit of instalment a row, and the interest on it."""
    dearer = replace(agreed, annual_rate=agreed.annual_rate + Fraction(more, 10_000))
    cheap, dear = schedule_of(agreed), schedule_of(dearer)
    yearly = float(dearer.annual_rate)
    owed, slack = 0.0, 0.0
    for row in dear.rows:
        growth = yearly * (row.due - row.start).days / 360
        slack += agreed.convention.instalment_unit + owed * growth
        owed += agreed.convention.instalment_unit + owed * growth
    assert dear.totals.interest + slack >= cheap.totals.interest


@given(loans())
@settings(max_examples=25, deadline=None)
def test_at_no_rate_nothing_is_added(agreed: Terms) -> None:
    free = replace(
        agreed,
        annual_rate=Fraction(0),
        convention=replace(agreed.convention, last="total_adjusts"),
    )
    made = schedule_of(free)
    assert made.totals == (agreed.principal, 0, 0)


@given(loans(("equal_instalment", "equal_principal", "interest_only_bullet")))
@settings(max_examples=100, deadline=None)
def test_whole_numbers_give_the_rows_of_the_general_way(agreed: Terms) -> None:
    assert quick_schedule(agreed) == schedule_of(agreed)


@given(st.sampled_from(("equal_instalment", "equal_principal", "interest_only_bullet")), st.data())
@settings(max_examples=50, deadline=None)
def test_so_they_do_for_every_plain_loan(method: str, data: st.DataObject) -> None:
    agreed = Terms(
        principal=data.draw(st.integers(1, 10**9)),
        annual_rate=Fraction(data.draw(st.integers(0, 3600)), 10_000),
        periods=data.draw(st.integers(1, 60)),
        method=method,
        convention=replace(
            data.draw(conventions(method)),
            day_count=data.draw(st.sampled_from(("30_360", "ACT_360", "ACT_365F"))),
            instalment="annuity" if method == "equal_instalment" else "none",
        ),
        start=data.draw(st.dates(date(2020, 1, 1), date(2030, 12, 31))),
        fee=data.draw(st.integers(0, 300)),
    )
    assert plain(agreed)
    assert quick_schedule(agreed) == schedule_of(agreed)


@given(loans(("equal_instalment", "equal_principal")), st.integers(0, 6), st.integers(0, 6),
       st.integers(0, 6))  # fmt: skip
@settings(max_examples=37, deadline=None)
def test_graces_keep_the_sum_of_principal(
    agreed: Terms, principal: int, interest: int, capitalised: int
) -> None:
    most = agreed.periods - 1
    grace = Grace(
        principal_periods=min(principal, most),
        interest_payment_periods=min(interest, most),
        interest_capitalised_periods=min(capitalised, most),
    )
    made = schedule_of(replace(agreed, grace=grace))
    assert made.totals.principal == agreed.principal
    assert made.rows[-1].outstanding == 0
    assert all(row.outstanding >= 0 for row in made.rows)


def test_one_fen_over_thirty_years() -> None:
    made: Schedule = schedule_of(a_loan(principal=1, periods=360))
    assert [row.total for row in made.rows] == [0] * 359 + [1]
