"""Payment orders in a batch to the bank, and the bank's answer."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yucaihui.core.money import yuan
from yucaihui.ledger.errors import BadFile
from yucaihui.ledger.files.parts import (
    Row,
    Unreadable,
    amount,
    check_count,
    cut_short,
    in_line,
    rows_of,
    totals_differ,
)

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


def batch_file(rows: Iterable[tuple[str, str, str, str, int, str]]) -> bytes:
    """(order, holder, account, bank, fen, purpose) as the file for the bank."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(BATCH_HEAD)
    listed = list(rows)
    for order, holder, account, bank, money, purpose in listed:
        writer.writerow([order, holder, account, bank, yuan(money), purpose])
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
    if rows[-1][1][0] != "TOTAL" or len(rows[-1][1]) != len(ANSWER_HEAD):
        raise cut_short()
    answers = [answer(row) for row in rows[1:-1]]
    check_totals(answers, rows[-1])
    if len({one.order for one in answers}) < len(answers):
        raise BadFile(_("An order stands in the file more than once."), "file")
    return answers


def answer(row: Row) -> Answer:
    number, cells = row
    try:
        check_count(cells, len(ANSWER_HEAD))
        order, result, reference, reason, money = cells
        return Answer(order, known(result), reference[:60], reason[:200], amount(money))
    except Unreadable as reason_why:
        raise in_line(number, reason_why) from None


def known(result: str) -> str:
    if result.lower() not in RESULTS:
        raise Unreadable(_("“%(result)s” is no result") % {"result": result})
    return RESULTS[result.lower()]


def check_totals(answers: list[Answer], row: Row) -> None:
    number, cells = row
    total = sum(one.amount for one in answers)
    try:
        told = amount(cells[4])
    except Unreadable as reason:
        raise in_line(number, reason) from None
    if (cells[1], told) != (str(len(answers)), total):
        raise in_line(number, totals_differ(len(answers), total))
