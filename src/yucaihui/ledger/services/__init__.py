"""Verbs of the ledger."""

from yucaihui.ledger.services.accounts import account, open_book, open_budget
from yucaihui.ledger.services.budgets import appropriate, pay_in, withdraw
from yucaihui.ledger.services.closing import close_period
from yucaihui.ledger.services.entries import Entry, accounts_of, entry, entry_named, reversal
from yucaihui.ledger.services.payments import (
    Payee,
    approve_order,
    drop_order,
    file_of,
    order_again,
    order_payment,
    send_orders,
    take_answers,
)
from yucaihui.ledger.services.posting import post, post_all
from yucaihui.ledger.services.proposals import check_proposal, propose, refuse_proposal, submit
from yucaihui.ledger.services.reconciliation import (
    assign_break,
    reconcile_all,
    settle_break,
)
from yucaihui.ledger.services.statements import (
    confirm_draft,
    draft_statement,
    drop_draft,
    drop_old_drafts,
    import_statement,
    take_back_statement,
)
from yucaihui.ledger.services.verification import check_ledger, write_checkpoints

__all__ = [
    "Entry",
    "Payee",
    "account",
    "accounts_of",
    "appropriate",
    "approve_order",
    "assign_break",
    "check_ledger",
    "check_proposal",
    "close_period",
    "confirm_draft",
    "draft_statement",
    "drop_draft",
    "drop_old_drafts",
    "drop_order",
    "entry",
    "entry_named",
    "file_of",
    "import_statement",
    "open_book",
    "open_budget",
    "order_again",
    "order_payment",
    "pay_in",
    "post",
    "post_all",
    "propose",
    "reconcile_all",
    "refuse_proposal",
    "reversal",
    "send_orders",
    "settle_break",
    "submit",
    "take_answers",
    "take_back_statement",
    "withdraw",
    "write_checkpoints",
]
