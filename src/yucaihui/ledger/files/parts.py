"""What the files share: lines and cells, amounts and days, and how a refusal names its line."""

import csv
import io
from datetime import date

from django.utils.translation import gettext as _

from yucaihui.core.money import NotMoney, fen, yuan
from yucaihui.ledger.errors import BadFile

Row = tuple[int, list[str]]


class Unreadable(ValueError):
    """A line that can't be taken; the message is the reason, to stand behind its number."""


def rows_of(data: bytes) -> list[Row]:
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


def check_count(cells: list[str], count: int) -> None:
    if len(cells) != count:
        raise Unreadable(_("it has not %(n)d cells") % {"n": count})


def amount(text: str) -> int:
    try:
        return fen(text)
    except NotMoney:
        raise Unreadable(_("“%(text)s” is no amount in yuan") % {"text": text}) from None


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(_("“%(text)s” is no day like 2026-11-30") % {"text": text}) from None


def in_line(number: int, reason: object) -> BadFile:
    return BadFile(
        _("Line %(number)d can't be taken: %(reason)s.") % {"number": number, "reason": reason},
        "file",
    )


def cut_short() -> BadFile:
    return BadFile(
        _("The file has no head or no control totals: it was cut short. Ask for it again."), "file"
    )


def totals_differ(count: int, total: int) -> str:
    return _("the control totals differ: the lines are %(count)d and come to ¥%(total)s") % {
        "count": count,
        "total": yuan(total),
    }
