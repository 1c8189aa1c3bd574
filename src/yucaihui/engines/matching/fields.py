"""Readers of single JSON values, which say what is wrong and what would be right."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yucaihui.engines.matching.languages import language_code, language_level, parse_language
from yucaihui.engines.matching.types import Language
from yucaihui.engines.text.degree import Degree, named_degrees, parse_degree
from yucaihui.engines.text.district import parse_place


@dataclass
class BadField(ValueError):
    """A value that cannot be read: its field, what stands there, and what would be right."""

    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"field {self.field}: {self.found}; expected {self.expected}"


Reader = Callable[[str, Any], Any]


def read_id(field: str, value: Any) -> str:
    """An id as text; whole numbers are taken as written."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise _bad(field, value, "a text or a whole number")
    return value.strip()


def read_text(field: str, value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise _bad(field, value, "a text")
    return value


def read_texts(field: str, value: Any) -> tuple[str, ...]:
    """A list of texts, or one text for a list of one."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise _bad(field, value, "a list of texts")
    return tuple(read_text(f"{field}[{n}]", item) for n, item in enumerate(items))


def read_amount(field: str, value: Any) -> float:
    """A number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _bad(field, value, "a number")
    if not 0 <= value <= sys.float_info.max:  # not so for NaN either
        raise _bad(field, value, "a number of 0 or more")
    return float(value)


def read_yuan(field: str, value: Any) -> int:
    """Whole yuan a month."""
    amount = read_amount(field, value)
    if not amount.is_integer():
        raise _bad(field, value, "whole yuan a month")
    return int(amount)


def read_least_degree(field: str, value: Any) -> Degree:
    """The least degree asked for."""
    degree = parse_degree(read_text(field, value))
    if degree is None:
        raise _bad(field, value, "不限, 大专, 本科, 硕士 or 博士, or an English name of a degree")
    return degree


def read_held_degree(field: str, value: Any) -> Degree:
    """The highest degree held."""
    degrees = named_degrees(read_text(field, value))
    if not degrees:
        raise _bad(field, value, "大专, 本科, 硕士 or 博士, or an English name of a degree")
    return degrees[0]


def read_languages(field: str, value: Any) -> tuple[Language, ...]:
    """A list of texts ("英语 CET-6", "en") or of objects with `language` and `level`."""
    items = [value] if isinstance(value, str | dict) else value
    if not isinstance(items, list):
        raise _bad(field, value, "a list of languages")
    return tuple(_language(f"{field}[{n}]", item) for n, item in enumerate(items))


def read_places(field: str, value: Any) -> tuple[str, ...]:
    """Places with the city that contains each, so that a wish for the city meets its districts."""
    found: dict[str, None] = {}
    for text in read_texts(field, value):
        place = parse_place(text)
        names = [name for name in (place.city, place.district) if name]
        found |= dict.fromkeys(names or [text.strip()] if text.strip() else [])
    return tuple(found)


def read_wished_places(field: str, value: Any) -> tuple[str, ...]:
    """Places wished for, each by its narrowest name: 渝北 is 渝北区 and not the whole city."""
    texts = [text for text in read_texts(field, value) if text.strip()]
    return tuple(dict.fromkeys(read_places(field, text)[-1] for text in texts))


def read_answers(field: str, value: Any) -> tuple[tuple[str, bool], ...]:
    """An object of yes/no answers by the name of the condition; null is "not known"."""
    if not isinstance(value, dict):
        raise _bad(field, value, 'an object such as {"work_permit": true}')
    for name, answer in value.items():
        if answer is not None and not isinstance(answer, bool):
            raise _bad(f"{field}.{name}", answer, "true, false or null")
    return tuple((name, answer) for name, answer in value.items() if answer is not None)


def _language(field: str, item: Any) -> Language:
    if isinstance(item, str):
        language = parse_language(item)
        if language is None:
            raise _bad(field, item, "the name or ISO 639-1 code of a language")
        return language
    if not isinstance(item, dict):
        raise _bad(field, item, "a text, or an object with language and level")
    name = read_text(f"{field}.language", item.get("language"))
    code = language_code(name)
    if code is None:
        raise _bad(f"{field}.language", name, "the name or ISO 639-1 code of a language")
    return Language(code, _level(f"{field}.level", item.get("level")))


def _level(field: str, level: Any) -> int | None:
    if level is None:
        return None
    step = language_level(read_text(field, level))
    if step is None:
        raise _bad(field, level, "A1 to C2, none, or a test such as CET-6 or IELTS 7.0")
    return step


def _bad(field: str, value: Any, expected: str) -> BadField:
    shown = "nothing" if value is None else f"{str(value)[:40]!r}"
    return BadField(field, f"found {shown}", expected)
