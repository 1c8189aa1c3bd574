"""Tests that commit leave rows behind that nothing may delete: the triggers step aside for that."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import translation

from yucaihui.ledger import triggers

TABLES = (
    *("break", "balanceassertion", "statementline", "statement", "paymentorder", "bankbatch"),
    *("transfer", "proposal", "voucher", "closing", "checkpoint", "budget", "account", "book"),
)


@pytest.fixture(autouse=True)
def english() -> None:
    """Refusals are matched by their English words."""
    translation.activate("en")


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """For tests with several connections: the ledger is emptied afterwards."""
    yield
    triggers.remove(connection)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM ledger_{table}")  # noqa: S608
    triggers.install(connection)
