from collections.abc import Iterator

import pytest

from tests.casework.process import LOAN
from yucaihui.casework import process


@pytest.fixture(autouse=True)
def book_loans() -> Iterator[None]:
    """The process of these tests, known to the kernel while they run."""
    process.register(LOAN)
    yield
    process._processes.pop(LOAN.name)
