"""What a city adds to a loan: the share of a loss that its pool pays, and the interest it bears.

Whole fen in and out; shares are exact fractions.
"""

from collections.abc import Mapping
from fractions import Fraction

from yucaihui.engines.lending.errors import require


def compensation(loss: int, cover: Fraction, available: int, compensated: int = 0) -> int:
    """What a pool pays for a principal loss, in fen, rounded down.

    loss: principal lost. cover: the pool's share of it. available: its balance, or what a cap
    leaves. compensated: what others (an insurer, a guarantor) paid already; no loss is paid twice.
    """
    require(loss >= 0, "loss", loss, "0 or more")
    require(0 <= cover <= 1, "cover_share", cover, "0 to 1")
    uncovered = max(loss - compensated, 0)
    return max(min(int(loss * cover), uncovered, available), 0)


def shared_out(amount: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """An amount by shares that add up to one; the fen left over go to the largest remainders."""
    require(sum(shares.values()) == 1, "shares", dict(shares), "shares that add up to 1")
    exact = {name: amount * share for name, share in shares.items()}
    parts = {name: value.numerator // value.denominator for name, value in exact.items()}
    left = amount - sum(parts.values())
    first = sorted(parts, key=lambda name: (parts[name] - exact[name], name))
    return parts | {name: parts[name] + 1 for name in first[:left]}


def interest_subsidy(
    interest: int, annual_rate: Fraction, share: Fraction, ceiling: Fraction | None = None
) -> int:
    """The city's share of paid interest, in fen, rounded down.

    Of a rate above `ceiling` only the interest at the ceiling counts.
    """
    require(0 <= share <= 1, "subsidy_share", share, "0 to 1")
    if not annual_rate:
        return 0
    counted = Fraction(1) if ceiling is None else min(ceiling / annual_rate, Fraction(1))
    return int(interest * counted * share)
