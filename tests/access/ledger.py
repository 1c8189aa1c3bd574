"""Who gets what at each page of the ledger: the office reads and writes, nobody else."""

from typing import Any

from tests.access.portal import OFFICE, POST_OFFICE
from tests.access.world import World
from tests.ledger.ground import TODAY
from tests.ledger.test_payments import Office
from yucaihui.ledger import services as ledger
from yucaihui.ledger.models import Break

PAGES = (
    *("home", "verification", "new_book", "book", "book_file", "new_budget", "pay_in", "close"),
    *("new_batch", "voucher", "account", "account_file", "budgets", "budget", "change_budget"),
    *("new_order", "proposals", "proposal", "orders", "order", "drop", "again", "batches", "batch"),
    *("breaks", "new_statement", "break", "draft", "statement"),
)
ACTS = (
    *("verify", "checkpoint", "reverse", "check_proposal", "refuse_proposal", "approve"),
    *("batch_file", "assign", "settle", "confirm_draft", "drop_draft", "take_back"),
)
TABLE = {
    **dict.fromkeys((f"ledger:{name}" for name in PAGES), OFFICE),
    **dict.fromkeys((f"ledger:{name}" for name in ACTS), POST_OFFICE),
}


class Desk:
    """A fund with a budget, a payment at the bank, a proposal, a break, a statement and a draft."""

    def __init__(self) -> None:
        office = Office()
        self.book, self.account, self.budget = office.book, office.available, office.budget
        self.batch, (self.order,) = office.sent()
        self.proposal = ledger.withdraw(
            office.budget, 1, key="w", document="d", by=office.maker, on=TODAY
        )
        text = f"H,cash,{TODAY},{TODAY},0\nL,{TODAY},d2,5000\nT,1,5000,5000"
        data = text.encode()
        self.statement = ledger.import_statement(office.book, data, by=office.maker, on=TODAY)
        self.draft = ledger.draft_statement(office.book, data + b"\n", by=office.maker)
        self.gap = Break.objects.get(kind=Break.Kind.BALANCE)


def desk(world: World) -> Desk:
    """The world's one fund."""
    made = world.__dict__.get("_fund")
    if made is None:
        made = world.__dict__["_fund"] = Desk()
    found: Desk = made
    return found


def book(world: World) -> dict[str, Any]:
    return {"code": desk(world).book.code}


def voucher(world: World) -> dict[str, Any]:
    return {**book(world), "number": 1}


def part(name: str) -> Any:
    return lambda world: {"uid": getattr(desk(world), name).uid}


PARTS: dict[str, Any] = {
    **dict.fromkeys(("book", "book_file", "new_budget", "pay_in", "close", "new_batch"), book),
    **dict.fromkeys(("voucher", "reverse"), voucher),
    **dict.fromkeys(("account", "account_file"), part("account")),
    **dict.fromkeys(("budget", "change_budget", "new_order"), part("budget")),
    **dict.fromkeys(("proposal", "check_proposal", "refuse_proposal"), part("proposal")),
    **dict.fromkeys(("order", "drop", "again", "approve"), part("order")),
    **dict.fromkeys(("batch", "batch_file"), part("batch")),
    **dict.fromkeys(("draft", "confirm_draft", "drop_draft"), part("draft")),
    **dict.fromkeys(("statement", "take_back"), part("statement")),
    **dict.fromkeys(("break", "assign", "settle"), part("gap")),
}
ARGS = {f"ledger:{name}": args for name, args in PARTS.items()}
