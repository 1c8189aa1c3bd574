"""Read the whole ledger in pieces, straight from the tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from yucaihui.ledger.checks.findings import Findings
from yucaihui.ledger.models import Account, Book, Voucher

Integers = npt.NDArray[np.int64]
PIECE = 4000
LAST = 2**62

# Wall time in UTC as the database writes it, its fraction of a second cut short or left out.
WALL = {"sqlite": "v.at || ''", "postgresql": "CAST(v.at AT TIME ZONE 'UTC' AS text)"}
# Few vouchers reverse another: looked up for them alone, as a join would take half of the time.
VOUCHERS = """
SELECT v.id, v.book_id, v.number, v.kind, v.key, v.source_type, v.source_uid,
       CAST(v.effective_on AS text), CASE WHEN v.reverses_id IS NOT NULL THEN
       (SELECT r.number FROM ledger_voucher r WHERE r.id = v.reverses_id) END,
       CAST(v.posted_on AS text), {wall}, v.maker, v.checker, v.check_above, v.request, v.digest
FROM ledger_voucher v WHERE v.id > %s ORDER BY v.id LIMIT %s
"""
COLUMNS = (
    *("voucher_id", "line", "debit_id", "credit_id", "amount"),
    *("debit_number", "debit_after", "credit_number", "credit_after"),
)
WIDTH = len(COLUMNS)
TRANSFERS = f"""
SELECT {", ".join(COLUMNS)} FROM ledger_transfer
WHERE voucher_id > %s AND voucher_id <= %s ORDER BY voucher_id, line
"""  # noqa: S608 - the names above
# PostgreSQL hands them over as one run of bytes: half the time of as many rows.
PACKED = f"""
SELECT string_agg({" || ".join(f"int8send({name})" for name in COLUMNS)}, '')
FROM ({TRANSFERS}) AS transfers
"""  # noqa: S608 - the names above


@dataclass(frozen=True)
class Accounts:
    """All accounts as arrays, in the order of their keys."""

    keys: Integers
    books: Integers
    sides: Integers
    floors: Integers
    balances: Integers
    entries: Integers
    names: list[str]

    def places(self, keys: Integers) -> Integers:
        """Where in these arrays each key stands; -1 for a key that is no account's."""
        at = np.minimum(np.searchsorted(self.keys, keys), max(len(self.keys) - 1, 0))
        known = self.keys[at] == keys if len(self.keys) else np.zeros(len(keys), bool)
        return np.where(known, at, -1).astype(np.int64)


def all_accounts(books: dict[int, str], found: Findings) -> Accounts:
    columns = ("pk", "book_id", "side", "floor", "balance", "entries")
    rows = list(Account.objects.order_by("pk").values_list(*columns, "role", "uid"))
    names = [f"{books.get(row[1], row[1])} {row[6]} {row[7]}" for row in rows]
    lowest = -(2**63)
    numbers = [
        whole([lowest if cell is None else cell for cell in row[:6]], f"account {name}", found)
        for row, name in zip(rows, names, strict=True)
    ]
    table = np.array(numbers, dtype=np.int64).reshape(-1, 6)
    keys, codes, sides, floors, balances, entries = np.ascontiguousarray(table.T)
    return Accounts(keys, codes, sides, floors, balances, entries, names)


@dataclass(frozen=True)
class Moment:
    """What the books and accounts say at one moment; rows written later are left out."""

    codes: dict[int, str]
    heads: dict[int, tuple[int, str]]
    accounts: Accounts


def this_moment(found: Findings) -> Moment:
    with transaction.atomic():
        one_snapshot()
        rows = list(Book.objects.values_list("pk", "code", "number", "head"))
        codes = {key: code for key, code, _number, _head in rows}
        heads = {
            key: (whole([number], f"book {code}", found)[0], head)
            for key, code, number, head in rows
        }
        return Moment(codes, heads, all_accounts(codes, found))


def one_snapshot() -> None:
    """Both reads see one moment. SQLite's transactions do so of themselves."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


@dataclass(frozen=True)
class Piece:
    """Some vouchers and their transfers; `start[i]:end[i]` are the lines of voucher i."""

    vouchers: list[tuple[Any, ...]]
    lines: Integers
    start: Integers
    end: Integers


def pieces(moment: Moment, found: Findings) -> Iterator[Piece]:
    """The ledger from its first voucher to its last, a few thousand vouchers at a time."""
    done = -LAST
    while True:
        rows = rows_of(VOUCHERS.format(wall=WALL[connection.vendor]), done, PIECE)
        last = rows[-1][0] if len(rows) == PIECE else LAST
        lines = lines_between(done, last, found)
        yield piece(moment, rows, lines, found)
        if last == LAST:
            return
        done = last


def piece(moment: Moment, rows: list[tuple[Any, ...]], lines: Integers, found: Findings) -> Piece:
    rows = [row for row in rows if is_whole(row, found)]
    later = [row for row in rows if row[2] > moment.heads.get(row[1], (0, ""))[0]]
    if later:
        check_later(later, moment, found)
        rows = [row for row in rows if row not in later]
    keys = np.array([row[0] for row in rows], dtype=np.int64)
    stray = ~np.isin(lines[:, 0], keys)
    if stray.any():
        check_stray(np.unique(lines[stray, 0]).tolist(), found)
        lines = lines[~stray]
    start = np.searchsorted(lines[:, 0], keys, "left")
    end = np.searchsorted(lines[:, 0], keys, "right")
    return Piece(rows, lines, start, end)


def check_later(rows: list[tuple[Any, ...]], moment: Moment, found: Findings) -> None:
    """Vouchers past a book's end were posted meanwhile, or the book has not heard of them."""
    ends = Book.objects.values_list("pk", "number")
    now = {book: number for book, number in ends if is_number(number)}
    for _key, book, number, *_rest in rows:
        if number > now.get(book, 0):
            name = f"voucher {moment.codes.get(book, book)} {number}"
            found.add(11, name, _("the book ends at voucher %(end)s"), end=now.get(book, 0))


def check_stray(keys: list[int], found: Findings) -> None:
    """Transfers without a voucher among those read: posted meanwhile, or their voucher is gone."""
    there = set(Voucher.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for key in keys:
        if key not in there:
            found.add(11, f"transfers of voucher row {key}", _("their voucher is missing"))


def rows_of(query: str, *values: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def lines_between(done: int, last: int, found: Findings) -> Integers:
    """Transfers of the vouchers with keys above `done` up to `last`, one to a row."""
    if connection.vendor != "postgresql":
        return integers(rows_of(TRANSFERS, done, last), found)
    packed = rows_of(PACKED, done, last)[0][0] or b""
    return np.frombuffer(packed, ">i8").astype(np.int64).reshape(-1, WIDTH)


def integers(rows: list[tuple[Any, ...]], found: Findings) -> Integers:
    """Rows as an array. SQLite takes any value into a column of integers: what is none is named."""
    table = np.array(rows) if rows else np.empty(0, np.int64)
    if table.dtype != np.int64:
        named = [(row, f"voucher row {row[0]} line {row[1]}") for row in rows]
        table = np.array([whole(row, name, found) for row, name in named], dtype=np.int64)
    return table.reshape(-1, WIDTH)


def is_whole(row: tuple[Any, ...], found: Findings) -> bool:
    """Whether a voucher's number and limit are numbers; otherwise it is named and left out."""
    if type(row[2]) is type(row[13]) is int:
        return True
    whole((row[2], row[13]), f"voucher row {row[0]}", found)
    return False


def is_number(cell: Any) -> bool:
    return type(cell) is int and -(2**63) <= cell < LAST


def whole(row: Sequence[Any], name: str, found: Findings) -> Sequence[int]:
    """The cells of a row; a nought for each that is no whole number, which is named."""
    if all(is_number(cell) for cell in row):
        return row
    found.add(12, name, _("a cell is not a whole number"))
    return [cell if is_number(cell) else 0 for cell in row]
