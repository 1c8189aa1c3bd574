"""The one root of a function that falls or rises throughout, by halving."""

from collections.abc import Callable
from decimal import Decimal

from yucaihui.engines.lending.errors import BadTerms

_NARROW = Decimal(10) ** -18
_DOUBLINGS = 20


def root(value: Callable[[Decimal], Decimal], low: Decimal, high: Decimal, field: str) -> Decimal:
    """Where `value` is zero at or above `low`, to 18 places; `high` is the first bound tried.

    Raises `BadTerms` naming `field` where the sign is the same up to 2^20 times `high`.
    """
    at_low = value(low)
    for _ in range(_DOUBLINGS):
        if at_low * value(high) <= 0:
            return _halved(value, low, high, at_low)
        high *= 2
    raise BadTerms(field, "no rate solves it", "money that goes one way and comes back the other")


def _halved(
    value: Callable[[Decimal], Decimal], low: Decimal, high: Decimal, at_low: Decimal
) -> Decimal:
    while high - low > _NARROW:
        middle = (low + high) / 2
        if value(middle) * at_low > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
