"""The ledger's lists."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.ledger.models import Transfer, Voucher
from yucaihui.ledger.process import REVERSAL, ROLES, TEMPLATES
from yucaihui.ledger.queries.books import Balance, seen
from yucaihui.ui.formats import yuan
from yucaihui.ui.tables import Column, Table


def kind_title(kind: str) -> object:
    return _("Reversal") if kind == REVERSAL else TEMPLATES[kind].title


def money(value: int | None) -> str:
    return yuan(value) if value else ""


class BalanceTable(Table[Balance]):
    caption = _("Trial balance")
    empty_title = _("No account is open")
    empty_text = _("Accounts open by themselves when the first entry needs them.")
    per_page = 200

    account = Column(_("Ledger account"), lambda row: ROLES[row.account.role].title)
    owner = Column(_("Belongs to"), "account.owner_uid")
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
    other = Column(_("Other account"), lambda row: ROLES[seen(row).other.role].title)
    debit = Column(_("Debit"), lambda row: money(seen(row).debit), numeric=True)
    credit = Column(_("Credit"), lambda row: money(seen(row).credit), numeric=True)
    after = Column(_("Balance"), lambda row: yuan(seen(row).after), numeric=True)

    def url_of(self, row: Any) -> str:
        return reverse("ledger:voucher", args=[row.voucher.book.code, row.voucher.number])


class LineTable(Table[Transfer]):
    caption = _("Transfers")

    debit = Column(_("Debit"), lambda row: ROLES[row.debit.role].title)
    credit = Column(_("Credit"), lambda row: ROLES[row.credit.role].title)
    amount = Column(_("Amount"), lambda row: yuan(row.amount), numeric=True)
    debit_after = Column(_("Debited account after it"), lambda r: yuan(r.debit_after), numeric=True)
    credit_after = Column(
        _("Credited account after it"), lambda r: yuan(r.credit_after), numeric=True
    )

    def url_of(self, row: Transfer) -> str:
        return reverse("ledger:account", args=[row.debit.uid])
