"""What the logs say of an error: where and of what kind, never what was in the data."""

import io
import json
import logging

import pytest
import structlog

from yucaihui.config.logs import configure


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """The logs of a production process."""
    monkeypatch.setenv("YUCAIHUI_MODE", "production")
    root, stream = logging.getLogger(), io.StringIO()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    configure({})
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    return stream


EMAIL = "lin.xiao@mail.test"


def insert(email: str) -> None:
    raise KeyError(f"Key (email)=({email}) already exists")


def register(email: str) -> None:
    try:
        insert(email)
    except KeyError as error:
        raise ValueError(f"no account for {email}") from error


def logged(stream: io.StringIO, logger: object) -> dict[str, str]:
    try:
        register(EMAIL)
    except ValueError:
        logger.exception("failed")  # type: ignore[attr-defined]
    line: dict[str, str] = json.loads(stream.getvalue())
    return line


@pytest.mark.parametrize("maker", [logging.getLogger, structlog.get_logger])
def test_an_error_is_logged_with_its_kind_and_place_alone(
    written: io.StringIO, maker: object
) -> None:
    line = logged(written, maker("django.request"))  # type: ignore[operator]
    parts = line["exception"].strip().split("\n\nwhich led to\n\n")
    kinds = [part.splitlines()[-1] for part in parts]
    assert (kinds, EMAIL in json.dumps(line)) == (["KeyError", "ValueError"], False)
