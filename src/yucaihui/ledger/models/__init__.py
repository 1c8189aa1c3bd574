"""The rows of the ledger."""

from yucaihui.ledger.models.books import (
    Account,
    Book,
    Budget,
    Checkpoint,
    Closing,
    Proposal,
    Transfer,
    Verification,
    Voucher,
)

__all__ = [
    "Account",
    "Book",
    "Budget",
    "Checkpoint",
    "Closing",
    "Proposal",
    "Transfer",
    "Verification",
    "Voucher",
]
