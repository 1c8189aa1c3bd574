"""Budgets, payment orders, batches and proposals."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from yucaihui.core.accounts.queries import user_by_email
from yucaihui.directory.queries import person_of
from yucaihui.directory.queries.people import current_people
from yucaihui.ledger.models import Account, BankBatch, Book, Budget, PaymentOrder, Proposal


@dataclass(frozen=True)
class Side:
    """A payee in the directory."""

    person: Any = None
    organisation: Any = None


def payee_named(text: str, organisations: QuerySet[Any]) -> Side | None:
    """By e-mail of an account, by record number, or by a firm's credit code."""
    if "@" in text:
        user = user_by_email(text)
        person = person_of(user) if user else None
    else:
        person = current_people().filter(uid=text).first()
    if person is not None:
        return Side(person=person)
    firm = organisations.filter(Q(uid=text) | Q(credit_code=text.upper())).first() if text else None
    return Side(organisation=firm) if firm else None


@dataclass(frozen=True)
class Standing:
    """A budget's figures in fen, each with the account behind it."""

    budget: Budget
    available: Account
    committed: Account
    spent: Account

    @property
    def appropriated(self) -> int:
        return self.available.balance + self.committed.balance + self.spent.balance


def all_budgets() -> QuerySet[Budget]:
    return Budget.objects.select_related("book").order_by("book", "code")


def standings(budgets: Iterable[Budget]) -> list[Standing]:
    """Two queries, however many budgets."""
    listed = list(budgets)
    uids = [one.uid for one in listed]
    owned = Account.objects.filter(owner_type="budget", owner_uid__in=uids).select_related("book")
    found = {(one.owner_uid, one.role): one for one in owned}
    return [
        Standing(one, *(found[one.uid, role] for role in ("available", "committed", "spent")))
        for one in listed
    ]


def all_orders() -> QuerySet[PaymentOrder]:
    sides = ("budget__book", "payee_person", "payee_organisation", "maker", "checker", "batch")
    return PaymentOrder.objects.select_related(*sides, "replaces", "replaced_by").order_by("-pk")


def orders_by_state() -> dict[str, int]:
    rows = PaymentOrder.objects.values_list("state").annotate(Count("pk")).order_by()
    return dict(rows)


def approved_orders(book: Book) -> QuerySet[PaymentOrder]:
    found = all_orders().filter(budget__book=book, state=PaymentOrder.State.APPROVED)
    return found.order_by("pk")


def all_batches() -> QuerySet[BankBatch]:
    rows = BankBatch.objects.select_related("book", "made_by")
    return rows.annotate(count=Count("orders"), total=Sum("orders__amount")).order_by("-pk")


def waiting_proposals() -> QuerySet[Proposal]:
    rows = Proposal.objects.select_related("book", "maker")
    return rows.filter(state=Proposal.State.WAITING).order_by("pk")


def all_proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("book", "maker", "checker", "voucher")


def lines_proposed(proposal: Proposal) -> list[tuple[Account, Account, int]]:
    """(debited account, credited account, fen) of each line."""
    lines = proposal.entry["lines"]
    keys = {key for debit, credit, _amount in lines for key in (debit, credit)}
    found = Account.objects.in_bulk(keys)
    return [(found[debit], found[credit], amount) for debit, credit, amount in lines]
