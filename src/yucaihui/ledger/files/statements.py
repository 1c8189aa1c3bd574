"""Statements of account: read line by line, so that each can be told what is wrong with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yucaihui.ledger.files.parts import (
    Row,
    Unreadable,
    amount,
    check_count,
    cut_short,
    day,
    in_line,
    rows_of,
    totals_differ,
)


@dataclass(frozen=True)
class Head:
    account: str
    first_on: date
    last_on: date
    opening: int


@dataclass(frozen=True)
class Movement:
    """`amount` in fen on the account's own side: more when it grows."""

    on: date
    reference: str
    amount: int


@dataclass(frozen=True)
class Stated:
    """The balance at the end of a day, in fen."""

    on: date
    balance: int


@dataclass(frozen=True)
class Totals:
    count: str
    total: int
    closing: int


@dataclass(frozen=True)
class Line:
    """A line of the file: what it says (one of the above), or why it can't be taken."""

    number: int
    cells: tuple[str, ...]
    says: Any = None
    error: str = ""


@dataclass(frozen=True)
class StatementFile:
    """A statement that agrees with itself; the closing balance is one of the `balances`."""

    head: Head
    movements: tuple[Movement, ...]
    balances: tuple[Stated, ...]
    closing: int


READERS: dict[str, tuple[int, Callable[..., Any]]] = {
    "H": (5, lambda name, first, last, at: Head(name, day(first), day(last), amount(at))),
    "L": (4, lambda on, reference, money: Movement(day(on), reference[:100], amount(money))),
    "B": (3, lambda on, money: Stated(day(on), amount(money))),
    "T": (4, lambda count, total, closing: Totals(count, amount(total), amount(closing))),
}


def read_statement(data: bytes) -> StatementFile:
    """A statement of account.

    Raises:
        BadFile: for the first line that can't be taken.
    """
    lines = statement_lines(data)
    for line in lines:
        if line.error:
            raise in_line(line.number, line.error)
    return statement_of(lines)


def statement_of(lines: Sequence[Line]) -> StatementFile:
    """What lines without an error come to."""
    said = [line.says for line in lines]
    head: Head = said[0]
    closing: int = said[-1].closing
    balances = {one.on: one for one in said if isinstance(one, Stated)}
    balances[head.last_on] = Stated(head.last_on, closing)
    movements = tuple(one for one in said if isinstance(one, Movement))
    return StatementFile(head, movements, tuple(balances.values()), closing)


def statement_lines(data: bytes) -> list[Line]:
    """Each line with what it says or why it can't be taken.

    Raises:
        BadFile: it is no CSV, or has no head or no control totals.
    """
    rows = rows_of(data)
    kinds = [cells[0] for _number, cells in rows]
    if len(kinds) < 2 or (kinds[0], kinds[-1]) != ("H", "T") or set(kinds[1:-1]) - {"L", "B"}:
        raise cut_short()
    lines = [line_of(row) for row in rows]
    if any(line.error for line in lines):
        return lines
    wrong: dict[int, str] = {}
    for number, reason in disagreements(lines):
        wrong.setdefault(number, reason)
    return [replace(line, error=wrong.get(line.number, "")) for line in lines]


def line_of(row: Row) -> Line:
    number, cells = row
    count, reader = READERS[cells[0]]
    try:
        check_count(cells, count)
        return Line(number, tuple(cells), reader(*cells[1:]))
    except Unreadable as reason:
        return Line(number, tuple(cells), error=str(reason))


def disagreements(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """(number, reason) of lines that can be read and don't agree with the others."""
    told = statement_of(lines)
    seen: set[date] = set()
    if told.head.first_on > told.head.last_on:
        yield lines[0].number, _("its last day lies before its first")
    for line in lines:
        on = getattr(line.says, "on", told.head.first_on)
        if not told.head.first_on <= on <= told.head.last_on:
            yield line.number, _("its day lies outside the period of the statement")
        if isinstance(line.says, Stated):
            yield from balance_disagreements(line.number, line.says, told, seen)
    yield from total_disagreements(lines[-1], told)


def balance_disagreements(
    number: int, stated: Stated, told: StatementFile, seen: set[date]
) -> Iterator[tuple[int, str]]:
    if stated.on in seen:
        yield number, _("its day has a balance already")
    seen.add(stated.on)
    if stated.on == told.head.last_on and stated.balance != told.closing:
        yield number, _("the last day's balance is not the closing balance")


def total_disagreements(line: Line, told: StatementFile) -> Iterator[tuple[int, str]]:
    totals: Totals = line.says
    count, total = len(told.movements), sum(one.amount for one in told.movements)
    if (totals.count, totals.total) != (str(count), total):
        yield line.number, totals_differ(count, total)
    if told.head.opening + total != totals.closing:
        yield line.number, _("opening balance and movements do not come to the closing balance")
