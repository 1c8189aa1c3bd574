"""Money is a whole number of fen; these two functions are its only way in and out of text."""

import re
import unicodedata
from decimal import Decimal

LIMIT = 10**13


class NotMoney(ValueError):
    """The text is not an amount in yuan with at most two decimals."""


CURRENCY = re.compile(r"^([+-]?)¥ ?| ?元$")
# Digits, in groups of three if in groups at all: “1,50” could mean either of two amounts.
AMOUNT = re.compile(r"[+-]?(?:(?:[0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)")


def fen(text: str) -> int:
    """`"1,234.50"`, `"１２３４.5"` or `"¥1 234.50"` → 123450.

    Raises:
        NotMoney: not a number, more than two decimals, or 100 billion yuan and more.
    """
    usual = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    plain = CURRENCY.sub(r"\1", usual)
    if not AMOUNT.fullmatch(plain):
        raise NotMoney(f"“{text}” is not an amount. Write yuan with digits, like 1234.50.")
    amount = Decimal(re.sub("[, ]", "", plain)) * 100
    if amount != amount.to_integral_value() or abs(amount) > LIMIT:
        raise NotMoney(f"“{text}” is not an amount in yuan and fen below 100 billion.")
    return int(amount)


def yuan(amount: int) -> str:
    """123450 → `"1,234.50"`."""
    sign = "-" if amount < 0 else ""
    whole, cents = divmod(abs(amount), 100)
    return f"{sign}{whole:,}.{cents:02d}"
