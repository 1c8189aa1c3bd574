"""A loss is an account opened with its amount: pool and insurer make it good, never beyond it."""

from typing import Any

import pytest

from tests.ledger.ground import TODAY, Fund
from tests.ledger.test_posting import whole
from tests.together import together
from yucaihui.ledger import services as ledger
from yucaihui.ledger.errors import FloorReached
from yucaihui.ledger.models import Voucher

pytestmark = pytest.mark.django_db
LOSS = ("loan", "l1")


class Pool(Fund):
    """A risk pool with ¥1,000, and a loan of which ¥600 are lost."""

    def __init__(self) -> None:
        super().__init__()
        self.act("pool.paid_in", 1000_00)
        self.act("loss.reported", 600_00, loss=LOSS)

    def act(self, kind: str, amount: int, key: str = "", **owners: Any) -> Voucher:
        made = ledger.entry(
            self.book, kind, key=key or f"{kind}:{amount}", source=LOSS, on=TODAY, amounts=amount,
            accounts=ledger.accounts_of(self.book, kind, **owners),
        )  # fmt: skip
        return self.post(made)

    def compensate(self, amount: int, key: str = "") -> Voucher:
        """The pool takes its share."""
        owners = {"loss": LOSS, "loss_covered": LOSS}
        return self.act("pool.compensation_approved", amount, key, **owners)

    def insure(self, amount: int, key: str = "") -> Voucher:
        """The insurer takes its share."""
        return self.act("loss.made_good", amount, key, loss=LOSS, loss_covered=LOSS)

    def balances(self, *roles: str) -> list[int]:
        owners = {"loss": LOSS, "loss_covered": LOSS}
        return [ledger.account(self.book, role, owners.get(role)).balance for role in roles]


def test_pool_and_insurer_make_a_loss_good_and_no_more_than_it() -> None:
    pool = Pool()
    pool.compensate(400_00)
    with pytest.raises(FloorReached, match="“Loss not yet made good” has ¥200"):
        pool.insure(200_01)
    pool.insure(200_00)
    with pytest.raises(FloorReached):
        pool.compensate(1)
    pool.act("pool.compensation_paid", 400_00)
    pool.act("pool.recovered", 100_00)
    assert pool.balances("loss", "loss_covered", "compensation_payable", "pool_cash") == [
        0,
        600_00,
        0,
        700_00,
    ]
    assert whole()


def test_the_pool_pays_no_more_than_it_has_and_no_more_than_was_approved() -> None:
    pool = Pool()
    pool.compensate(400_00)
    with pytest.raises(FloorReached, match="“Compensation payable” has ¥400"):
        pool.act("pool.compensation_paid", 400_01)
    pool.act("loss.reported", 900_00, loss=("loan", "l2"))
    owners = {"loss": ("loan", "l2"), "loss_covered": ("loan", "l2")}
    pool.act("pool.compensation_approved", 900_00, **owners)
    with pytest.raises(FloorReached, match="“Pool's bank account” has ¥1,000"):
        pool.act("pool.compensation_paid", 1300_00)
    assert whole()


def test_one_loss_does_not_touch_another() -> None:
    pool = Pool()
    pool.act("loss.reported", 50_00, loss=("loan", "l2"))
    pool.compensate(600_00)
    assert ledger.account(pool.book, "loss", ("loan", "l2")).balance == 50_00


@pytest.mark.django_db(transaction=True)
def test_pool_and_insurer_at_once_make_a_loss_good_once() -> None:
    pool = Pool()
    acts = [lambda n=n: pool.compensate(600_00, f"p{n}") for n in range(4)]
    acts += [lambda n=n: pool.insure(600_00, f"i{n}") for n in range(4)]
    results = together(*acts)
    assert sum(isinstance(one, Voucher) for one in results) == 1
    assert sum(isinstance(one, FloorReached) for one in results) == 7
    assert pool.balances("loss", "loss_covered") == [0, 600_00]
    assert whole()
