from collections.abc import Iterator

import pytest
from django.utils.translation import override

from yucaihui.core.accounts import middleware


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The words that these tests compare."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """That staff need one has its own tests."""
    monkeypatch.setattr(middleware, "lacks_second_factor", lambda _user: False)
