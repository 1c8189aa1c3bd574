"""The API of the ledger, for the office: balances, vouchers, the last check, and new entries."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, File, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate
from pydantic import StrictInt

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.web import Pages, refusals
from yucaihui.ledger import services
from yucaihui.ledger.models import Book, Statement, StatementDraft, Voucher
from yucaihui.ledger.queries import books as queries
from yucaihui.ledger.queries.previews import Preview, preview
from yucaihui.ledger.queries.statements import all_drafts, all_statements
from yucaihui.ledger.rules import may_read
from yucaihui.ledger.services.entries import entry_named

router = Router(tags=["ledger"])
TOKEN = r"^[A-Za-z0-9][A-Za-z0-9:._/-]*$"  # noqa: S105 - of an opaque id


class BookOut(Schema):
    code: str
    kind: str
    name_zh: str
    name_en: str
    number: int = Field(description="How many vouchers it has.")
    digest: str = Field(alias="head", description="Of its last voucher.")


class BalanceOut(Schema):
    id: str = Field(alias="account.uid")
    role: str = Field(alias="account.role")
    owner: str = Field(alias="account.owner_uid")
    debit: int
    credit: int


class TrialBalanceOut(Schema):
    on: date | None
    debit: int
    credit: int
    lines: list[BalanceOut]


class VoucherOut(Schema):
    number: int
    kind: str
    key: str
    effective_on: date
    posted_on: date
    at: datetime
    amount: int = Field(description="Fen: the most that it moves on one side of one account.")
    digest: str


class EntryIn(Schema):
    kind: str = Field(max_length=40, description="A template, such as budget.appropriated.")
    key: str = Field(max_length=100, pattern=TOKEN, description="Of the request: posted once.")
    source_type: str = Field(max_length=40, pattern=TOKEN)
    source: str = Field(max_length=64, pattern=TOKEN, description="An opaque id.")
    effective_on: date
    amounts: dict[str, StrictInt] = Field(
        description="Fen, by the template's names: {'amount': 100}."
    )
    accounts: dict[str, str] = Field({}, description="Account ids by role; else the book's own.")


class OutcomeOut(Schema):
    voucher: int | None = Field(description="Its number, when it is posted.")
    proposal: str | None = Field(description="An id, when a second person has to check it.")


class VerdictOut(Schema):
    at: datetime
    whole: bool
    document: dict[str, Any]


class LineOut(Schema):
    line: int | None = Field(alias="number", description="Empty: only our books have it.")
    cells: list[str]
    verdict: str = Field(description="ok, warning, error or duplicate.")
    reason: str


class DraftOut(Schema):
    id: str
    book: str
    may_be_taken: bool
    counts: dict[str, int]
    lines: list[LineOut]


class StatementOut(Schema):
    id: str = Field(alias="uid")
    book: str = Field(alias="account.book.code")
    account: str = Field(alias="account.uid")
    first_on: date
    last_on: date
    opening: int
    closing: int
    open_breaks: int


def reader(request: HttpRequest) -> Any:
    user = signed_in_user(request)
    if not may_read(user):
        raise PermissionDenied
    return user


def book_of(code: str) -> Book:
    return get_object_or_404(queries.all_books(), code=code)


@router.get("/ledger/books/", response=list[BookOut], summary=gettext_noop("The books"))
@paginate(Pages)
def books(request: HttpRequest) -> QuerySet[Book]:
    reader(request)
    return queries.all_books()


@router.get(
    "/ledger/books/{code}/balance/",
    response=TrialBalanceOut,
    summary=gettext_noop("A book's trial balance"),
)
def balance(request: HttpRequest, code: str, on: date | None = None) -> queries.TrialBalance:
    """The trial balance, on a day or as it stands now; amounts in fen."""
    reader(request)
    return queries.trial_balance(book_of(code), on)


@router.get(
    "/ledger/books/{code}/vouchers/",
    response=list[VoucherOut],
    summary=gettext_noop("A book's vouchers"),
)
@paginate(Pages)
def vouchers(request: HttpRequest, code: str) -> QuerySet[Voucher]:
    """The newest first."""
    reader(request)
    return queries.vouchers_of(book_of(code))


@router.post(
    "/ledger/books/{code}/entries/",
    response={201: OutcomeOut},
    summary=gettext_noop("Post an entry"),
)
def new_entry(request: HttpRequest, code: str, body: EntryIn) -> Status[dict[str, Any]]:
    """Post an entry, or propose it where a second person has to check. The same key again, with
    the same content, gives the first result."""
    user = reader(request)
    made = entry_named(
        book_of(code), body.kind, key=body.key, source=(body.source_type, body.source),
        on=body.effective_on, amounts=body.amounts, accounts=body.accounts,
    )  # fmt: skip
    outcome = services.submit(made, by=user, on=timezone.localdate())
    if isinstance(outcome, Voucher):
        return Status(201, {"voucher": outcome.number, "proposal": None})
    return Status(201, {"voucher": None, "proposal": outcome.uid})


@router.get(
    "/ledger/verification/",
    response=VerdictOut,
    openapi_extra=refusals(404),
    summary=gettext_noop("The last check of the books"),
)
def verification(request: HttpRequest) -> Any:
    """The last check of all invariants."""
    reader(request)
    last = queries.last_verification()
    if last is None:
        raise Http404
    return last


def draft_out(draft: StatementDraft) -> dict[str, Any]:
    judged: Preview = preview(draft)
    return {
        "id": draft.uid,
        "book": draft.book.code,
        "may_be_taken": judged.may_be_taken,
        "counts": judged.counts,
        "lines": judged.lines,
    }


def draft_of(uid: str) -> StatementDraft:
    return get_object_or_404(all_drafts(), uid=uid)


@router.post(
    "/ledger/books/{code}/statements/",
    response={201: DraftOut},
    summary=gettext_noop("Hand in a statement of account"),
)
def new_draft(request: HttpRequest, code: str, file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """A verdict for each line; nothing is taken before the draft is confirmed."""
    user = reader(request)
    return Status(201, draft_out(services.draft_statement(book_of(code), file.read(), by=user)))


@router.get(
    "/ledger/drafts/{uid}/",
    response=DraftOut,
    summary=gettext_noop("The verdicts on a statement that was handed in"),
)
def draft(request: HttpRequest, uid: str) -> dict[str, Any]:
    reader(request)
    return draft_out(draft_of(uid))


@router.post(
    "/ledger/drafts/{uid}/confirm/",
    response={201: StatementOut},
    summary=gettext_noop("Import a statement"),
)
def confirm(request: HttpRequest, uid: str) -> Status[Statement]:
    """Take it, and list what it and the books disagree on."""
    user = reader(request)
    made = services.confirm_draft(draft_of(uid), by=user, on=timezone.localdate())
    return Status(201, all_statements().get(pk=made.pk))


@router.delete(
    "/ledger/drafts/{uid}/",
    response=DraftOut,
    summary=gettext_noop("Throw a statement away that was handed in"),
)
def drop(request: HttpRequest, uid: str) -> dict[str, Any]:
    reader(request)
    found = draft_of(uid)
    told = draft_out(found)
    services.drop_draft(found)
    return told


@router.get(
    "/ledger/statements/",
    response=list[StatementOut],
    summary=gettext_noop("Statements that were imported"),
)
@paginate(Pages)
def statements(request: HttpRequest) -> QuerySet[Statement]:
    """The newest first."""
    reader(request)
    return all_statements()


@router.delete(
    "/ledger/statements/{uid}/",
    response=StatementOut,
    summary=gettext_noop("Take the import of a statement back"),
)
def take_back(request: HttpRequest, uid: str) -> Statement:
    """Its lines, stated balances and breaks go with it; the books stay as they are."""
    user = reader(request)
    found = get_object_or_404(all_statements(), uid=uid)
    services.take_back_statement(found, by=user)
    return found
