"""Verbs of the ledger."""

from yucaihui.ledger.services.accounts import account, open_book, open_budget
from yucaihui.ledger.services.entries import Entry, entry, reversal
from yucaihui.ledger.services.posting import post, post_all
from yucaihui.ledger.services.verification import check_ledger, write_checkpoints

__all__ = [
    "Entry",
    "account",
    "check_ledger",
    "entry",
    "open_book",
    "open_budget",
    "post",
    "post_all",
    "reversal",
    "write_checkpoints",
]
