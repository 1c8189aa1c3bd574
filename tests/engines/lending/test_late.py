"""Interest on what is overdue, and how long it has been."""

from datetime import date
from fractions import Fraction

import pytest

from tests.engines.lending.loans import a_loan
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.events import AsOf, Repayment, after
from yucaihui.engines.lending.late import LateTerms, days_past_due, late_interest, overdue_on
from yucaihui.engines.lending.loan import opened
from yucaihui.engines.lending.rounding import Rounding
from yucaihui.engines.lending.schedule import schedule

LATE = LateTerms(Fraction(18, 100), 360, Rounding("HALF_UP", 1), grace_days=3)
DUE = date(2026, 2, 1)


def test_it_runs_from_the_due_date_once_the_grace_is_over() -> None:
    assert late_interest(100_000, DUE, date(2026, 2, 4), LATE) == 0
    assert late_interest(100_000, DUE, date(2026, 2, 5), LATE) == 200
    assert late_interest(100_000, DUE, date(2026, 3, 3), LATE) == 1_500


def test_rows_are_overdue_from_the_day_after() -> None:
    paid = [Repayment(DUE, 106_619), Repayment(date(2026, 3, 1), 50_000)]
    made = schedule(after(opened(a_loan()), [*paid, AsOf(date(2026, 4, 15))]))
    assert list(overdue_on(made, date(2026, 3, 1))) == []
    assert list(overdue_on(made, date(2026, 4, 15))) == [
        (2, date(2026, 3, 1), 56_619),
        (3, date(2026, 4, 1), 106_619),
    ]
    assert days_past_due(made, date(2026, 4, 15)) == 45
    assert days_past_due(made, date(2026, 2, 15)) == 0


@pytest.mark.parametrize("changes", [{"annual_rate": -1}, {"base": 300}, {"grace_days": -1}])
def test_wrong_terms_are_refused(changes: dict[str, int]) -> None:
    agreed = {"annual_rate": Fraction(1), "base": 360, "rounding": Rounding("HALF_UP", 1)}
    with pytest.raises(BadTerms, match=f"field late.{next(iter(changes))}"):
        LateTerms(**(agreed | changes))
