"""Who gets what at each page of the ledger: the office reads, nobody else."""

from typing import Any

from tests.access.portal import OFFICE, POST_OFFICE
from tests.access.world import World
from tests.ledger.ground import Fund

TABLE = {
    **dict.fromkeys(
        (
            *("ledger:home", "ledger:verification", "ledger:book", "ledger:book_file"),
            *("ledger:voucher", "ledger:account", "ledger:account_file"),
        ),
        OFFICE,
    ),
    "ledger:verify": POST_OFFICE,
}


def fund(world: World) -> Fund:
    """The world's one fund book, with a budget and something to spend."""
    made = world.__dict__.get("_fund")
    if made is None:
        made = world.__dict__["_fund"] = Fund(available=100)
    found: Fund = made
    return found


def book(world: World) -> dict[str, Any]:
    return {"code": fund(world).book.code}


def account(world: World) -> dict[str, Any]:
    return {"uid": fund(world).available.uid}


ARGS: dict[str, Any] = {
    "ledger:book": book,
    "ledger:book_file": book,
    "ledger:voucher": lambda world: {**book(world), "number": 1},
    "ledger:account": account,
    "ledger:account_file": account,
}
