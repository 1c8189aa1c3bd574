"""An export has what is paid to a person; erased, their accounts are forgotten, not the money."""

from typing import Any

import pytest

from tests.factories import make_person
from tests.ledger.ground import TODAY
from tests.ledger.test_payments import Office, payee
from tests.ledger.test_posting import whole
from yucaihui.directory.services import erase_person, export_person, merge_people, unmerge
from yucaihui.ledger import services as ledger
from yucaihui.ledger.errors import LedgerRefusal
from yucaihui.ledger.models import PaymentOrder, Voucher
from yucaihui.promises.queries import open_promises_to

pytestmark = pytest.mark.django_db


def test_an_export_has_the_payments_with_their_accounts() -> None:
    office, person = Office(), make_person()
    order = ledger.order_payment(
        office.budget, payee(person=person), 300_00,
        by=office.maker, due_on=TODAY, purpose=("一等奖", "First prize"),
    )  # fmt: skip
    order.refresh_from_db()
    assert export_person(person)["payments"] == [
        {
            "purpose_zh": "一等奖",
            "purpose_en": "First prize",
            "amount_fen": 300_00,
            "state": "ordered",
            "ordered_at": order.ordered_at.isoformat(),
            "account_holder": "测试",
            "bank": "渝测银行江北支行",
            "account_number": "6222000011112222",
        }
    ]


def test_erasure_forgets_the_accounts_of_ended_orders_and_keeps_the_books_whole() -> None:
    office, person = Office(), make_person()
    ended, waiting = (
        ledger.order_payment(
            office.budget, payee(person=person), 100_00,
            by=office.maker, due_on=TODAY, purpose=("补贴", ""),
        )
        for _ in range(2)
    )  # fmt: skip
    ledger.drop_order(ended, by=office.checker, note="Gone.", on=TODAY)
    erase_person(person, by=office.checker)
    ended.refresh_from_db()
    waiting.refresh_from_db()
    assert (ended.holder, ended.bank, ended.account_number, ended.note) == ("", "", "", "")
    assert (waiting.holder, waiting.account_number) == ("测试", "6222000011112222")
    assert (ended.amount, whole()) == (100_00, True)


def ordered(office: Office, person: Any, amount: int = 100_00) -> PaymentOrder:
    return ledger.order_payment(
        office.budget, payee(person=person), amount,
        by=office.maker, due_on=TODAY, purpose=("补贴", "Subsidy"),
    )  # fmt: skip


def paid_to(person: Any) -> list[int]:
    return [one["amount_fen"] for one in export_person(person)["payments"]]


def test_payments_follow_a_merge_and_go_back_with_it() -> None:
    office, kept, merged = Office(), make_person(), make_person()
    orders = [ordered(office, kept, 1_00), ordered(office, merged, 2_00)]
    merge = merge_people(kept, merged, by=office.maker)
    assert paid_to(kept) == [1_00, 2_00]
    assert set(open_promises_to(kept).values_list("source_uid", flat=True)) == {
        one.uid for one in orders
    }
    unmerge(merge, by=office.maker)
    assert (paid_to(kept), paid_to(merged)) == ([1_00], [2_00])


def test_a_merge_leaves_the_books_and_the_account_that_was_paid_as_they_are() -> None:
    office, kept, merged = Office(), make_person(), make_person()
    order = ordered(office, merged)
    ledger.approve_order(order, by=office.checker, on=TODAY)
    before = list(Voucher.objects.order_by("pk").values_list("digest", "source_uid"))
    merge_people(kept, merged, by=office.maker)
    order.refresh_from_db()
    assert (order.payee_person, order.holder, order.account_number) == (
        kept,
        "测试",
        "6222000011112222",
    )
    ledger.send_orders(office.book, [order], by=office.maker, on=TODAY)
    assert list(Voucher.objects.order_by("pk").values_list("digest", "source_uid"))[:-1] == before
    assert whole()


def test_who_is_ordered_under_a_merged_record_is_paid_under_the_kept_one() -> None:
    office, kept, merged = Office(), make_person(), make_person()
    merge_people(kept, merged, by=office.maker)
    assert ordered(office, merged).payee_person == kept


def test_erasure_reaches_the_payments_of_merged_records() -> None:
    office, kept, merged = Office(), make_person(), make_person()
    order = ordered(office, merged)
    merge_people(kept, merged, by=office.maker)
    ledger.drop_order(order, by=office.checker, note="Gone.", on=TODAY)
    erase_person(kept, by=office.checker)
    order.refresh_from_db()
    assert (order.holder, order.bank, order.account_number) == ("", "", "")


def test_an_order_on_its_way_is_forgotten_when_it_ends_and_no_other_is_made() -> None:
    office, person = Office(), make_person()
    order = ordered(office, person)
    erase_person(person, by=office.checker)
    order.refresh_from_db()
    ledger.drop_order(order, by=office.checker, note="Gone.", on=TODAY)
    order.refresh_from_db()
    assert (order.holder, order.bank, order.account_number, order.note) == ("", "", "", "")
    with pytest.raises(LedgerRefusal, match="was erased"):
        ordered(office, person)
