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
from yucaihui.ledger.models.payments import BankBatch, PaymentOrder
from yucaihui.ledger.models.reconciliation import (
    BalanceAssertion,
    Break,
    Statement,
    StatementDraft,
    StatementLine,
)

__all__ = [
    "Account",
    "BalanceAssertion",
    "BankBatch",
    "Book",
    "Break",
    "Budget",
    "Checkpoint",
    "Closing",
    "PaymentOrder",
    "Proposal",
    "Statement",
    "StatementDraft",
    "StatementLine",
    "Transfer",
    "Verification",
    "Voucher",
]
