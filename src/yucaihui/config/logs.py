"""Logs: one JSON line an event in production, readable lines otherwise. No personal data."""

import logging
import os
import sys
import traceback
from typing import Any

import structlog


def configure(_logging_settings: dict[str, Any]) -> None:
    """Route the standard library's loggers and structlog's through one formatter on stderr."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(without_values),
    ]
    renderer: Any = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    if os.environ.get("YUCAIHUI_MODE") == "production":
        renderer = structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(os.environ.get("YUCAIHUI_LOG_LEVEL", "WARNING"))


def without_values(exc_info: Any) -> str:
    """Where an error happened and of what kind, with those that led to it. What it says is left
    out: a database quotes the row in it, and a traceback with variables quotes everything."""
    found: traceback.TracebackException | None = traceback.TracebackException(*exc_info)
    parts: list[str] = []
    while found is not None:
        frames = "".join(found.stack.format())
        name = getattr(found.exc_type, "__qualname__", "")
        parts.append(f"{frames}{name}")
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "\n\nwhich led to\n\n".join(reversed(parts))
