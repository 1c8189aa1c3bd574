"""What an entry is worth: its amount once, however many accounts follow it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.ground import TODAY
from tests.ledger.test_payments import Office, payee
from tests.ledger.test_posting import whole
from yucaihui.ledger import services as ledger
from yucaihui.ledger.amounts import worth
from yucaihui.ledger.models import Voucher

Lines = list[tuple[int, int, int]]
LINES = st.lists(st.tuples(st.integers(1, 4), st.integers(5, 8), st.integers(1, 10**13)))


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        ([], 0),
        ([(1, 2, 300)], 300),
        ([(1, 2, 300), (3, 4, 300)], 300),  # money, and the budget that follows it
        ([(1, 2, 300), (1, 3, 20)], 320),  # principal and interest out of one account
        ([(1, 2, 300), (3, 2, 20)], 320),
        ([(1, 2, 300), (2, 1, 300)], 300),
    ],
)
def test_an_entry_is_worth_the_most_it_moves_on_one_side_of_one_account(
    lines: Lines, amount: int
) -> None:
    assert worth(lines) == amount


@given(LINES)
def test_it_lies_between_the_largest_line_and_their_sum_and_a_reversal_is_worth_the_same(
    lines: Lines,
) -> None:
    amounts = [amount for _debit, _credit, amount in lines]
    assert max(amounts, default=0) <= worth(lines) <= sum(amounts)
    assert worth([(credit, debit, amount) for debit, credit, amount in lines]) == worth(lines)


@pytest.mark.django_db
def test_a_payment_within_the_limit_needs_one_person_to_its_end(settings: Any) -> None:
    office = Office()
    settings.LEDGER_CHECK_ABOVE = 300_00
    order = ledger.order_payment(
        office.budget, payee(), 300_00, by=office.maker, due_on=TODAY, purpose=("", "x")
    )
    ledger.approve_order(order, by=office.maker, on=TODAY)
    batch = ledger.send_orders(office.book, [order], by=office.maker, on=TODAY)
    answer = f"order,result,reference,reason,amount\n{order.uid},paid,B1,,300\nTOTAL,1,,,300"
    ledger.take_answers(batch, answer.encode(), by=office.maker, on=TODAY)
    vouchers = Voucher.objects.filter(source_uid=order.uid).order_by("number")
    assert [(one.kind, one.amount, one.checker) for one in vouchers] == [
        ("payment.committed", 300_00, ""),
        ("payment.sent", 300_00, ""),
        ("payment.received", 300_00, ""),
    ]
    assert whole()
