"""What an entry is worth, from its lines alone."""

from collections import Counter
from collections.abc import Iterable


def worth(lines: Iterable[tuple[int, int, int]]) -> int:
    """The most that lines (debit, credit, fen) move on one side of one account.

    A payment that is received moves money and its budget by the same amount: it is worth that
    amount once. A repayment of principal and interest is worth both together.
    """
    moved: Counter[tuple[str, int]] = Counter()
    for debit, credit, amount in lines:
        moved["debit", debit] += amount
        moved["credit", credit] += amount
    return max(moved.values(), default=0)
