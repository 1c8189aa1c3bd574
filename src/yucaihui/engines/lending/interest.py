"""How the interest of a period's parts becomes the interest of the period."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from yucaihui.engines.lending.rounding import Rounding

Parts = Sequence[Decimal]


def _once(parts: Parts, rounding: Rounding) -> Decimal:
    return rounding(sum(parts, Decimal(0)))


def _each(parts: Parts, rounding: Rounding) -> Decimal:
    return sum((rounding(part) for part in parts), Decimal(0))


def _exact(parts: Parts, _: Rounding) -> Decimal:
    return sum(parts, Decimal(0))


INTEREST: dict[str, Callable[[Parts, Rounding], Decimal]] = {
    "per_period": _once,
    "per_part": _each,
    "parts_then_once": _once,
    "unrounded": _exact,
}
