"""Conventions: every value that is listed can be computed by, and no other."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.engines.lending.loans import a_loan, convention
from yucaihui.engines.lending.conventions import CHOICES, NAMED
from yucaihui.engines.lending.day_counts import ACTUAL, BROKEN
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.instalments import LEVELS, METHODS
from yucaihui.engines.lending.interest import INTEREST
from yucaihui.engines.lending.loan import opened
from yucaihui.engines.lending.rounding import MODES, Rounding, times
from yucaihui.engines.lending.schedule import schedule
from yucaihui.engines.lending.terms import STRATEGIES
from yucaihui.engines.lending.walk import BEYOND


def test_each_listed_value_has_its_rule() -> None:
    assert set(CHOICES["day_count"]) == {"30_360", "PERIODIC", *ACTUAL}
    assert set(CHOICES["broken_period"]) == set(BROKEN)
    assert set(CHOICES["interest"]) == set(INTEREST)
    assert set(CHOICES["instalment"]) == set(LEVELS)
    assert set(CHOICES["rounding"]) == set(CHOICES["instalment_rounding"]) == set(MODES)
    assert {*STRATEGIES, None} == set(BEYOND)
    taken = {value for method in METHODS.values() for value in method.instalments}
    assert taken == set(LEVELS)


@pytest.mark.parametrize("name", NAMED)
def test_a_named_convention_clears_a_loan(name: str) -> None:
    agreed = NAMED[name]
    method = {"none": "equal_principal", "flat": "flat"}.get(agreed.instalment, "equal_instalment")
    made = schedule(opened(a_loan(method=method, convention=agreed)))
    assert made.rows[-1].outstanding == 0


@pytest.mark.parametrize("day_count", CHOICES["day_count"])
@pytest.mark.parametrize("interest", CHOICES["interest"])
@pytest.mark.parametrize("balance", CHOICES["balance"])
@pytest.mark.parametrize("rounding", CHOICES["rounding"])
def test_values_combine(day_count: str, interest: str, balance: str, rounding: str) -> None:
    agreed = convention(day_count=day_count, interest=interest, balance=balance, rounding=rounding)
    made = schedule(opened(a_loan(convention=agreed)))
    assert made.rows[-1].outstanding == 0
    assert len(made.rows) == 12
    assert abs(made.totals.principal - 1_200_000) <= 24
    assert made.totals.interest == pytest.approx(79_000, rel=0.03)


@pytest.mark.parametrize(
    ("mode", "up", "down"),
    [
        ("HALF_UP", 3, -3), ("HALF_EVEN", 2, -2), ("DOWN", 2, -2), ("UP", 3, -3),
        ("CEILING", 3, -2), ("FLOOR", 2, -3),
    ],
)  # fmt: skip
def test_modes_round_halves(mode: str, up: int, down: int) -> None:
    rounding = Rounding(mode, 1)
    assert (rounding(Decimal("2.5")), rounding(Decimal("-2.5"))) == (up, down)
    assert Rounding(mode, 10)(Decimal(25)) == up * 10


def test_none_rounds_in_print_only() -> None:
    exact = Rounding("NONE", 1)
    assert exact(Decimal("2.5")) == Decimal("2.5")
    assert exact.printed(Decimal("2.5")) == 3


def test_a_product_is_divided_last() -> None:
    assert times(Decimal(150_000), Fraction(49, 12_000)) == Decimal("612.5")


@pytest.mark.parametrize("unit", ["unit", "instalment_unit"])
def test_a_unit_is_a_fen_at_least(unit: str) -> None:
    with pytest.raises(BadTerms, match=f"field {unit}: 0; expected 1 fen or more"):
        convention(**{unit: 0})
