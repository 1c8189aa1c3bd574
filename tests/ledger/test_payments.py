"""A prize and a subsidy go from budget to received; what the bank returns is not lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.factories import make_employer, make_person
from tests.ledger.ground import TODAY, Fund
from tests.ledger.test_posting import whole
from yucaihui.core.audit.models import AuditEntry
from yucaihui.ledger import services as ledger
from yucaihui.ledger import triggers
from yucaihui.ledger.checks.verify import verify
from yucaihui.ledger.errors import (
    BadAmount,
    BadFile,
    FloorReached,
    LedgerRefusal,
    SamePerson,
    WrongState,
)
from yucaihui.ledger.models import BankBatch, PaymentOrder, Proposal, Voucher
from yucaihui.promises.models import Promise
from yucaihui.promises.services import register_promise

pytestmark = pytest.mark.django_db
State = PaymentOrder.State


class Office(Fund):
    """A fund with a budget of ¥1,000 and ¥5,000 in the bank."""

    def __init__(self) -> None:
        super().__init__()
        self.budget = ledger.open_budget(self.book, f"{self.book.code}-prizes", by=self.maker)
        self.sign(
            ledger.appropriate(
                self.budget, 1000_00, key="a1", document="d1", by=self.maker, on=TODAY
            )
        )
        self.sign(
            ledger.pay_in(self.book, 5000_00, key="p1", document="d2", by=self.maker, on=TODAY)
        )

    def sign(self, proposal: Any) -> Voucher:
        assert isinstance(proposal, Proposal)
        return ledger.check_proposal(proposal, by=self.checker, on=TODAY)

    def order(self, amount: int = 300_00, **fields: Any) -> PaymentOrder:
        values = {"purpose": ("星渝杯一等奖", "First prize"), "due_on": TODAY, **fields}
        return ledger.order_payment(self.budget, payee(), amount, by=self.maker, **values)

    def approved(self, amount: int = 300_00) -> PaymentOrder:
        order = self.order(amount)
        ledger.approve_order(order, by=self.checker, on=TODAY)
        return order

    def sent(self, *amounts: int) -> tuple[BankBatch, list[PaymentOrder]]:
        orders = [self.approved(amount) for amount in amounts or (300_00,)]
        return ledger.send_orders(self.book, orders, by=self.maker, on=TODAY), orders

    def answer(self, batch: BankBatch, *rows: str, totals: str) -> dict[str, int]:
        text = "\n".join(["order,result,reference,reason,amount", *rows, f"TOTAL,{totals}"])
        return ledger.take_answers(batch, text.encode(), by=self.maker, on=TODAY)

    def figures(self) -> tuple[int, int, int]:
        roles = ("available", "committed", "spent")
        return tuple(  # type: ignore[return-value]
            ledger.account(self.book, role, self.budget).balance for role in roles
        )

    def cash(self) -> tuple[int, int]:
        found = [ledger.account(self.book, role).balance for role in ("cash", "transit")]
        return found[0], found[1]


def payee(**sides: Any) -> ledger.Payee:
    sides = sides or {"person": make_person()}
    return ledger.Payee("测试", "渝测银行江北支行", "6222000011112222", **sides)


def promise_of(order: PaymentOrder) -> Promise:
    return Promise.objects.get(kind=order.promise_kind, source_uid=order.promise_uid)


def test_a_payment_goes_from_budget_to_received_and_keeps_its_promise() -> None:
    office = Office()
    order = office.order()
    assert promise_of(order).state == Promise.State.OPEN
    ledger.approve_order(order, by=office.checker, on=TODAY)
    assert office.figures() == (700_00, 300_00, 0)
    batch = ledger.send_orders(office.book, [order], by=office.maker, on=TODAY)
    assert office.cash() == (4700_00, 300_00)
    done = office.answer(batch, f"{order.uid},成功,B1,,300.00", totals="1,,,300.00")
    assert done == {"received": 1, "returned": 0}
    order.refresh_from_db()
    assert (order.state, order.reference) == (State.RECEIVED, "B1")
    assert (office.figures(), office.cash()) == ((700_00, 0, 300_00), (4700_00, 0))
    assert promise_of(order).state == Promise.State.KEPT
    steps = Voucher.objects.filter(source_uid=order.uid).order_by("number")
    assert [(one.kind, one.maker, one.checker) for one in steps] == [
        (f"payment.{step}", office.maker.uid, office.checker.uid)
        for step in ("committed", "sent", "received")
    ]
    assert whole()


def test_an_order_can_keep_a_promise_that_was_made_elsewhere() -> None:
    office, firm = Office(), make_employer()
    register_promise(
        kind="subsidy", title_zh="安家补贴", title_en="Settling-in subsidy", due_on=TODAY,
        source=("decision", "d9"), to_organisation=firm,
    )  # fmt: skip
    order = ledger.order_payment(
        office.budget, payee(organisation=firm), 100_00, by=office.maker, due_on=TODAY,
        purpose=("安家补贴", ""), promise=("subsidy", "decision", "d9"),
    )  # fmt: skip
    assert promise_of(order).title_en == "Settling-in subsidy"
    with pytest.raises(LedgerRefusal, match="ordered already"):
        office.order(promise=("subsidy", "decision", "d9"))


def test_who_ordered_can_not_approve() -> None:
    office = Office()
    order = office.order()
    with pytest.raises(LedgerRefusal, match="second person"):
        ledger.approve_order(order, by=office.maker, on=TODAY)
    order.refresh_from_db()
    assert (order.state, office.figures()) == (State.ORDERED, (1000_00, 0, 0))


def test_a_budget_is_never_bound_beyond_what_it_has() -> None:
    office = Office()
    office.approved(800_00)
    order = office.order(200_01)
    with pytest.raises(FloorReached, match=r"“Available” has ¥200\.00"):
        ledger.approve_order(order, by=office.checker, on=TODAY)
    order.refresh_from_db()
    assert (order.state, order.checker) == (State.ORDERED, None)


def test_the_bank_gets_no_more_than_the_fund_has() -> None:
    office = Office()
    office.sign(
        ledger.appropriate(
            office.budget, 9000_00, key="a2", document="d3", by=office.maker, on=TODAY
        )
    )
    orders = [office.approved(3000_00), office.approved(2000_01)]
    with pytest.raises(FloorReached, match="Fund's bank account"):
        ledger.send_orders(office.book, orders, by=office.maker, on=TODAY)
    assert set(PaymentOrder.objects.values_list("state", flat=True)) == {State.APPROVED}
    assert not BankBatch.objects.exists()


def test_the_batch_file_has_control_totals_and_who_read_it_is_in_the_journal() -> None:
    office = Office()
    batch, orders = office.sent(300_00, 1_00)
    lines = ledger.file_of(batch, by=office.maker).decode("utf-8-sig").splitlines()
    assert lines == [
        "order,holder,account,bank,amount,purpose",
        f"{orders[0].uid},测试,6222000011112222,渝测银行江北支行,300.00,星渝杯一等奖",
        f"{orders[1].uid},测试,6222000011112222,渝测银行江北支行,1.00,星渝杯一等奖",
        "TOTAL,2,,,301.00,",
    ]
    entry = AuditEntry.objects.filter(action="ledger.batch_file_read").get()
    assert (entry.actor_uid, entry.object_uid) == (office.maker.uid, batch.uid)


def test_account_numbers_stand_encrypted() -> None:
    order = Office().order()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_number, holder FROM ledger_paymentorder WHERE id = %s", [order.pk]
        )
        number, holder = cursor.fetchone()
    assert ("6222000011112222" in number, "测试" in holder) == (False, False)


def test_what_the_bank_returns_is_free_again_and_is_ordered_again_for_the_same_promise() -> None:
    office = Office()
    batch, (order,) = office.sent()
    office.answer(batch, f"{order.uid},退票,,account closed,300", totals="1,,,300")
    order.refresh_from_db()
    assert (order.state, office.figures(), office.cash()) == (
        State.RETURNED,
        (1000_00, 0, 0),
        (5000_00, 0),
    )
    assert promise_of(order).state == Promise.State.OPEN
    again = ledger.order_again(order, payee(), by=office.maker, due_on=TODAY)
    assert (promise_of(again), again.replaces) == (promise_of(order), order)
    with pytest.raises(WrongState, match="and once"):
        ledger.order_again(order, payee(), by=office.maker, due_on=TODAY)
    assert whole()


@pytest.mark.parametrize("approved", [True, False])
def test_what_is_given_up_frees_the_budget_and_breaks_the_promise_in_public(
    approved: bool,
) -> None:
    office = Office()
    order = office.approved() if approved else office.order()
    with pytest.raises(ValueError, match="Say why"):
        ledger.drop_order(order, by=office.checker, note=" ", on=TODAY)
    order.refresh_from_db()
    ledger.drop_order(order, by=office.checker, note="The prize was withdrawn.", on=TODAY)
    assert office.figures() == (1000_00, 0, 0)
    promise = promise_of(order)
    assert (promise.state, promise.note) == (Promise.State.BROKEN, "The prize was withdrawn.")
    assert whole()


def test_what_the_bank_has_is_not_given_up() -> None:
    office = Office()
    _batch, (order,) = office.sent()
    with pytest.raises(WrongState, match="moved on"):
        ledger.drop_order(order, by=office.checker, note="No.", on=TODAY)


def test_a_step_of_an_order_is_not_reversed_by_hand() -> None:
    office = Office()
    order = office.approved()
    with pytest.raises(WrongState, match="step of a payment order"):
        ledger.reversal(Voucher.objects.get(source_uid=order.uid), key="undo", on=TODAY)


def test_the_same_answer_file_twice_changes_nothing() -> None:
    office = Office()
    batch, (order,) = office.sent()
    for expected in (1, 0):
        done = office.answer(batch, f"{order.uid},paid,B1,,300.00", totals="1,,,300.00")
        assert done == {"received": expected, "returned": 0}
    with pytest.raises(WrongState):
        office.answer(batch, f"{order.uid},returned,B1,,300.00", totals="1,,,300.00")


@pytest.mark.parametrize(
    ("rows", "totals", "words"),
    [
        (["{0},paid,B1,,300.00", "{1},paid,B2,,200.00"], "1,,,500.00", "totals differ"),
        (["{0},paid,B1,,300.00", "{1},paid,B2,,200.00"], "2,,,500.01", "totals differ"),
        (["{0},paid,B1,,300.00"], "2,,,500.00", "totals differ"),
        (["{0},paid,B1,,300.01"], "1,,,300.01", "another amount"),
        (["{0},perhaps,B1,,300.00"], "1,,,300.00", "Line 2 .*“perhaps” is no result"),
        (["{0},paid,B1,,three"], "1,,,3", "Line 2 .*“three” is no amount"),
        (["{0},paid,B1,300.00"], "1,,,300.00", "Line 2 .*not 5 cells"),
        (["{0},paid,B1,,300", "{0},paid,B1,,300"], "2,,,600", "more than once"),
        (["nobody,paid,B1,,300.00"], "1,,,300.00", "nobody is not in this batch"),
    ],
)
def test_an_answer_file_that_does_not_agree_is_refused_whole(
    rows: list[str], totals: str, words: str
) -> None:
    office = Office()
    batch, orders = office.sent(300_00, 200_00)
    uids = [one.uid for one in orders]
    with pytest.raises(LedgerRefusal, match=words):
        office.answer(batch, *[row.format(*uids) for row in rows], totals=totals)
    assert set(PaymentOrder.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_file_cut_short_is_refused() -> None:
    office = Office()
    batch, (order,) = office.sent()
    text = f"order,result,reference,reason,amount\n{order.uid},paid,B1,,300.00"
    with pytest.raises(BadFile, match="cut short"):
        ledger.take_answers(batch, text.encode(), by=office.maker, on=TODAY)


def test_an_order_whose_row_was_forged_is_named() -> None:
    office = Office()
    _batch, (order, other) = office.sent(300_00, 200_00)
    PaymentOrder.objects.filter(pk=order.pk).update(state=State.RECEIVED)
    PaymentOrder.objects.filter(pk=other.pk).update(amount=1)
    document = verify()
    rows = {
        one["number"]: [finding["row"] for finding in one["findings"]]
        for one in document["invariants"]
        if not one["holds"]
    }
    steps = Voucher.objects.filter(source_uid=other.uid).order_by("number")
    assert rows == {
        7: [f"voucher {office.book.code} {one.number} line 1" for one in steps],
        8: [f"order {order.uid}"],
    }


def test_an_amount_that_is_none_is_not_ordered() -> None:
    office = Office()
    for amount in (0, -1, 10**13 + 1):
        with pytest.raises(BadAmount):
            office.order(amount)


def test_a_proposal_waits_for_somebody_else_and_is_decided_once() -> None:
    office = Office()
    proposal = ledger.withdraw(
        office.budget, 100_00, key="w1", document="d4", by=office.maker, on=TODAY
    )
    assert isinstance(proposal, Proposal)
    same = ledger.withdraw(
        office.budget, 100_00, key="w1", document="d4", by=office.maker, on=TODAY
    )
    assert same == proposal
    with pytest.raises(LedgerRefusal, match="other content"):
        ledger.withdraw(office.budget, 99_00, key="w1", document="d4", by=office.maker, on=TODAY)
    with pytest.raises(SamePerson):
        ledger.check_proposal(proposal, by=office.maker, on=TODAY)
    voucher = ledger.check_proposal(proposal, by=office.checker, on=TODAY)
    assert (voucher.maker, voucher.checker) == (office.maker.uid, office.checker.uid)
    with pytest.raises(WrongState, match="decided on this already"):
        ledger.refuse_proposal(proposal, by=office.checker, note="No.")
    assert office.figures() == (900_00, 0, 0)


def test_what_was_proposed_twice_before_it_was_checked_is_posted_once() -> None:
    office = Office()
    again = ledger.appropriate(
        office.budget, 1000_00, key="a1", document="d1", by=office.maker, on=TODAY
    )
    assert isinstance(again, Voucher)
    assert office.figures() == (1000_00, 0, 0)


def test_one_person_is_enough_up_to_the_limit(settings: Any) -> None:
    office = Office()
    settings.LEDGER_CHECK_ABOVE = 300_00
    order = office.order(300_00)
    ledger.approve_order(order, by=office.maker, on=TODAY)
    assert Voucher.objects.get(source_uid=order.uid).checker == ""


def test_a_closed_period_is_closed_once_and_only_when_it_is_over() -> None:
    office = Office()
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(LedgerRefusal, match="days that are over"):
        ledger.close_period(office.book, TODAY, by=office.maker, on=TODAY)
    ledger.close_period(office.book, yesterday, by=office.maker, on=TODAY)
    with pytest.raises(LedgerRefusal, match="closed beyond that day"):
        ledger.close_period(office.book, yesterday, by=office.maker, on=TODAY)
    assert whole()


def test_the_triggers_come_back_however_often_they_are_put_there() -> None:
    triggers.remove(connection)
    for _ in range(2):
        triggers.install(connection)
        assert triggers.missing(connection) == []
