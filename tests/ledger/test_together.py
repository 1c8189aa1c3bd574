"""Several at once, on either database: the last of a floor goes to one, a key is posted once.

`LEDGER_ROUNDS=1000` makes it the long run.
"""

import os
from typing import Any

import pytest

from tests.ledger.ground import TODAY, Fund
from tests.ledger.test_payments import Office, payee
from tests.ledger.test_posting import whole
from tests.together import together
from yucaihui.ledger import services as ledger
from yucaihui.ledger.errors import AlreadyReversed, FloorReached, WrongState
from yucaihui.ledger.models import Voucher

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = int(os.environ.get("LEDGER_ROUNDS", "10"))
AT_ONCE = 8


def outcomes(results: list[Any], expected: type[Exception]) -> tuple[int, int]:
    """(vouchers, refusals of the expected kind)."""
    return (
        sum(isinstance(one, Voucher) for one in results),
        sum(isinstance(one, expected) for one in results),
    )


def test_of_eight_who_take_the_last_of_a_floor_exactly_one_gets_it() -> None:
    fund = Fund()
    for number in range(ROUNDS):
        fund.appropriate(100)
        entries = [
            fund.entry(100, kind="budget.withdrawn", key=f"take-{number}-{n}")
            for n in range(AT_ONCE)
        ]
        results = together(*(lambda one=one: fund.post(one) for one in entries))
        assert outcomes(results, FloorReached) == (1, AT_ONCE - 1), results
        assert fund.left() == 0
    assert whole()


def test_the_same_request_eight_times_at_once_is_posted_once() -> None:
    fund = Fund()
    for number in range(ROUNDS // 2):
        entry = fund.entry(100, key=f"once-{number}")
        results = together(*[lambda entry=entry: fund.post(entry)] * AT_ONCE)
        assert {one.pk for one in results} == {results[0].pk}
    assert fund.left() == ROUNDS // 2 * 100
    assert whole()


def test_writers_into_several_books_do_not_wait_for_each_other_forever() -> None:
    funds = [Fund() for _ in range(3)]
    results = together(*[lambda f=f, n=n: f.appropriate(n) for f in funds for n in range(1, 4)])
    assert outcomes(results, Exception) == (9, 0)
    assert [fund.left() for fund in funds] == [6, 6, 6]
    assert whole()


def test_a_reversal_asked_for_by_several_at_once_happens_once() -> None:
    fund = Fund(available=100)
    voucher = Voucher.objects.get()
    entries = [ledger.reversal(voucher, key=f"undo-{n}", on=TODAY) for n in range(4)]
    results = together(*(lambda one=one: fund.post(one) for one in entries))
    assert outcomes(results, AlreadyReversed) == (1, 3)
    assert fund.left() == 0
    assert whole()


def test_an_order_approved_by_several_at_once_is_approved_once() -> None:
    office = Office()
    order = office.order()
    act = lambda: ledger.approve_order(order, by=office.checker, on=TODAY)  # noqa: E731
    results = together(*[act] * 4)
    assert sum(isinstance(one, WrongState) for one in results) == 3
    assert office.figures() == (700_00, 300_00, 0)
    assert whole()


def test_orders_for_the_last_of_a_budget_are_approved_for_one() -> None:
    office = Office()
    orders = [office.order(1000_00) for _ in range(4)]
    acts = [lambda o=o: ledger.approve_order(o, by=office.checker, on=TODAY) for o in orders]
    results = together(*acts)
    assert sum(isinstance(one, FloorReached) for one in results) == 3
    assert office.figures() == (0, 1000_00, 0)
    assert whole()


def test_one_promise_gets_one_order_however_many_are_given_at_once() -> None:
    office, side = Office(), payee()
    act = lambda: ledger.order_payment(  # noqa: E731
        office.budget, side, 1, by=office.maker, due_on=TODAY, purpose=("", "x"),
        promise=("award", "decision", "d1"),
    )  # fmt: skip
    results = together(*[act] * 4)
    assert sum(isinstance(one, ValueError) for one in results) == 3
