"""The ledger's lists."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.ledger.models import (
    BankBatch,
    Break,
    PaymentOrder,
    Proposal,
    Statement,
    StatementDraft,
    StatementLine,
    Transfer,
    Voucher,
)
from yucaihui.ledger.process import REVERSAL, TEMPLATES
from yucaihui.ledger.queries.books import Balance, seen
from yucaihui.ledger.queries.payments import Standing
from yucaihui.ledger.queries.previews import Judged
from yucaihui.ui.formats import in_language, yuan
from yucaihui.ui.tables import Column, Table


def kind_title(kind: str) -> object:
    return _("Reversal") if kind == REVERSAL else TEMPLATES[kind].title


def money(value: int | None) -> str:
    return yuan(value) if value else ""


def owner_of(row: Balance) -> str:
    """The budget's name; the opaque id of another owner."""
    return in_language(row.owner, "name") if row.owner else row.account.owner_uid


class BalanceTable(Table[Balance]):
    caption = _("Trial balance")
    empty_title = _("No account is open")
    empty_text = _("Accounts open by themselves when the first entry needs them.")
    per_page = 200

    account = Column(_("Ledger account"), lambda row: row.account.title)
    owner = Column(_("Belongs to"), owner_of)
    debit = Column(_("Debit"), lambda row: money(row.debit), numeric=True)
    credit = Column(_("Credit"), lambda row: money(row.credit), numeric=True)

    def url_of(self, row: Balance) -> str:
        return reverse("ledger:account", args=[row.account.uid])


class VoucherTable(Table[Voucher]):
    caption = _("Vouchers")
    empty_title = _("Nothing is posted yet")
    empty_text = _("Appropriate a budget, and its voucher stands here.")

    number = Column(_("Number"))
    kind = Column(pgettext_lazy("voucher", "Event"), lambda row: kind_title(row.kind))
    posted_on = Column(_("Booked on"))
    amount = Column(_("Amount"), lambda row: money(row.amount), numeric=True)

    def url_of(self, row: Voucher) -> str:
        return reverse("ledger:voucher", args=[row.book.code, row.number])


class StatementTable(Table[Transfer]):
    caption = _("Statement of account")
    empty_title = _("No transfer yet")
    empty_text = _("The first entry that moves this account stands here.")
    per_page = 50

    number = Column(_("Voucher"), "voucher.number")
    kind = Column(pgettext_lazy("voucher", "Event"), lambda row: kind_title(row.voucher.kind))
    effective_on = Column(_("Takes effect on"), "voucher.effective_on")
    other = Column(_("Other account"), lambda row: seen(row).other.title)
    debit = Column(_("Debit"), lambda row: money(seen(row).debit), numeric=True)
    credit = Column(_("Credit"), lambda row: money(seen(row).credit), numeric=True)
    after = Column(_("Balance"), lambda row: yuan(seen(row).after), numeric=True)

    def url_of(self, row: Any) -> str:
        return reverse("ledger:voucher", args=[row.voucher.book.code, row.voucher.number])


class LineTable(Table[Transfer]):
    caption = _("Transfers")

    debit = Column(_("Debit"), lambda row: row.debit.title)
    credit = Column(_("Credit"), lambda row: row.credit.title)
    amount = Column(_("Amount"), lambda row: yuan(row.amount), numeric=True)
    debit_after = Column(_("Debited account after it"), lambda r: yuan(r.debit_after), numeric=True)
    credit_after = Column(
        _("Credited account after it"), lambda r: yuan(r.credit_after), numeric=True
    )

    def url_of(self, row: Transfer) -> str:
        return reverse("ledger:account", args=[row.debit.uid])


def payee_name(order: PaymentOrder) -> str:
    return in_language(order.payee, "name")


class BudgetTable(Table[Standing]):
    caption = _("Budgets")
    empty_title = _("No budget is open")
    empty_text = _("Open one in a fund book, then appropriate what may be spent.")

    name = Column(_("Budget"), lambda row: in_language(row.budget, "name"))
    appropriated = Column(_("Appropriated"), lambda row: yuan(row.appropriated), numeric=True)
    available = Column(_("Available"), lambda row: yuan(row.available.balance), numeric=True)
    committed = Column(_("Committed"), lambda row: yuan(row.committed.balance), numeric=True)
    spent = Column(_("Spent"), lambda row: yuan(row.spent.balance), numeric=True)

    def url_of(self, row: Standing) -> str:
        return reverse("ledger:budget", args=[row.budget.uid])


class OrderTable(Table[PaymentOrder]):
    caption = _("Payment orders")
    empty_title = _("No payment order here")
    empty_text = _("Open a budget's page to order a payment from it.")

    purpose = Column(_("Purpose"), lambda row: in_language(row, "purpose"))
    payee = Column(_("Payee"), payee_name)
    amount = Column(_("Amount"), lambda row: yuan(row.amount), order=("amount",), numeric=True)
    state = Column(_("State"), template="ledger/order_state.html")
    ordered_at = Column(_("Ordered at"), order=("ordered_at",))

    def url_of(self, row: PaymentOrder) -> str:
        return reverse("ledger:order", args=[row.uid])


class BatchTable(Table[BankBatch]):
    caption = _("Files for the bank")
    empty_title = _("Nothing was sent yet")
    empty_text = _("Approved orders are put into one file for the bank.")

    made_on = Column(_("Made on"))
    book = Column(_("Book"), "book.code")
    count = Column(_("Orders"), numeric=True)
    total = Column(_("Amount"), lambda row: yuan(row.total), numeric=True)

    def url_of(self, row: BankBatch) -> str:
        return reverse("ledger:batch", args=[row.uid])


class ProposalTable(Table[Proposal]):
    caption = _("Entries that wait for a second person")
    empty_title = _("Nothing waits for a checker")
    empty_text = _("Above the limit an entry waits here until a colleague has checked it.")

    kind = Column(pgettext_lazy("voucher", "Event"), lambda row: kind_title(row.kind))
    book = Column(_("Book"), "book.code")
    amount = Column(_("Amount"), lambda row: yuan(row.amount), numeric=True)
    maker = Column(_("Made by"), "maker.email")
    made_at = Column(_("Made at"))

    def url_of(self, row: Proposal) -> str:
        return reverse("ledger:proposal", args=[row.uid])


class StatementListTable(Table[Statement]):
    caption = _("Statements")
    empty_title = _("No statement was imported")
    empty_text = _("Import the bank's statement; what disagrees with the books is listed.")

    account = Column(_("Ledger account"), lambda row: row.account.title)
    book = Column(_("Book"), "account.book.code")
    first_on = Column(_("Period from"))
    last_on = Column(_("Period to"))
    closing = Column(_("Closing balance"), lambda row: yuan(row.closing), numeric=True)
    open_breaks = Column(_("Open breaks"), numeric=True)

    def url_of(self, row: Statement) -> str:
        return reverse("ledger:statement", args=[row.uid])


class DraftTable(Table[StatementDraft]):
    caption = _("Files that wait to be imported")

    made_at = Column(_("Handed in"))
    book = Column(_("Book"), "book.code")
    made_by = Column(_("By"), "made_by.email")

    def url_of(self, row: StatementDraft) -> str:
        return reverse("ledger:draft", args=[row.uid])


class JudgedTable(Table[Judged]):
    caption = _("Verdicts by line")
    empty_title = _("No line here")
    empty_text = _("Choose another verdict above.")
    per_page = 100

    number = Column(_("Line"), lambda row: row.number or _("In our books"))
    says = Column(_("What it says"), lambda row: " · ".join(row.cells))
    verdict = Column(_("Verdict"), template="ledger/line_verdict.html")
    reason = Column(_("Reason"), lambda row: row.reason or "–")


class MovementTable(Table[StatementLine]):
    caption = _("Lines of the statement")
    empty_title = _("No movement")
    empty_text = _("The statement has balances alone.")
    per_page = 100

    number = Column(_("Line"))
    on = Column(_("Day"))
    reference = Column(_("Reference"))
    amount = Column(_("Amount"), lambda row: yuan(row.amount), numeric=True)


class BreakTable(Table[Break]):
    caption = _("Open breaks")
    empty_title = _("Nothing disagrees")
    empty_text = _("What a statement and the books disagree on stands here, with its owner.")

    kind = Column(_("Difference"), "get_kind_display")
    on = Column(_("Day"))
    reference = Column(_("Reference"))
    ours = Column(_("In our books"), lambda row: yuan(row.ours), numeric=True)
    theirs = Column(_("In the statement"), lambda row: yuan(row.theirs), numeric=True)
    owner = Column(pgettext_lazy("break", "Owner"), lambda row: row.owner and row.owner.email)
    age = Column(_("Days open"), lambda row: row.days_open(timezone.localdate()), numeric=True)

    def url_of(self, row: Break) -> str:
        return reverse("ledger:break", args=[row.uid])
