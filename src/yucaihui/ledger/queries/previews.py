"""What an import of a statement would come to, line by line; nothing is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.money import yuan
from yucaihui.ledger.files.statements import (
    Line,
    Movement,
    Stated,
    StatementFile,
    Totals,
    statement_lines,
    statement_of,
)
from yucaihui.ledger.models import Account, Statement, StatementDraft, StatementLine
from yucaihui.ledger.queries.differences import Difference, Kind, differences, orders_named
from yucaihui.ledger.queries.statements import account_named, no_account, stated_before


class Verdict(models.TextChoices):
    OK = "ok", pgettext_lazy("verdict", "Fine")
    WARNING = "warning", pgettext_lazy("verdict", "Will be listed as a break")
    ERROR = "error", pgettext_lazy("verdict", "Can't be taken")
    DUPLICATE = "duplicate", pgettext_lazy("verdict", "Known already")


@dataclass(frozen=True)
class Judged:
    """A line of the file with its verdict; no `number`: a movement that only our books have."""

    number: int | None
    cells: tuple[str, ...]
    verdict: Verdict = Verdict.OK
    reason: str = ""


@dataclass(frozen=True)
class Preview:
    lines: Sequence[Judged]

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(one.verdict for one in self.lines)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @property
    def may_be_taken(self) -> bool:
        """Without an error, and not a file that was imported before."""
        return not self.counts["error"] and self.counts["duplicate"] < len(self.lines)


def preview(draft: StatementDraft) -> Preview:
    data = bytes(draft.data)
    lines = statement_lines(data)
    if Statement.objects.filter(sha256=sha256(data).hexdigest()).exists():
        reason = _("this file was imported before")
        return Preview([Judged(one.number, one.cells, Verdict.DUPLICATE, reason) for one in lines])
    account = account_named(draft.book, lines[0].cells[1]) if len(lines[0].cells) > 1 else None
    if account is None or any(one.error for one in lines):
        return Preview(unreadable(lines, account))
    told = statement_of(lines)
    judge = Judge(account, told)
    return Preview([*(judge.verdict(line) for line in lines), *judge.missing()])


def unreadable(lines: Sequence[Line], account: Account | None) -> list[Judged]:
    """A file with errors is not compared with the books."""
    reasons = {one.number: one.error for one in lines}
    fine = _("it can be read; it is compared with the books when the whole file can")
    head = lines[0]
    if account is None and not head.error:
        reasons[head.number] = no_account(head.cells[1])
    return [
        Judged(
            one.number, one.cells, Verdict.ERROR if reasons[one.number] else Verdict.OK,
            reasons[one.number] or fine,
        )
        for one in lines
    ]  # fmt: skip


class Judge:
    """Compares each line with our books and with earlier statements of the account."""

    def __init__(self, account: Account, told: StatementFile) -> None:
        self.told, self.orders = told, orders_named(told)
        self.stated = stated_before(account, told.balances)
        self.earlier = earlier_movements(account, told)
        self.movements: dict[str, Difference] = {}
        self.balances: dict[date, Difference] = {}
        for one in differences(account, told):
            if one.kind == Kind.BALANCE:
                self.balances[one.on] = one
            else:
                self.movements[one.reference] = one

    def verdict(self, line: Line) -> Judged:
        verdict, reason = self.of(line.says)
        return Judged(line.number, line.cells, verdict, reason)

    def of(self, says: Any) -> tuple[Verdict, str]:
        if isinstance(says, Movement):
            return self.of_movement(says)
        if isinstance(says, Stated):
            return self.of_balance(says)
        if isinstance(says, Totals):
            return self.of_balance(Stated(self.told.head.last_on, says.closing))
        return Verdict.OK, ""

    def of_movement(self, one: Movement) -> tuple[Verdict, str]:
        found = self.movements.get(self.orders.get(one.reference, one.reference))
        if found and found.ours is None:
            return Verdict.WARNING, _("our books have nothing under this reference")
        if found:
            words = _("under this reference our books have ¥%(ours)s, the statement ¥%(theirs)s")
            return Verdict.WARNING, words % amounts_of(found)
        if one in self.earlier:
            return Verdict.DUPLICATE, _("an earlier statement has this line")
        return Verdict.OK, ""

    def of_balance(self, one: Stated) -> tuple[Verdict, str]:
        before = self.stated.get(one.on)
        if before is not None and before != one.balance:
            words = _("an earlier statement says ¥%(before)s for this day")
            return Verdict.ERROR, words % {"before": yuan(before)}
        found = self.balances.get(one.on)
        if found:
            return Verdict.WARNING, _("our books say ¥%(ours)s for this day") % amounts_of(found)
        if before is not None:
            return Verdict.DUPLICATE, _("an earlier statement says so too")
        return Verdict.OK, ""

    def missing(self) -> list[Judged]:
        """What only our books have."""
        reason = _("only our books have this")
        return [
            Judged(
                None, (one.on.isoformat(), one.reference, yuan(one.ours or 0)), Verdict.WARNING,
                reason,
            )
            for one in self.movements.values()
            if one.theirs is None
        ]  # fmt: skip


def amounts_of(found: Difference) -> dict[str, str]:
    return {"ours": yuan(found.ours or 0), "theirs": yuan(found.theirs or 0)}


def earlier_movements(account: Account, told: StatementFile) -> set[Movement]:
    """What earlier statements have of the same days."""
    period = (told.head.first_on, told.head.last_on)
    rows = StatementLine.objects.filter(statement__account=account, on__range=period)
    return {Movement(*row) for row in rows.values_list("on", "reference", "amount")}
