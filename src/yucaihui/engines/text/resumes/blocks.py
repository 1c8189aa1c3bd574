"""Lines and rows of a document as items: headings, labelled fields, bullets, lines of text.

Tables are walked cell by cell: a cell that names a section opens it, a cell that names a
field takes the next cell as its value, a row of column names labels the rows below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from yucaihui.engines.text.documents.model import Cell, Line, Row
from yucaihui.engines.text.resumes.headings import (
    PRIVATE,
    fold_heading,
    is_han,
    label_of,
    section_of,
)
from yucaihui.engines.text.resumes.vocabulary import LABELS, TITLES_OF_PAGE

Kind = Literal["heading", "field", "bullet", "text", "title"]

# Sections that may begin and end on one line: `Skills: Python, SQL`.
_INLINE = (
    "education", "work", "projects", "skills", "languages", "certificates", "awards", "summary",
)  # fmt: skip
_STRETCH = re.compile(r" {3,}")
_SHORT = 40  # characters: a labelled value this short is not broken over lines
_PAGE_NUMBER = re.compile(
    r"(?:.{0,40}[–-]\s*)?(?:page |第\s*)?\d{1,2}\s*(?:/|of|／)\s*\d{1,2}(?:\s*页)?"
    r"|第\s*\d+\s*页.*|last updated.*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:[.．](?!\d)|[、)）])|[(（]\d{1,2}[)）]|\[\d{1,3}\]|[①-⑳])\s*(?=\S)"
)
_SPACED_LABEL = re.compile(r"([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?=\s*[:：])")


@dataclass(slots=True)
class Item:
    """`name` is the section of a heading or the field of a labelled value.

    `rank` orders headings and titles: the smaller, the higher in the outline.
    """

    kind: Kind
    text: str
    name: str = ""
    size: float = 0.0
    x: float | None = None
    page: int = 0
    wraps: bool = False
    rank: float = 0.0
    columns: dict[str, str] = field(default_factory=dict)


def line_items(line: Line) -> Iterator[Item]:
    text = _STRETCH.sub("\t", PRIVATE.sub("\t", line.text).strip())
    text = _SPACED_LABEL.sub(r"\1\2", text)
    if not text or _PAGE_NUMBER.fullmatch(text):
        return
    item = Item("text", text, size=line.size or 0.0, x=line.x, page=line.page, wraps=line.wraps)
    if TITLES_OF_PAGE.fullmatch(fold_heading(text)):
        return
    section = section_of(text) if line.role != "bullet" else None
    if section:
        yield Item("heading", text, section, rank=_rank(line))
    elif line.role == "bullet":
        yield replace(item, kind="bullet")
    elif line.role == "heading":
        yield replace(item, kind="title", rank=_rank(line))
    else:
        yield from _text_items(item)


def _rank(line: Line) -> float:
    return line.level or -(line.size or 0.0)


def _text_items(item: Item) -> Iterator[Item]:
    """A line of text; `heading: content` and `heading<tab>content` open the section."""
    text = item.text
    number = _NUMBERED.match(text)
    if number:
        yield replace(item, kind="bullet", text=text[number.end() :])
        return
    parted = re.match(r"([^:：\t]{2,30})(?:[:：]|\t)\s*(?=\S)", text)
    section = section_of(parted[1]) if parted else None
    if parted and section in _INLINE and section and not _is_ambiguous(parted[1]):
        yield Item("heading", parted[1], section)
        text = text[parted.end() :]
    yield replace(item, text=text)


def _is_ambiguous(heading: str) -> bool:
    """Short words that also label a field or a group inside a section."""
    folded = fold_heading(heading)
    return folded in LABELS or len(folded) <= 2 or (folded.isascii() and " " not in folded)


def column_names(row: Row) -> dict[float, str]:
    """Fields by column when every filled cell of the row names one; {} for other rows."""
    filled = [cell for cell in row.cells if cell.text]
    names = {cell.column: label_of(_one_line(cell)) for cell in filled}
    rest = list(names.items())
    # The section's own cell may stand before the names of its columns.
    if len(filled) > 3 and rest[0][1] is None and section_of(_one_line(filled[0])):
        return {}
    if len(filled) >= 3 and all(names.values()):
        return {column: name for column, name in rest if name}
    return {}


def _one_line(cell: Cell) -> str:
    """Text of a cell whose lines were broken for want of room; narrow cells break inside words."""
    lines = [line.text.strip() for line in cell.lines]
    tight = "".join(lines)
    return tight if section_of(tight) or label_of(tight) or is_han(tight[:1]) else " ".join(lines)


def row_items(row: Row, header: dict[float, str]) -> Iterator[Item]:
    cells = list(row.cells)
    lead = _one_line(cells[0]) if cells else ""
    if header and not section_of(lead) and not (len(cells) > 1 and label_of(lead)):
        columns = {header[c.column]: c.text for c in cells if c.column in header and c.text}
        if columns:
            text = "\t".join(columns.values()).replace("\n", " ")
            yield Item("text", text, columns=columns)
        return
    yield from _cell_items(cells)


def _cell_items(cells: list[Cell]) -> Iterator[Item]:
    pending = ""
    for index, cell in enumerate(cells):
        text = _one_line(cell)
        followed = index + 1 < len(cells)
        if section_of(text) and (followed or not pending) and not (label_of(text) and not followed):
            yield Item("heading", text, section_of(text) or "")
            pending = ""
        elif label_of(text) and followed and not pending:
            pending = label_of(text) or ""
        elif pending:
            yield Item("field", text if pending != "description" else cell.text, pending)
            pending = ""
        else:
            for line in cell.lines:
                yield from line_items(line)
