"""Single values of a case, read with the field that is named when they are wrong."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from yucaihui.engines.lending.errors import BadTerms, require
from yucaihui.engines.lending.terms import MOST_FEN

Json = Mapping[str, Any]

_PLACES = 30
_STEPS = re.compile(r"([*/])")
_LARGE = Decimal(10) ** _PLACES


def an_object(field: str, value: Any) -> Json:
    require(isinstance(value, Mapping), field, value, "an object")
    found: Json = value
    return found


def objects(field: str, value: Any) -> Sequence[Json]:
    """A list of objects; an empty one where nothing stands."""
    require(value is None or isinstance(value, list), field, value, "a list of objects")
    return [an_object(f"{field}[{k}]", item) for k, item in enumerate(value or ())]


def number(field: str, value: Any) -> Decimal:
    """Decimal text or a JSON number."""
    plain = isinstance(value, str | int | Decimal) and not isinstance(value, bool)
    require(plain, field, value, "a decimal number as text")
    try:
        found = Decimal(value)
    except InvalidOperation:
        raise BadTerms(field, repr(value), "a decimal number as text") from None
    places = found.as_tuple().exponent
    modest = isinstance(places, int) and places >= -_PLACES and abs(found) < _LARGE
    require(modest, field, value, f"a number with at most {_PLACES} decimals")
    return found


def fen(field: str, value: Any) -> int:
    """An amount in the currency's main unit."""
    amount = number(field, value) * 100
    whole = abs(amount) <= MOST_FEN and amount == amount.to_integral_value()
    require(whole, field, value, f"at most two decimals, up to {MOST_FEN // 100}")
    return int(amount)


def share(field: str, value: Any) -> Fraction:
    """Per cent, as a share of one."""
    percent = number(field, value)
    require(abs(percent) <= 10_000, field, value, "per cent, up to 10000")
    return Fraction(percent) / 100


def ratio(field: str, value: Any) -> Decimal:
    """A number, or some with slashes and asterisks: `0.08/12`, `30*12`."""
    if not isinstance(value, str):
        return number(field, value)
    first, *rest = _STEPS.split(value)
    result = number(field, first.strip())
    for sign, text in zip(rest[::2], rest[1::2], strict=True):
        step = number(field, text.strip())
        require(step or sign == "*", field, value, "a divisor other than 0")
        result = result * step if sign == "*" else result / step
    return result


def count(field: str, value: Any) -> int:
    found = number(field, value)
    require(found == found.to_integral_value(), field, value, "a whole number")
    return int(found)


def day(field: str, value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadTerms(field, repr(value), "a date like 2026-01-31") from None


def word(field: str, value: Any) -> str:
    require(isinstance(value, str), field, value, "a word")
    return str(value)


def first_of(told: Json, keys: Sequence[str]) -> tuple[str, Any]:
    """The first key that has a value, and the value; the first key and None without any."""
    return next(((key, told[key]) for key in keys if told.get(key) is not None), (keys[0], None))
