"""Points as people write them, in hundredths."""

from decimal import Decimal, InvalidOperation


class NotPoints(ValueError):
    """No number, or one with more than two decimals."""


def read_points(text: str) -> int | None:
    """Hundredths; None for nothing written, which is not nought.

    Raises:
        NotPoints
    """
    plain = text.strip().replace("，", ".").replace(",", ".").replace("．", ".").rstrip("分")
    if not plain:
        return None
    try:
        hundredths = Decimal(plain) * 100
    except InvalidOperation:
        raise NotPoints(text) from None
    if not hundredths.is_finite() or abs(hundredths) > 10**8 or hundredths % 1:
        raise NotPoints(text)
    return int(hundredths)


def write_points(hundredths: int | None) -> str:
    """87.5, not 87.50; nothing for None."""
    if hundredths is None:
        return ""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
