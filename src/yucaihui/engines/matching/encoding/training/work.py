"""Kinds of work and their names in several languages, from ESCO's tables and our own pairs."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO

from yucaihui.engines.matching.encoding.spelling import Spelling

Names = Mapping[str, tuple[str, ...]]

# Names of one occupation beyond these add time and nothing new.
_MOST_NAMES = 12
_COLUMNS = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels")


@dataclass(frozen=True)
class Work:
    """One kind of work: its names by language code, and the group of its nearest neighbours.

    Two kinds of one group are too alike to be told apart in training.
    """

    key: str
    group: str
    names: Names


def read_work(tables: Mapping[str, str], pairs: str, spelling: Spelling) -> tuple[Work, ...]:
    """ESCO's occupations, `tables` being its CSV by language, then the kinds of work in `pairs`.

    A line of `pairs` is `English; English | Chinese; Chinese`; `#` begins a remark. It joins the
    occupation that has its English name. ValueError names the column that a table lacks.
    """
    groups: dict[str, str] = {}
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, table in tables.items():
        for key, group, found in _occupations(table, spelling):
            groups.setdefault(key, group)
            names.setdefault(key, {})[language] = found
    work = {key: Work(key, groups[key], names[key]) for key in sorted(names)}
    return tuple(_joined(work, pairs, spelling).values())


def _occupations(table: str, spelling: Spelling) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    rows = csv.DictReader(StringIO(table))
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise ValueError(f"the table of occupations has no column {missing[0]}: is it ESCO's CSV?")
    for row in rows:
        labels = (row["preferredLabel"], *row["altLabels"].splitlines())
        yield row["conceptUri"], row["iscoGroup"], _names(labels, spelling)


def _names(labels: Iterable[str], spelling: Spelling) -> tuple[str, ...]:
    distinct = dict.fromkeys(spelling(label) for label in labels)
    return tuple(name for name in distinct if name)[:_MOST_NAMES]


def pair_lines(pairs: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """English and Chinese names of each line of `pairs` as they are written."""
    lines = [line.partition("|") for line in pairs.splitlines() if not line.startswith("#")]
    return [(_cells(english), _cells(chinese)) for english, bar, chinese in lines if bar]


def _cells(side: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in side.split(";"))


def _joined(work: dict[str, Work], pairs: str, spelling: Spelling) -> dict[str, Work]:
    by_name = _by_name(work.values())
    joined = dict(work)
    for number, (english, chinese) in enumerate(pair_lines(pairs)):
        ours = {"en": _names(english, spelling), "zh": _names(chinese, spelling)}
        key = next((by_name[name] for name in ours["en"] if name in by_name), "")
        if key and "zh" not in joined[key].names:
            names = {**joined[key].names, **ours, "en": _both(joined[key].names, ours)}
            joined[key] = replace(joined[key], names=names)
        else:
            group = joined[key].group if key else f"pair {number}"
            joined[f"pair {number}"] = Work(f"pair {number}", group, ours)
    return joined


def _both(known: Names, ours: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known.get("en", ()), *ours["en"])))


def _by_name(work: Iterable[Work]) -> dict[str, str]:
    """Keys by English name; a preferred name, the first, goes before others."""
    found: dict[str, str] = {}
    kinds = list(work)
    for preferred in (True, False):
        for one in kinds:
            names = one.names.get("en", ())
            for name in names[:1] if preferred else names:
                found.setdefault(name, one.key)
    return found
