"""Rounding to a multiple of a unit, the unit being stored with the loan, never a global.

Amounts inside the engine are `Decimal` fen under `CONTEXT`; a unit is a whole number of fen (1 for
CNY, 100 for a currency without decimals).
"""

import decimal
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

CONTEXT = decimal.Context(prec=40)

# The values of a rounding and what `decimal` calls them; NONE leaves an amount as it is.
MODES: dict[str, str | None] = {
    "HALF_UP": decimal.ROUND_HALF_UP,
    "HALF_EVEN": decimal.ROUND_HALF_EVEN,
    "DOWN": decimal.ROUND_DOWN,
    "UP": decimal.ROUND_UP,
    "CEILING": decimal.ROUND_CEILING,
    "FLOOR": decimal.ROUND_FLOOR,
    "NONE": None,
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """A mode of `MODES` and a unit in fen."""

    mode: str
    unit: int

    def __call__(self, amount: Decimal) -> Decimal:
        mode = MODES[self.mode]
        if mode is None:
            return amount
        return (amount / self.unit).to_integral_value(mode) * self.unit

    def printed(self, amount: Decimal) -> int:
        """The figure shown for `amount`: what is not rounded inside is printed HALF_UP."""
        shown = Rounding("HALF_UP", self.unit) if self.mode == "NONE" else self
        return int(shown(amount))


def times(amount: Decimal, factor: Fraction) -> Decimal:
    """amount x factor, divided last: a half fen stays exactly half a fen."""
    return amount * factor.numerator / factor.denominator
