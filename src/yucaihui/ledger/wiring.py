"""What the ledger knows of a person, for their export and their erasure."""

from typing import Any

from yucaihui.directory.registry import register_eraser, register_export
from yucaihui.ledger.models import PaymentOrder
from yucaihui.ledger.services.payments import forget_accounts


def connect() -> None:
    register_export("payments", payments_to)
    register_eraser("payments", forget_accounts)


def payments_to(person: Any) -> list[dict[str, Any]]:
    orders = PaymentOrder.objects.filter(payee_person=person).order_by("pk")
    return [
        {
            "purpose_zh": order.purpose_zh,
            "purpose_en": order.purpose_en,
            "amount_fen": order.amount,
            "state": order.state,
            "ordered_at": order.ordered_at.isoformat(),
            "account_holder": order.holder,
            "bank": order.bank,
            "account_number": order.account_number,
        }
        for order in orders
    ]
