"""What the ledger's tests share."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> None:
    """Refusals are matched by their English words."""
    translation.activate("en")
