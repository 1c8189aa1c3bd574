"""Modules above bring accounts and events of their own, as data."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ledger.ground import TODAY, Fund
from tests.ledger.test_posting import whole
from yucaihui.ledger import process, registry
from yucaihui.ledger import services as ledger
from yucaihui.ledger.errors import FloorReached, LedgerRefusal
from yucaihui.ledger.process import BookKind, Line, Role, Side, Template

pytestmark = pytest.mark.django_db
DEPOSIT = Role(Side.DEBIT, "Deposits held", floor=0)
TAKEN = Template(BookKind.FUND, "Deposit taken", (Line("deposit", "funding"),))
RETURNED = Template(BookKind.FUND, "Deposit returned", (Line("funding", "deposit"),))


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """What these tests register is gone after them."""
    kept: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (names, dict(names)) for names in (process.ROLES, process.TEMPLATES)
    ]
    yield
    for names, before in kept:
        names.clear()
        names.update(before)


def test_an_event_of_another_module_is_posted_and_keeps_its_floor() -> None:
    registry.register(
        roles={"deposit": DEPOSIT},
        templates={"deposit.taken": TAKEN, "deposit.returned": RETURNED},
    )
    fund, stand = Fund(), ("booth", "b1")

    def deposit(kind: str, amount: int) -> ledger.Entry:
        return ledger.entry(
            fund.book, kind, key=f"{kind}-{amount}", source=stand, on=TODAY, amounts=amount,
            accounts=ledger.accounts_of(fund.book, kind, deposit=stand),
        )  # fmt: skip

    fund.post(deposit("deposit.taken", 500))
    with pytest.raises(FloorReached):
        fund.post(deposit("deposit.returned", 501))
    fund.post(deposit("deposit.returned", 500))
    assert ledger.account(fund.book, "deposit", stand).balance == 0
    assert whole()


def test_the_same_is_registered_twice_and_another_under_its_name_is_refused() -> None:
    for _ in range(2):
        registry.register(roles={"deposit": DEPOSIT}, templates={"deposit.taken": TAKEN})
    with pytest.raises(ValueError, match="another role “deposit”"):
        registry.register(roles={"deposit": Role(Side.CREDIT, "Other")})
    with pytest.raises(ValueError, match="has another template"):
        registry.register(templates={"fund.paid_in": TAKEN})
    assert process.ROLES["deposit"] == DEPOSIT


def test_a_template_of_unknown_roles_is_refused() -> None:
    with pytest.raises(ValueError, match="roles that the ledger has not: deposit"):
        registry.register(templates={"deposit.taken": TAKEN})
    assert "deposit.taken" not in process.TEMPLATES


def test_accounts_of_an_event_are_asked_for_by_roles_it_has() -> None:
    fund = Fund()
    found = ledger.accounts_of(fund.book, "budget.appropriated")
    assert found == {"available": fund.available, "appropriation": fund.source}
    with pytest.raises(LedgerRefusal):
        ledger.accounts_of(fund.book, "budget.appropriated", loss=("loan", "l1"))
    with pytest.raises(LedgerRefusal):
        ledger.accounts_of(fund.book, "nonsense")
