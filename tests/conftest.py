"""What all tests share."""

import os
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from yucaihui.core.catalogues import compile_catalogues


def pytest_configure() -> None:
    compile_catalogues()
    # Django is set up by now and has read those that were there before.
    translation_file_changed(None, Path("any.mo"))


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
