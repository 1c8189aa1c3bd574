"""A writer for the test that kills it: posts without end and tells each voucher it was given.

usage: python writer.py BOOK MAKER CHECKER FIRST    (a book's code, two users' ids, the first key)
"""

import os
import sys
from datetime import date
from itertools import count

import django

django.setup()

from yucaihui.core.accounts.queries import user_by_uid  # noqa: E402
from yucaihui.ledger import services as ledger  # noqa: E402
from yucaihui.ledger.queries.books import all_books  # noqa: E402

ON = date(2026, 11, 23)


def entries(code: str, number: int) -> list[ledger.Entry]:
    """One request: a batch of one to three entries, always the same for the same number."""
    book = all_books().get(code=code)
    accounts = {role: ledger.account(book, role) for role in ("available", "appropriation")}
    return [
        ledger.entry(
            book, "budget.appropriated", key=f"w{number}-{part}", source=("d", f"w{number}"),
            on=ON, amounts=number % 97 + 1, accounts=accounts,
        )
        for part in range(number % 3 + 1)
    ]  # fmt: skip


def main() -> None:
    code, maker, checker, first = sys.argv[1:5]
    by, second = user_by_uid(maker), user_by_uid(checker)
    for number in count(int(first)):
        ledger.post_all(entries(code, number), by=by, checker=second, on=ON)
        # One write: a line is there whole or not at all.
        os.write(1, f"{number}\n".encode())


if __name__ == "__main__":
    main()
