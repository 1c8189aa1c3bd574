"""The words that the demo city is made of: tables beside this module, read once.

Every name in them is invented; `reserved.txt` lists real ones that nothing made here may carry.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Text(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Group:
    """Occupations and employers of one trade; `cluster` is the name it is filed under."""

    code: str
    cluster: str
    share: float
    pay: float
    kinds: tuple[str, ...]
    trades: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Occupation:
    group: str
    family: str
    title: Text
    skills: tuple[str, ...]
    topics: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class School:
    country: str
    name: Text
    share: float

    @property
    def vocational(self) -> bool:
        return "职业" in self.name.zh


@dataclass(frozen=True, slots=True)
class District:
    """`division` is the code of the administrative division (GB/T 2260)."""

    name: Text
    share: float
    division: str


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    share: float
    language: Text
    cities: tuple[str, ...]
    firms: tuple[str, ...]
    given: dict[str, tuple[str, ...]]
    last: tuple[str, ...]


def text_of(name: str) -> str:
    return files(__package__).joinpath("words", name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """Lines of a table, cut at its bars; `#` begins a comment."""
    for line in text_of(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def pair(cell: str) -> Text:
    zh, _, en = cell.partition("=")
    return Text(zh.strip(), en.strip())


def pairs(cell: str, separator: str = ";") -> tuple[Text, ...]:
    return tuple(pair(part) for part in cell.split(separator) if part.strip())


def listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(","))


@cache
def groups() -> dict[str, Group]:
    return {
        code: Group(code, cluster, float(share), float(pay), listed(kinds), pairs(trades))
        for code, cluster, share, pay, kinds, trades in rows("clusters.txt")
    }


@cache
def occupations() -> tuple[Occupation, ...]:
    return tuple(
        Occupation(group, family, Text(zh, en), listed(skills), pairs(topics))
        for group, family, zh, en, skills, topics in rows("occupations.txt")
    )


@cache
def occupations_of(group: str) -> tuple[Occupation, ...]:
    return tuple(one for one in occupations() if one.group == group)


@cache
def sentences(family: str, kind: str) -> tuple[Text, ...]:
    """Sentences with slots, of one family of occupations ("any" for what suits all)."""
    return tuple(
        Text(zh, en)
        for of_family, of_kind, zh, en in rows("sentences.txt")
        if (of_family, of_kind) == (family, kind)
    )


@cache
def majors(group: str) -> tuple[Text, ...]:
    return {code: pairs(cell) for code, cell in rows("majors.txt")}[group]


@cache
def schools() -> tuple[School, ...]:
    return tuple(
        School(country, Text(zh, en), float(share))
        for country, zh, en, share in rows("schools.txt")
    )


@cache
def districts() -> tuple[District, ...]:
    return tuple(
        District(Text(zh, en), float(share), division)
        for zh, en, share, division in rows("places.txt")
    )


@cache
def employer_parts(name: str) -> tuple[Text, ...]:
    """Syllables (first, second, third) and forms of employers' names (form_bank …)."""
    cell = dict(rows("employer_parts.txt"))[name]
    return pairs(cell, ";" if name.startswith("form") else " ")


@cache
def names() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text_of("names.json"))
    return found


@cache
def countries() -> dict[str, Country]:
    return {
        code: Country(
            code,
            found["weight"],
            Text(found["language"][1], found["language"][0]),
            tuple(found["cities"]),
            tuple(found["firms"]),
            {"f": tuple(found["f"]), "m": tuple(found["m"])},
            tuple(found["last"]),
        )
        for code, found in names()["countries"].items()
    }


@cache
def reserved(kind: str) -> frozenset[str]:
    """Real names: of "firms", which no name may contain, and "people", which none may equal."""
    lines = (row[0].split() for row in rows("reserved.txt"))
    return frozenset({words[0]: words[1:] for words in lines}[kind])
