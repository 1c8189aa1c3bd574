"""The form of a track: {"fields": [{"code": …, "kind": …, "label_zh": …, "label_en": …, …}]}."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yucaihui.competitions.definitions.errors import BadDefinition, need_label, parts_of

KINDS = ("text", "long_text", "number", "date", "choice", "choices", "yes_no", "url", "file")
FILE_TYPES = ("pdf", "docx", "xlsx", "png", "jpeg")
MOST_MEGABYTES = 50


@dataclass(frozen=True)
class Choice:
    value: str
    label_zh: str = ""
    label_en: str = ""


@dataclass(frozen=True)
class Condition:
    """The field is asked only when another's answer is one of `values`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class FormField:
    """One question. `names_authors` marks answers that blind judges are not shown; `types` and
    `megabytes` limit a file, `longest` a text (characters), `least` and `most` a number."""

    code: str
    kind: str
    label_zh: str = ""
    label_en: str = ""
    help_zh: str = ""
    help_en: str = ""
    required: bool = False
    names_authors: bool = False
    longest: int = 4000
    least: float | None = None
    most: float | None = None
    choices: tuple[Choice, ...] = ()
    types: tuple[str, ...] = ("pdf",)
    megabytes: int = 20
    shown_if: Condition | None = None

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        if self.shown_if is None:
            return True
        given = answers.get(self.shown_if.field)
        chosen = given if isinstance(given, list) else [given]
        return any(str(one) in self.shown_if.values for one in chosen if one is not None)


@dataclass(frozen=True)
class Form:
    fields: tuple[FormField, ...]

    def asked(self, answers: Mapping[str, Any]) -> list[FormField]:
        """The fields that these answers bring up, in order."""
        return [field for field in self.fields if field.is_asked(answers)]


def read_form(content: Any) -> Form:
    """Read a form as stored.

    Raises:
        BadDefinition: a field has no code, label or known kind, a choice has no choices, a limit is
            out of range, or a condition names a field that does not come before.
    """
    fields: list[FormField] = []
    for place, part in enumerate(parts_of(content, "fields"), 1):
        fields.append(read_field(part, place, [field.code for field in fields]))
    return Form(tuple(fields))


def read_field(part: Mapping[str, Any], place: int, before: list[str]) -> FormField:
    need_label(part, place)
    kind = part.get("kind")
    if kind not in KINDS:
        raise BadDefinition(f"{place}.kind", _("This kind of field is not known."))
    choices = tuple(Choice(**one) for one in part.get("choices", ()))
    if kind in ("choice", "choices") and not choices:
        raise BadDefinition(f"{place}.choices", _("List what can be chosen."))
    types = tuple(part.get("types", ("pdf",)))
    if set(types) - set(FILE_TYPES) or not types:
        raise BadDefinition(f"{place}.types", _("Choose among the kinds of files listed."))
    if not 1 <= int(part.get("megabytes", 20)) <= MOST_MEGABYTES:
        raise BadDefinition(f"{place}.megabytes", _("A file has 1 to 50 MB."))
    rest = {
        name: value
        for name, value in part.items()
        if name in FormField.__dataclass_fields__ and name not in ("choices", "types", "shown_if")
    }
    shown_if = read_condition(part.get("shown_if"), place, before)
    return FormField(**rest, choices=choices, types=types, shown_if=shown_if)


def read_condition(value: Any, place: int, before: list[str]) -> Condition | None:
    if not value:
        return None
    if value.get("field") not in before:
        raise BadDefinition(
            f"{place}.shown_if", _("The condition must name a field that comes before.")
        )
    return Condition(value["field"], tuple(str(one) for one in value.get("values", ())))
