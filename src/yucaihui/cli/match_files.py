"""The files that `yucaihui match` reads: JSON Lines of records, and tables of id, tab, text."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from yucaihui.cli.problems import Problems
from yucaihui.engines.matching import Position, Talent
from yucaihui.engines.matching.fields import BadField
from yucaihui.engines.matching.records import Notice, position_from_json, talent_from_json
from yucaihui.engines.text.skills import find_skills

Record = TypeVar("Record", Position, Talent)
Row = TypeVar("Row")
Reading = Callable[[Mapping[str, Any], str], tuple[Record, tuple[Notice, ...]]]

# Notices of one kind are counted, and only the first few lines named.
_LINES_NAMED = 5
_HEADER_ID = re.compile(r"(?:\w+_)?(?:id|no)", re.IGNORECASE)
# Up to this many characters a text is a title; of a longer one the first clause is.
_TITLE_LENGTH = 100
_CLAUSE_END = re.compile(r"[。；;，,！!？?|｜\n]|\. ")

_NOTICE_WORDS = {
    "protected": (
        "受保护的个人信息，匹配不使用",
        "a protected attribute: matching does not use it",
    ),
    "unknown": ("未知字段，已忽略", "an unknown field, passed over"),
}


@dataclass
class FileRecords(Generic[Record]):
    """The records of a file and, by field and code, the lines with something left aside."""

    file: str
    records: list[Record] = field(default_factory=list)
    left_aside: dict[Notice, list[int]] = field(default_factory=dict)

    def notices(self) -> Iterator[dict[str, object]]:
        """What was left aside, with the number of lines and the first of them."""
        for notice, lines in self.left_aside.items():
            zh, en = _NOTICE_WORDS[notice.code]
            named = {"file": self.file, "field": notice.field, "code": notice.code}
            yield named | {"count": len(lines), "lines": lines[:_LINES_NAMED], "zh": zh, "en": en}


def read_positions(path: Path) -> FileRecords[Position]:
    """Positions of a JSON Lines file; raises `UnreadableFile`."""
    return _read_json_lines(path, position_from_json)


def read_talents(path: Path, on: date) -> FileRecords[Talent]:
    """Talents of a JSON Lines file, ours or JSON Resume; raises `UnreadableFile`."""
    return _read_json_lines(path, lambda record, line: talent_from_json(record, line, on))


def read_queries(path: Path, *, blanks: bool = True) -> list[Position]:
    """What is searched for: one id and text a line, ids with `blanks` or not.

    Raises `UnreadableFile`.
    """
    return [
        Position(name, title=_title(text), text=_beyond_title(text), skills=find_skills(text))
        for name, text in _read_table(path, blanks=blanks)
    ]


def read_corpus(path: Path, *, blanks: bool = True) -> list[Talent]:
    """What is ranked: one id and text a line; see `read_queries`."""
    return [
        Talent(name, titles=(_title(text),), text=_beyond_title(text), skills=find_skills(text))
        for name, text in _read_table(path, blanks=blanks)
    ]


def read_rows(
    file: str,
    rows: Iterable[tuple[int, Row]],
    reading: Callable[[Row, str], tuple[Record, tuple[Notice, ...]]],
) -> FileRecords[Record]:
    """The records of numbered rows of a file; a row without an id is called by its number.

    Raises `UnreadableFile`, naming every row that cannot be read.
    """
    found, problems = FileRecords[Record](file), Problems(file)
    for number, row in rows:
        try:
            record, notices = reading(row, f"line-{number}")
        except BadField as error:
            problems.add(number, error.field, str(error))
            continue
        problems.check_id(number, record.id)
        found.records.append(record)
        for notice in notices:
            found.left_aside.setdefault(notice, []).append(number)
    problems.raise_any()
    return found


def _read_json_lines(path: Path, reading: Reading[Record]) -> FileRecords[Record]:
    return read_rows(path.name, _lines(path), lambda line, name: reading(_object(line), name))


def _read_table(path: Path, *, blanks: bool) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    problems = Problems(path.name)
    for number, line in _lines(path):
        name, tab, text = line.partition("\t")
        if not rows and _HEADER_ID.fullmatch(name.strip()):
            continue
        if not tab:
            problems.add(number, "text", "no tab; expected an id, a tab and a text")
        elif not name.strip():
            problems.add(number, "id", "nothing before the tab; expected an id, a tab and a text")
        elif not blanks and len(name.split()) > 1:
            problems.add(number, "id", "a blank in the id, which a TREC file cannot hold")
        problems.check_id(number, name.strip())
        rows.append((name.strip(), text.strip()))
    problems.raise_any()
    return rows


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, numbered from 1; a byte order mark is passed over."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems = Problems(path.name)
        bad = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.add(bad, None, "the bytes are not UTF-8; save the file as UTF-8")
        problems.raise_any()
        raise
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")


def _object(line: str) -> Mapping[str, Any]:
    # Of an array the way out is told, whether its first line is all of it or not.
    expected = (
        "one object a line; jq -c '.[]' makes them of an array" if line[0] == "[" else "one object"
    )
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        found = f"not JSON ({error.msg}, column {error.colno})"
        raise BadField("line", found, expected) from error
    except (ValueError, RecursionError) as error:
        found = "a number of thousands of digits, or brackets in brackets without end"
        raise BadField("line", found, expected) from error
    if not isinstance(record, dict):
        raise BadField("line", f"found {line.strip()[:40]!r}", expected)
    return record


def _title(text: str) -> str:
    if len(text) <= _TITLE_LENGTH:
        return text
    end = _CLAUSE_END.search(text)
    return text[: min(end.start(), _TITLE_LENGTH) if end else _TITLE_LENGTH].strip()


def _beyond_title(text: str) -> str:
    return text[len(_title(text)) :]
