"""Statements, drafts of them, and breaks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from yucaihui.ledger.files.statements import Stated
from yucaihui.ledger.models import (
    Account,
    BalanceAssertion,
    Book,
    Break,
    Statement,
    StatementDraft,
)


def all_statements() -> QuerySet[Statement]:
    still = Count("breaks", filter=Q(breaks__closed_on=None))
    rows = Statement.objects.select_related("account__book", "imported_by")
    return rows.annotate(open_breaks=still).order_by("-pk")


def differences_left(statement: Statement) -> int:
    return statement.breaks.filter(closed_on=None).count()


def all_breaks() -> QuerySet[Break]:
    return Break.objects.select_related("statement__account__book", "owner").order_by(
        "opened_on", "pk"
    )


def breaks_of(statement: Statement) -> QuerySet[Break]:
    return all_breaks().filter(statement=statement, closed_on=None)


def open_breaks() -> QuerySet[Break]:
    """The oldest first."""
    return all_breaks().filter(closed_on=None)


def all_drafts() -> QuerySet[StatementDraft]:
    return StatementDraft.objects.select_related("book", "made_by").order_by("-pk")


def account_named(book: Book, name: str) -> Account | None:
    """The account by its opaque id, or by its role where it belongs to the book as a whole."""
    return (
        book.accounts.filter(uid=name).first()
        or book.accounts.filter(role=name, owner_uid="").first()
    )


def no_account(name: str) -> str:
    return _("The book has no account “%(name)s”. Write its id or its role.") % {"name": name}


def stated_before(account: Account, balances: Iterable[Stated]) -> dict[date, int]:
    """The balances that earlier statements state for these days."""
    days = [one.on for one in balances]
    kept = BalanceAssertion.objects.filter(account=account, on__in=days)
    return dict(kept.values_list("on", "stated"))


def stated_otherwise(account: Account, balances: Iterable[Stated]) -> list[date]:
    """The days for which an earlier statement states another balance."""
    listed = list(balances)
    before = stated_before(account, listed)
    return [one.on for one in listed if before.get(one.on, one.balance) != one.balance]
