"""Open books, budgets and accounts. Accounts are never closed or changed: they fall quiet."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.core.ids import PublicModel
from yucaihui.ledger.errors import LedgerRefusal
from yucaihui.ledger.models import Account, Book, Budget
from yucaihui.ledger.process import ROLES, BookKind

Owner = PublicModel | tuple[str, str] | None
BUDGET_ROLES = ("available", "committed", "spent")


def open_book(
    code: str, kind: BookKind, *, by: Any, name_zh: str = "", name_en: str = "", partner: Any = None
) -> Book:
    """A new book.

    Raises:
        LedgerRefusal: the code is taken, or a mirror book names no partner.
    """
    if (kind == BookKind.MIRROR) != (partner is not None):
        raise LedgerRefusal(
            _("A mirror book names the partner whose figures it mirrors; a fund book names none."),
            "partner",
        )
    try:
        with transaction.atomic():
            book = Book.objects.create(
                code=code, kind=kind, name_zh=name_zh, name_en=name_en, partner=partner
            )
            record(by, "ledger.book_opened", book, kind=str(kind))
    except IntegrityError:
        raise code_taken(code) from None
    return book


def open_budget(book: Book, code: str, *, by: Any, name_zh: str = "", name_en: str = "") -> Budget:
    """A budget with its accounts, nothing on them yet."""
    if book.kind != BookKind.FUND:
        raise LedgerRefusal(_("A budget belongs to a fund book. Choose one."), "book")
    try:
        with transaction.atomic():
            budget = Budget.objects.create(book=book, code=code, name_zh=name_zh, name_en=name_en)
            for role in BUDGET_ROLES:
                account(book, role, budget)
            record(by, "ledger.budget_opened", budget)
    except IntegrityError:
        raise code_taken(code) from None
    return budget


def code_taken(code: str) -> LedgerRefusal:
    return LedgerRefusal(
        _("The code “%(code)s” is taken. Choose another.") % {"code": code}, "code"
    )


def account(book: Book, role: str, owner: Owner = None) -> Account:
    """The book's account that plays `role` for `owner`; opened the first time it is asked for.

    `owner` is a row with an opaque id, (type, id), or None for the book as a whole.
    """
    kind, uid = owner_of(owner)
    found, _made = Account.objects.get_or_create(
        book=book,
        role=role,
        owner_type=kind,
        owner_uid=uid,
        defaults={
            "side": ROLES[role].side,
            "floor": ROLES[role].floor,
            "currency": book.currency,
        },
    )
    return found


def owner_of(owner: Owner) -> tuple[str, str]:
    if owner is None:
        return "", ""
    if isinstance(owner, tuple):
        return owner
    return type(owner).__name__.lower(), owner.uid
