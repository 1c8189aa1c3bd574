"""How upper modules take part in the export and the erasure of a person's data.

They register in their AppConfig.ready: what they know of the person, and how they forget it.
"""

from collections.abc import Callable
from typing import Any

Exporter = Callable[[Any], Any]
Eraser = Callable[[Any], None]

_exporters: dict[str, Exporter] = {}
_erasers: dict[str, Eraser] = {}


def register_export(name: str, export: Exporter) -> None:
    """`export(person)` gives what goes under `name` in the person's export, ready for JSON."""
    _exporters[name] = export


def register_eraser(name: str, erase: Eraser) -> None:
    """`erase(person)` removes or blanks what names the person; it runs inside the erasure's
    transaction and leaves rows that statistics count."""
    _erasers[name] = erase


def exporters() -> dict[str, Exporter]:
    return dict(_exporters)


def erasers() -> dict[str, Eraser]:
    return dict(_erasers)
