"""Payment orders: ordered → approved → sent → received or returned, each step in the books."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.core.money import LIMIT
from yucaihui.directory.queries.people import person_by_uid
from yucaihui.ledger.errors import BadAmount, LedgerRefusal, WrongState
from yucaihui.ledger.files.bank import Answer, batch_file, read_answers
from yucaihui.ledger.models import BankBatch, Book, Budget, PaymentOrder
from yucaihui.ledger.process import ORDER, TEMPLATES
from yucaihui.ledger.services.accounts import BUDGET_ROLES
from yucaihui.ledger.services.entries import Entry, accounts_of, entry
from yucaihui.ledger.services.posting import post, post_all
from yucaihui.promises.services import break_promise, keep_promise, register_promise

State = PaymentOrder.State
PROMISE = "payment"
ENDED = (State.RECEIVED, State.RETURNED, State.DROPPED)


@dataclass(frozen=True)
class Payee:
    """Who is paid (a person or an organisation of the directory), and on which account."""

    holder: str
    bank: str
    account_number: str
    person: Any = None
    organisation: Any = None


def order_payment(
    budget: Budget,
    payee: Payee,
    amount: int,
    *,
    by: Any,
    due_on: date,
    purpose: tuple[str, str],
    promise: tuple[str, str, str] | None = None,
    replaces: PaymentOrder | None = None,
) -> PaymentOrder:
    """Order that `amount` fen be paid from `budget`, to keep a promise.

    `purpose` is in Chinese and in English; one of them is enough. `promise` is (kind, source type,
    source id) of one that was made; without one, the order is a promise of its own, due `due_on`.
    A record that was merged meanwhile is paid as the one that was kept.

    Raises:
        BadAmount: not positive, or too large.
        LedgerRefusal: the promise has an order on its way already, or the payee is nobody, two, or
            erased.
    """
    if type(amount) is not int or not 0 < amount <= LIMIT:
        raise BadAmount(_("An amount is more than nought and at most 100 billion yuan."), "amount")
    order = PaymentOrder(
        budget=budget, payee_person=kept(payee.person), payee_organisation=payee.organisation,
        holder=payee.holder, bank=payee.bank, account_number=payee.account_number, amount=amount,
        purpose_zh=purpose[0], purpose_en=purpose[1], maker=by, replaces=replaces,
    )  # fmt: skip
    order.promise_kind, order.promise_type, order.promise_uid = promise or (
        PROMISE, ORDER, order.uid,
    )  # fmt: skip
    try:
        with transaction.atomic():
            order.save(force_insert=True)
            if promise is None:
                promise_payment(order, due_on)
            record(by, "ledger.payment_ordered", order, amount=amount, budget=budget.uid)
    except IntegrityError:
        raise LedgerRefusal(
            _("This is ordered already, or the payee is not one person or one organisation.")
        ) from None
    return order


def kept(person: Any) -> Any:
    """The record that stands for this person today."""
    if person is None:
        return None
    found = person_by_uid(person.uid)
    if found is None or found.erased_at:
        raise LedgerRefusal(_("This person's record was erased: nobody is left to pay."), "payee")
    return found


def promise_payment(order: PaymentOrder, due_on: date) -> None:
    register_promise(
        kind=order.promise_kind,
        title_zh=order.purpose_zh or order.purpose_en,
        title_en=order.purpose_en or order.purpose_zh,
        due_on=due_on,
        source=(order.promise_type, order.promise_uid),
        to_person=order.payee_person,
        to_organisation=order.payee_organisation,
    )


def approve_order(order: PaymentOrder, *, by: Any, on: date) -> None:
    """Bind the budget to it. Above the limit, `by` is not who ordered it.

    Raises:
        SamePerson, CheckerNeeded: a second person must approve.
        FloorReached: the budget has not enough left.
        WrongState: it is not waiting.
    """
    checker = None if order.maker_id == by.pk else by
    with transaction.atomic():
        move(order, (State.ORDERED,), State.APPROVED, by, checker=checker)
        post(step(order, "payment.committed", on), by=order.maker, checker=checker, on=on)


def drop_order(order: PaymentOrder, *, by: Any, note: str, on: date) -> None:
    """It will not be paid: what was bound is free again, and its promise is broken, with the note.

    Raises:
        Refused: without a note.
        WrongState: the bank has it, or it is paid.
    """
    with transaction.atomic():
        before = order.state
        move(order, (State.ORDERED, State.APPROVED, State.RETURNED), State.DROPPED, by, note=note)
        if before == State.APPROVED:
            released = step(order, "payment.released", on)
            post(released, by=order.maker, checker=order.checker, on=on)
        kind, source_type, uid = promise_of(order)
        break_promise(source_type, uid, kind, by, note=note)


def order_again(order: PaymentOrder, payee: Payee, *, by: Any, due_on: date) -> PaymentOrder:
    """A new order for one that the bank returned, to keep the same promise.

    Raises:
        WrongState: it was not returned, or was ordered again already.
    """
    if order.state != State.RETURNED or hasattr(order, "replaced_by"):
        raise WrongState(_("Only what the bank returned is ordered again, and once."))
    purpose = (order.purpose_zh, order.purpose_en)
    return order_payment(
        order.budget, payee, order.amount, by=by, due_on=due_on, purpose=purpose,
        promise=promise_of(order), replaces=order,
    )  # fmt: skip


def send_orders(book: Book, orders: Iterable[PaymentOrder], *, by: Any, on: date) -> BankBatch:
    """Put approved orders into one batch for the bank.

    Raises:
        WrongState: there is none, or one of them is not approved.
        FloorReached: the fund's bank account has not enough.
    """
    listed = sorted(orders, key=lambda one: one.pk)
    if not listed or any(one.budget.book_id != book.pk for one in listed):
        raise WrongState(_("Choose approved orders of this book."))
    with transaction.atomic():
        batch = BankBatch.objects.create(book=book, made_by=by, made_on=on)
        for order in listed:
            move(order, (State.APPROVED,), State.SENT, by, batch=batch)
        post_steps(listed, "payment.sent", on)
        record(by, "ledger.batch_made", batch, orders=len(listed))
    return batch


def file_of(batch: BankBatch, *, by: Any) -> bytes:
    """The file for the bank. It holds account numbers: who made it is in the journal."""
    orders = batch.orders.order_by("pk")
    record(by, "ledger.batch_file_read", batch)
    return batch_file(
        (one.uid, one.holder, one.account_number, one.bank, one.amount,
         one.purpose_zh or one.purpose_en)
        for one in orders
    )  # fmt: skip


def take_answers(batch: BankBatch, data: bytes, *, by: Any, on: date) -> dict[str, int]:
    """What the bank's answer file says, all of it or nothing; the same file again changes nothing.

    Gives how many orders are received and returned by this file.

    Raises:
        BadFile: see `files.read_answers`; or an order that is not in the batch, another amount.
        WrongState: an order was answered otherwise before.
    """
    answers = {one.order: one for one in read_answers(data)}
    with transaction.atomic():
        orders = {one.uid: one for one in batch.orders.filter(uid__in=answers).order_by("pk")}
        check_known(answers, orders)
        fresh = [one for one in orders.values() if one.state != answers[one.uid].result]
        for order in fresh:
            settle(order, answers[order.uid], by)
        for result in (State.RECEIVED, State.RETURNED):
            post_steps([one for one in fresh if one.state == result], f"payment.{result}", on)
        record(by, "ledger.answers_taken", batch, orders=len(fresh))
    return {
        result: sum(one.state == result for one in fresh) for result in ("received", "returned")
    }


def check_known(answers: dict[str, Answer], orders: dict[str, PaymentOrder]) -> None:
    for uid, one in answers.items():
        if uid not in orders:
            raise LedgerRefusal(_("Order %(uid)s is not in this batch.") % {"uid": uid}, "file")
        if one.amount != orders[uid].amount:
            raise LedgerRefusal(_("Order %(uid)s has another amount.") % {"uid": uid}, "file")


def settle(order: PaymentOrder, answer: Answer, by: Any) -> None:
    fields = {"reference": answer.reference, "note": answer.reason}
    move(order, (State.SENT,), State(answer.result), by, **fields)
    if order.state == State.RECEIVED:
        kind, source_type, uid = promise_of(order)
        keep_promise(source_type, uid, kind, by)


def promise_of(order: PaymentOrder) -> tuple[str, str, str]:
    return order.promise_kind, order.promise_type, order.promise_uid


def move(
    order: PaymentOrder, sources: tuple[State, ...], target: State, by: Any, **fields: Any
) -> None:
    """Only from one of `sources`: of two at once, the second finds another state."""
    fields = {name: value for name, value in fields.items() if value is not None}
    waiting = PaymentOrder.objects.filter(pk=order.pk, state__in=sources)
    if not waiting.update(state=target, moved_at=timezone.now(), **fields):
        raise WrongState(_("The order has moved on meanwhile. Look at it again."))
    order.refresh_from_db()
    record(by, f"ledger.payment_{target.value}", order)
    if order.payee_person and order.payee_person.erased_at:
        forget_accounts(order.payee_person)


def forget_accounts(person: Any) -> None:
    """What was paid stays in the books; to which account it went is forgotten once the bank needs
    it no more."""
    ended = PaymentOrder.objects.filter(payee_person=person, state__in=ENDED)
    ended.update(holder="", bank="", account_number="", note="")


def step(order: PaymentOrder, kind: str, on: date) -> Entry:
    """The entry of one step of an order, by its template."""
    book = order.budget.book
    owners = {role: order.budget for role in TEMPLATES[kind].roles if role in BUDGET_ROLES}
    return entry(
        book, kind, key=f"{ORDER}:{order.uid}:{kind}", source=(ORDER, order.uid), on=on,
        amounts=order.amount, accounts=accounts_of(book, kind, **owners),
    )  # fmt: skip


def post_steps(orders: list[PaymentOrder], kind: str, on: date) -> None:
    """Post the same step of several orders, each signed by the two who ordered and approved it."""

    def signers(order: PaymentOrder) -> tuple[int, int]:
        return order.maker_id, order.checker_id or 0

    for _signers, group in groupby(sorted(orders, key=signers), key=signers):
        listed = list(group)
        first = listed[0]
        entries = [step(one, kind, on) for one in listed]
        post_all(entries, by=first.maker, checker=first.checker, on=on)
