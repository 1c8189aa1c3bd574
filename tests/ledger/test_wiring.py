"""An export has what is paid to a person; erased, their accounts are forgotten, not the money."""

import pytest

from tests.factories import make_person
from tests.ledger.ground import TODAY
from tests.ledger.test_payments import Office, payee
from tests.ledger.test_posting import whole
from yucaihui.directory.services import erase_person, export_person
from yucaihui.ledger import services as ledger

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
