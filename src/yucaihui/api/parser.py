"""Input without the one character that PostgreSQL keeps in no text."""

from typing import Any

from django.http import HttpRequest
from ninja.errors import ValidationError
from ninja.parser import Parser

NUL = "\0"


class TextParser(Parser):
    """ninja's, but a NUL character is refused on every database alike."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises:
        ValueError: no JSON, or NUL in it.
        """
        data = super().parse_body(request)
        if has_nul(data):
            raise ValueError("NUL character")
        return data

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        """Raises:
        ValidationError: NUL in a value.
        """
        for name, values in data.lists():
            if has_nul(values):
                raise ValidationError([{"type": "nul", "loc": ("query", name), "msg": "NUL"}])
        return super().parse_querydict(data, list_fields, request)


def has_nul(data: Any) -> bool:
    if isinstance(data, str):
        return NUL in data
    if isinstance(data, dict):
        return any(has_nul(key) or has_nul(value) for key, value in data.items())
    return isinstance(data, list) and any(map(has_nul, data))
