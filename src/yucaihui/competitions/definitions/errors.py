"""What is wrong with a definition, and where."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _


class BadDefinition(ValueError):
    """`place` says which part ("2" for the second, "2.weight" for a value of it)."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place, self.message = place, message


def parts_of(content: Any, name: str) -> Sequence[Mapping[str, Any]]:
    """The list `name` of a definition; each part a mapping with a code of its own."""
    parts = content.get(name) if isinstance(content, Mapping) else None
    if not isinstance(parts, list) or not all(isinstance(part, Mapping) for part in parts):
        raise BadDefinition(name, _("This is not a list of parts."))
    codes = [str(part.get("code", "")) for part in parts]
    for place, code in enumerate(codes, 1):
        if not code.isidentifier() or len(code) > 40:
            raise BadDefinition(
                f"{place}.code", _("Give a short code of letters, digits and underscores.")
            )
        if codes.index(code) != place - 1:
            raise BadDefinition(
                f"{place}.code", _("The code “%(code)s” is used twice.") % {"code": code}
            )
    return parts


def need_label(part: Mapping[str, Any], place: int) -> None:
    if not (part.get("label_zh") or part.get("label_en")):
        raise BadDefinition(f"{place}.label_zh", _("Name it in Chinese or in English."))
