"""Answers to a track's form: only what is asked, each of its field's kind and within its limits."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yucaihui.competitions.definitions.form import Form, FormField

Answers = dict[str, Any]
LONGEST_LINE = 300


class BadAnswer(ValueError):
    """The value does not fit its field; the message says why and what would."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with the answer to one field."""

    field: str
    message: str


def read_answers(
    form: Form, given: Mapping[str, Any], files: Mapping[str, str]
) -> tuple[Answers, list[Fault]]:
    """The answers in the one form they are kept in, and the faults of those that can't be kept.

    `files` names the field that each uploaded file (by uid) belongs to. What is left empty, what
    these answers do not bring up and what the form does not know is dropped.
    """
    kept: Answers = {}
    faults: list[Fault] = []
    for field in form.fields:
        if is_empty(given.get(field.code)) or not field.is_asked(kept):
            continue
        try:
            kept[field.code] = read_answer(field, given[field.code], files)
        except BadAnswer as bad:
            faults.append(Fault(field.code, str(bad)))
    return kept, faults


def is_empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def unanswered(form: Form, answers: Mapping[str, Any]) -> list[FormField]:
    """The required fields that these answers bring up and leave empty."""
    return [
        field
        for field in form.asked(answers)
        if field.required and is_empty(answers.get(field.code))
    ]


def read_answer(field: FormField, value: Any, files: Mapping[str, str]) -> Any:
    if field.kind == "file":
        return read_file(field, value, files)
    return READERS[field.kind](field, value)


def read_file(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    if files.get(str(value)) != field.code:
        raise BadAnswer(_("Upload the file here first."))
    return str(value)


def read_text(field: FormField, value: Any) -> str:
    text = str(value).replace("\r\n", "\n").strip()
    limit = field.longest if field.kind == "long_text" else min(field.longest, LONGEST_LINE)
    if len(text) > limit:
        raise BadAnswer(
            ngettext(
                "At most %(limit)d character; this has %(length)d.",
                "At most %(limit)d characters; this has %(length)d.",
                limit,
            )
            % {"limit": limit, "length": len(text)}
        )
    return text


def read_number(field: FormField, value: Any) -> int | float:
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        raise BadAnswer(_("Write a number with digits, like 1200.")) from None
    if not abs(number) < 1e15:
        raise BadAnswer(_("Write a number with digits, like 1200."))
    if field.least is not None and number < field.least:
        raise BadAnswer(_("At least %(least)s.") % {"least": plain(field.least)})
    if field.most is not None and number > field.most:
        raise BadAnswer(_("At most %(most)s.") % {"most": plain(field.most)})
    return plain(number)


def plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else float(number)


def read_date(_field: FormField, value: Any) -> str:
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise BadAnswer(_("Write a day like 2026-11-30.")) from None


def read_choice(field: FormField, value: Any) -> str:
    return chosen(field, str(value))


def read_choices(field: FormField, value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [chosen(field, one) for one in dict.fromkeys(map(str, values))]


def chosen(field: FormField, value: str) -> str:
    if value not in values_of(field):
        raise BadAnswer(_("Choose one of those listed."))
    return value


def values_of(field: FormField) -> Collection[str]:
    return [choice.value for choice in field.choices]


YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_yes_no(_field: FormField, value: Any) -> bool:
    try:
        return YES_NO[str(value).strip().lower()]
    except KeyError:
        raise BadAnswer(_("Answer yes or no.")) from None


def read_url(field: FormField, value: Any) -> str:
    text = read_text(field, value)
    parts = urlsplit(text) if " " not in text else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadAnswer(_("Write a web address that begins with https://."))
    return text


READERS: dict[str, Callable[[FormField, Any], Any]] = {
    "text": read_text,
    "long_text": read_text,
    "number": read_number,
    "date": read_date,
    "choice": read_choice,
    "choices": read_choices,
    "yes_no": read_yes_no,
    "url": read_url,
}
