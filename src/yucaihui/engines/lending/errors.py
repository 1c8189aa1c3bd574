"""The one refusal of the lending engine."""

from dataclasses import dataclass
from typing import Any


@dataclass
class BadTerms(ValueError):
    """Terms, events or files that cannot be computed: the field, what stands there, the way out."""

    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"field {self.field}: {self.found}; expected {self.expected}"


def require(holds: object, field: str, found: Any, expected: str) -> None:
    """Raises `BadTerms` unless `holds`."""
    if not holds:
        raise BadTerms(field, "missing" if found is None else str(found), expected)
