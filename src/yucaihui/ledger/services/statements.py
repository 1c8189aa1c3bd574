"""Statements of banks and partners: kept as a draft, taken when confirmed, taken back."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.ledger.errors import BadFile
from yucaihui.ledger.files.statements import StatementFile, read_statement, statement_lines
from yucaihui.ledger.models import (
    BalanceAssertion,
    Book,
    Statement,
    StatementDraft,
    StatementLine,
)
from yucaihui.ledger.queries.statements import account_named, no_account, stated_otherwise
from yucaihui.ledger.services.posting import locked
from yucaihui.ledger.services.reconciliation import reconcile

# A draft that nobody confirms is thrown away.
DRAFT_AGE = timedelta(days=30)


def draft_statement(book: Book, data: bytes, *, by: Any) -> StatementDraft:
    """Keep a file until somebody has read its verdicts; nothing of it is taken. The same file
    again gives the same draft.

    Raises:
        BadFile: it is no statement: no CSV, or without head or control totals.
    """
    statement_lines(data)
    draft, _made = StatementDraft.objects.get_or_create(
        book=book, sha256=sha256(data).hexdigest(), defaults={"data": data, "made_by": by}
    )
    return draft


def confirm_draft(draft: StatementDraft, *, by: Any, on: date) -> Statement:
    """Take the draft's statement; raises as `import_statement` does."""
    with transaction.atomic():
        statement = import_statement(draft.book, bytes(draft.data), by=by, on=on)
        draft.delete()
    return statement


def drop_draft(draft: StatementDraft) -> None:
    draft.delete()


def drop_old_drafts() -> int:
    old = StatementDraft.objects.filter(made_at__lt=timezone.now() - DRAFT_AGE)
    count, _rows = old.delete()
    return count


def import_statement(book: Book, data: bytes, *, by: Any, on: date) -> Statement:
    """Take a statement, compare it, and list what disagrees under `by`. The same file again gives
    the first.

    Raises:
        BadFile: see `files.statements`; or no such account, or another balance for a day that was
            stated before.
    """
    told = read_statement(data)
    with transaction.atomic():
        digest = sha256(data).hexdigest()
        held = locked(book)
        known = Statement.objects.filter(sha256=digest).first()
        if known:
            return known
        statement = kept(held, told, digest, by)
        record(by, "ledger.statement_imported", statement, lines=len(told.movements))
        reconcile(statement, on=on, owner=by)
    return statement


def kept(book: Book, told: StatementFile, digest: str, by: Any) -> Statement:
    account = account_named(book, told.head.account)
    if account is None:
        raise BadFile(no_account(told.head.account), "file")
    for day in stated_otherwise(account, told.balances):
        raise BadFile(
            _("Another balance was stated for %(day)s before.") % {"day": day.isoformat()}, "file"
        )
    statement = Statement.objects.create(
        account=account, first_on=told.head.first_on, last_on=told.head.last_on,
        opening=told.head.opening, closing=told.closing, sha256=digest, imported_by=by,
    )  # fmt: skip
    StatementLine.objects.bulk_create(
        StatementLine(
            statement=statement, number=number, on=one.on, reference=one.reference,
            amount=one.amount,
        )
        for number, one in enumerate(told.movements, 1)
    )  # fmt: skip
    BalanceAssertion.objects.bulk_create(
        BalanceAssertion(statement=statement, account=account, on=one.on, stated=one.balance)
        for one in told.balances
    )
    return statement


def take_back_statement(statement: Statement, *, by: Any) -> None:
    """As if it had not been imported: its lines, stated balances and breaks go with it; that it
    was there stays in the journal."""
    with transaction.atomic():
        period = f"{statement.first_on.isoformat()}/{statement.last_on.isoformat()}"
        record(by, "ledger.statement_taken_back", statement, period=period,
               sha256=statement.sha256)  # fmt: skip
        statement.delete()
