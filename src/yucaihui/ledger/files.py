"""The three files that go between the ledger and a bank; pure text in, frozen rows out.

All are CSV in UTF-8 or GB18030; amounts are yuan as people write them (1,234.50). The last line of
each carries control totals, so that a file that was cut short or changed is refused as a whole.

Batch, to the bank:     order,holder,account,bank,amount,purpose        … TOTAL,count,,,sum,
Answer, from the bank:  order,result,reference,reason,amount            … TOTAL,count,,,sum
Statement of account:   H,account,first day,last day,opening balance
                        L,day,reference,amount       (negative: the balance shrinks)
                        B,day,balance                (at the end of the day)
                        T,lines,sum of amounts,closing balance
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yucaihui.core.money import NotMoney, fen, yuan
from yucaihui.ledger.errors import BadFile

RESULTS = {
    **dict.fromkeys(("received", "paid", "success", "成功", "已到账"), "received"),
    **dict.fromkeys(("returned", "failed", "rejected", "失败", "退回", "退票"), "returned"),
}
BATCH_HEAD = ["order", "holder", "account", "bank", "amount", "purpose"]
ANSWER_HEAD = ["order", "result", "reference", "reason", "amount"]


@dataclass(frozen=True)
class Answer:
    """What the bank says about one order; `amount` in fen."""

    order: str
    result: str
    reference: str
    reason: str
    amount: int


@dataclass(frozen=True)
class Movement:
    on: date
    reference: str
    amount: int


@dataclass(frozen=True)
class StatementFile:
    """A statement whose control totals agree; amounts in fen."""

    account: str
    first_on: date
    last_on: date
    opening: int
    closing: int
    movements: tuple[Movement, ...]
    balances: tuple[tuple[date, int], ...]


def batch_file(rows: Iterable[tuple[str, str, str, str, int, str]]) -> bytes:
    """(order, holder, account, bank, fen, purpose) as the file for the bank."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(BATCH_HEAD)
    listed = list(rows)
    for order, holder, account, bank, amount, purpose in listed:
        writer.writerow([order, holder, account, bank, yuan(amount), purpose])
    writer.writerow(["TOTAL", len(listed), "", "", yuan(sum(row[4] for row in listed)), ""])
    return out.getvalue().encode("utf-8-sig")


def read_answers(data: bytes) -> list[Answer]:
    """The bank's answers.

    Raises:
        BadFile: by line: another head, an unknown result, no amount, or control totals that differ.
    """
    rows = rows_of(data)
    if not rows or [cell.lower() for cell in rows[0][1]] != ANSWER_HEAD:
        raise BadFile(
            _("The first line must be: %(head)s.") % {"head": ",".join(ANSWER_HEAD)}, "file"
        )
    number, last = rows[-1]
    if last[0] != "TOTAL" or len(last) != len(ANSWER_HEAD):
        raise cut_short()
    answers = [answer(*row) for row in rows[1:-1]]
    total = sum(one.amount for one in answers)
    if (last[1], amount(number, last[4])) != (str(len(answers)), total):
        raise totals_differ(len(answers), total)
    repeated = len(answers) - len({one.order for one in answers})
    if repeated:
        raise BadFile(_("An order stands in the file more than once."), "file")
    return answers


def answer(number: int, cells: list[str]) -> Answer:
    if len(cells) != len(ANSWER_HEAD):
        raise in_line(number, _("it has not %(n)d cells") % {"n": len(ANSWER_HEAD)})
    order, result, reference, reason, money = cells
    known = RESULTS.get(result.lower())
    if known is None:
        raise in_line(number, _("“%(result)s” is no result") % {"result": result})
    return Answer(order, known, reference[:60], reason[:200], amount(number, money))


def read_statement(data: bytes) -> StatementFile:
    """A statement of account.

    Raises:
        BadFile: by line, or when count, sum, opening and closing do not agree.
    """
    rows = rows_of(data)
    parts = {kind: [row for row in rows if row[1][0] == kind] for kind in "HLBT"}
    if len(rows) != sum(map(len, parts.values())) or [len(parts["H"]), len(parts["T"])] != [1, 1]:
        raise cut_short()
    if rows[0][1][0] != "H" or rows[-1][1][0] != "T":
        raise cut_short()
    movements = tuple(movement(number, cells) for number, cells in parts["L"])
    balances = tuple(balance(number, cells) for number, cells in parts["B"])
    head, total = cells_of(rows[0], 5), cells_of(rows[-1], 4)
    made = StatementFile(
        head[1], day(rows[0][0], head[2]), day(rows[0][0], head[3]),
        amount(rows[0][0], head[4]), amount(rows[-1][0], total[3]), movements, balances,
    )  # fmt: skip
    check_totals(made, total[1], amount(rows[-1][0], total[2]))
    return made


def check_totals(made: StatementFile, count: str, told: int) -> None:
    total = sum(one.amount for one in made.movements)
    if (count, told) != (str(len(made.movements)), total):
        raise totals_differ(len(made.movements), total)
    if made.opening + total != made.closing:
        raise BadFile(
            _("Opening balance and movements do not come to the closing balance."), "file"
        )
    days = [one.on for one in made.movements] + [on for on, _stated in made.balances]
    if made.first_on > made.last_on or any(not made.first_on <= on <= made.last_on for on in days):
        raise BadFile(_("A day lies outside the period of the statement."), "file")
    if len({on for on, _stated in made.balances}) != len(made.balances):
        raise BadFile(_("A day has two balances."), "file")


def movement(number: int, cells: list[str]) -> Movement:
    _kind, on, reference, money = cells_of((number, cells), 4)
    return Movement(day(number, on), reference[:100], amount(number, money))


def balance(number: int, cells: list[str]) -> tuple[date, int]:
    _kind, on, money = cells_of((number, cells), 3)
    return day(number, on), amount(number, money)


def cells_of(row: tuple[int, list[str]], count: int) -> list[str]:
    number, cells = row
    if len(cells) != count:
        raise in_line(number, _("it has not %(n)d cells") % {"n": count})
    return cells


def rows_of(data: bytes) -> list[tuple[int, list[str]]]:
    """(line number, cells without outer blanks) of each line that is not empty."""
    try:
        lines = csv.reader(io.StringIO(decoded(data)), strict=True)
        rows = [(number, [cell.strip() for cell in cells]) for number, cells in enumerate(lines, 1)]
    except csv.Error as error:
        raise BadFile(_("The file is no CSV: %(error)s.") % {"error": error}, "file") from None
    return [(number, cells) for number, cells in rows if any(cells)]


def decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile(_("The file is neither in UTF-8 nor in GB18030."), "file")


def amount(number: int, text: str) -> int:
    try:
        return fen(text)
    except NotMoney:
        raise in_line(number, _("“%(text)s” is no amount in yuan") % {"text": text}) from None


def day(number: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise in_line(number, _("“%(text)s” is no day like 2026-11-30") % {"text": text}) from None


def in_line(number: int, reason: str) -> BadFile:
    return BadFile(
        _("Line %(number)d can't be read: %(reason)s.") % {"number": number, "reason": reason},
        "file",
    )


def cut_short() -> BadFile:
    return BadFile(
        _("The file has no head or no control totals: it was cut short. Ask for it again."), "file"
    )


def totals_differ(count: int, total: int) -> BadFile:
    return BadFile(
        _("The control totals differ: the lines are %(count)d and come to ¥%(total)s.")
        % {"count": count, "total": yuan(total)},
        "file",
    )
