"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from yucaihui.core.catalogues import compile_catalogues
from yucaihui.ledger import triggers


def pytest_configure() -> None:
    compile_catalogues()
    # Django is set up by now and has read those that were there before.
    translation_file_changed(None, Path("any.mo"))


@pytest.fixture(autouse=True, scope="session")
def ledger_can_be_emptied() -> Iterator[None]:
    """Nothing may delete what a test committed to the ledger; its triggers step aside for that."""
    # Models exist only once Django is set up.
    from yucaihui.ledger.models import Book  # noqa: PLC0415

    empty = TransactionTestCase._fixture_teardown

    def emptied(test: TransactionTestCase) -> None:
        if not Book.objects.exists():
            empty(test)
            return
        triggers.remove(connection)
        empty(test)
        triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(autouse=True)
def no_language_left_over() -> None:
    """A request leaves its language behind in the thread: each test begins without."""
    translation.deactivate()


@pytest.fixture
def shared_data() -> Path:
    """The folder of real and made files beside the checkout; without it such tests skip."""
    root = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.get("YUCAIHUI_SHARED_DATA", root.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no shared data beside this checkout")
    return folder
