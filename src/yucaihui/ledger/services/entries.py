"""What is to be posted: entries made from templates, and reversals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yucaihui.ledger import chain
from yucaihui.ledger.amounts import worth
from yucaihui.ledger.errors import AlreadyReversed, BadAmount, LedgerRefusal, WrongState
from yucaihui.ledger.models import Account, Book, Voucher
from yucaihui.ledger.process import ORDER, REVERSAL, TEMPLATES
from yucaihui.ledger.services.accounts import Owner, account


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be posted, as one voucher. `lines` are (debit, credit, fen) by account key.

    `key` names the request: sent again, with the same content, it gives the first result.
    `source` is the (type, opaque id) of the document it rests on.
    """

    book: Book
    kind: str
    key: str
    source: tuple[str, str]
    effective_on: date
    lines: tuple[tuple[int, int, int], ...]
    reverses: Voucher | None = None

    @property
    def amount(self) -> int:
        """What it is worth; see `worth`."""
        return worth(self.lines)

    def request(self) -> str:
        reversed_number = self.reverses.number if self.reverses else ""
        source_type, uid = self.source
        head = (self.book.pk, self.kind, self.key, source_type, uid, self.effective_on)
        return chain.request_digest((*head, reversed_number), chain.packed(self.lines))


def entry(
    book: Book,
    kind: str,
    *,
    key: str,
    source: tuple[str, str],
    on: date,
    amounts: int | Mapping[str, int],
    accounts: Mapping[str, Account],
) -> Entry:
    """An event's entry by its template: amounts in fen by name, accounts by role.

    An amount that is left out or nought leaves out its line.

    Raises:
        LedgerRefusal: no such template, or not for this kind of book.
        BadAmount: an amount the template does not know.
    """
    template = TEMPLATES.get(kind)
    if template is None or template.book != book.kind:
        raise LedgerRefusal(_("This kind of entry is not for this book. Choose another."), "kind")
    if any(accounts[role].role != role for role in template.roles):
        raise LedgerRefusal(_("An account of this entry plays another role."), "accounts")
    named = amounts if isinstance(amounts, Mapping) else {"amount": amounts}
    if set(named) - set(template.amounts):
        raise BadAmount(
            _("This entry takes these amounts: %(names)s.") % {"names": ", ".join(template.amounts)}
        )
    lines = tuple(
        (accounts[line.debit].pk, accounts[line.credit].pk, named[line.amount])
        for line in template.lines
        if line.amount in named and (named[line.amount] or len(template.amounts) == 1)
    )
    return Entry(book, kind, key, source, on, lines)


def accounts_of(book: Book, kind: str, **owners: Owner) -> dict[str, Account]:
    """The accounts of an event: those of `owners` for the roles named, the book's own otherwise.

    Raises:
        LedgerRefusal: no such template, or it has no such role.
    """
    template = TEMPLATES.get(kind)
    if template is None or set(owners) - set(template.roles):
        raise LedgerRefusal(_("This kind of entry is not for this book. Choose another."), "kind")
    return {role: account(book, role, owners.get(role)) for role in template.roles}


def entry_named(
    book: Book,
    kind: str,
    *,
    key: str,
    source: tuple[str, str],
    on: date,
    amounts: Mapping[str, int],
    accounts: Mapping[str, str],
) -> Entry:
    """The same from outside: accounts by their opaque ids; a role that is left out is played by the
    account of the book as a whole.

    Raises:
        LedgerRefusal: as `entry` does; or an id is of no account of the book, a role not in it.
    """
    template = TEMPLATES.get(kind)
    if template is None or set(accounts) - set(template.roles):
        raise LedgerRefusal(_("This kind of entry is not for this book. Choose another."), "kind")
    named = {one.uid: one for one in book.accounts.filter(uid__in=accounts.values())}
    if named.keys() != set(accounts.values()):
        raise LedgerRefusal(_("An account of this entry is not in its book."), "accounts")
    played = {
        role: named[accounts[role]] if role in accounts else account(book, role)
        for role in template.roles
    }
    return entry(book, kind, key=key, source=source, on=on, amounts=amounts, accounts=played)


def reversal(voucher: Voucher, *, key: str, on: date) -> Entry:
    """The same transfers the other way round.

    Raises:
        AlreadyReversed: it was, or it is a reversal itself.
        WrongState: it is a payment order's step, which the order itself takes back.
    """
    if voucher.source_type == ORDER:
        raise WrongState(_("This is a step of a payment order. Return or drop the order instead."))
    if voucher.reverses_id is not None:
        raise AlreadyReversed(_("This is a reversal. Post the entry anew instead."))
    if Voucher.objects.filter(reverses=voucher).exclude(key=key).exists():
        raise AlreadyReversed(_("This voucher is reversed already."))
    rows = voucher.transfers.order_by("line").values_list("credit_id", "debit_id", "amount")
    source = ("voucher", str(voucher.number))
    return Entry(voucher.book, REVERSAL, key, source, on, tuple(rows), voucher)
