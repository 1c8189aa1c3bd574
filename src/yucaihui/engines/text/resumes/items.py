"""A document as a run of items: headings, labelled fields, bullets and lines of text.

Tables are walked cell by cell: a cell that names a section opens it, a cell that names a
field takes the next cell as its value, a row of column names labels the rows below it.
Wrapped lines are joined; what stands in a margin beside a bullet goes before it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from yucaihui.engines.text.documents import Cell, Document, Line, Row
from yucaihui.engines.text.resumes.vocabulary import HEADINGS, LABELS, TITLES_OF_PAGE

Kind = Literal["heading", "field", "bullet", "text", "title"]

_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")
_LETTER_SPACED = re.compile(r"(?:\w ){3,}\w")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十\d][)）]|\d{1,2}[、.．]\s*|[IVX]{1,4}\.\s)"
)
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\u200b\ufeff]+")
_SOFT_BREAK = re.compile(r"[\u0002\u00ad\ufffe]\s*$")
_PAGE_NUMBER = re.compile(
    r"(?:.{0,40}[–-]\s*)?(?:page |第\s*)?\d{1,2}\s*(?:/|of|／)\s*\d{1,2}(?:\s*页)?|第\s*\d+\s*页.*|last updated.*",
    re.I,
)
_LABELLED = re.compile(
    r"(?<![\w\u4e00-\u9fff])("
    + "|".join(
        sorted((re.escape(label).replace(r"\ ", r"\s?") for label in LABELS), key=len, reverse=True)
    )
    + r")\s*[:：]\s*",
    re.IGNORECASE,
)
_FIELD_END = re.compile(r"\s*[|｜]\s*|\t+|\s{2,}|\u3000+|\s+[·•]\s+")
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


def fold_heading(text: str) -> str:
    """A heading without ordinals, decoration and the spaces that stretch it."""
    text = _DECORATION.sub("", _ORDINAL.sub("", _PRIVATE.sub("", text).strip()))
    text = _HAN_GAP.sub("", text)
    if _LETTER_SPACED.fullmatch(text):
        text = re.sub(r"(?<=\w) (?=\w)", "", text)
    return re.sub(r"\s+", " ", text).replace("（", "(").replace("）", ")").lower()


def section_of(text: str) -> str | None:
    """Section that a whole line names, in one language or in both side by side."""
    if len(text) > 60:
        return None
    folded = fold_heading(text)
    whole = _section(folded)
    if whole or not folded:
        return whole
    han = re.sub(r"[^\u4e00-\u9fff/及与和、]", "", folded)
    latin = re.sub(r"[\u4e00-\u9fff]+", " ", folded).strip(" /|-·()、&")
    if han and latin:
        sections = {_section(han), _section(re.sub(r"\s+", " ", latin))}
        return sections.pop() if len(sections) == 1 else None
    return None


def _section(folded: str) -> str | None:
    return next((name for name, words in HEADINGS.items() if words.fullmatch(folded)), None)


def is_landmark(text: str) -> bool:
    """Whether a line could head a column: a section's heading or a labelled field."""
    return section_of(text) is not None or _LABELLED.match(text) is not None


def label_of(text: str) -> str | None:
    """Field that a whole cell or line names."""
    return LABELS.get(fold_heading(text)) if len(text) < 30 else None


def items_of(document: Document) -> list[Item]:
    """Items of a document in reading order."""
    found: list[Item] = []
    header: dict[float, str] = {}
    for block in document.blocks:
        if isinstance(block, Line):
            header = {}
            _add(found, _line_items(block))
        else:
            header = _column_names(block) or header
            if not _column_names(block):
                _add(found, _row_items(block, header))
    return [item for item in found if item.text or item.kind == "heading"]


def _add(found: list[Item], items: Iterable[Item]) -> None:
    """Append items, joining those that continue the paragraph before them."""
    for item in items:
        last = found[-1] if found else None
        if last is not None and _continues(last, item):
            _join(found, last, item)
        else:
            found.extend(_split_margin(item))


def _continues(last: Item, item: Item) -> bool:
    if item.kind != "text" or last.kind not in ("text", "bullet", "field"):
        return False
    if _SOFT_BREAK.search(last.text) or _label_is_torn(last.text, item.text):
        return True
    if last.kind == "field" or last.columns or item.columns:
        return last.kind == "field" and last.wraps and not last.text
    hangs = (
        last.kind == "bullet"
        and None not in (last.x, item.x)
        and 2 < (item.x or 0) - (last.x or 0) < 30
        and abs(last.size - item.size) < 1.5
    )
    return last.wraps or hangs


def _label_is_torn(above: str, below: str) -> bool:
    """A label broken over two lines (`最` / `高学历：硕士`), or parted from its value."""
    if re.search(r"[:：]\s*$", above):
        return _LABELLED.search(above[-30:]) is not None
    start = _LABELLED.match(below[:20])
    tail = re.search(r"[\u4e00-\u9fff]+$", above)
    if tail is None or start is not None or not re.match(r"[\u4e00-\u9fff]{1,5}[:：]", below):
        return False
    head = re.split(r"[:：]", below, maxsplit=1)[0]
    return any(tail[0][-size:] + head in LABELS for size in range(1, 4))


def _join(found: list[Item], last: Item, item: Item) -> None:
    main, *margin = item.text.split("\t") if last.kind == "bullet" else [item.text]
    for aside in margin:
        found.insert(len(found) - 1, Item("text", aside, page=item.page))
    stem = _SOFT_BREAK.sub("", last.text)
    torn = stem != last.text
    tight = torn or (_is_han(stem[-1:]) and _is_han(main[:1])) or _label_is_torn(stem, main)
    last.text = stem + ("" if tight else " ") + main.strip()
    last.wraps = item.wraps


def _is_han(character: str) -> bool:
    return bool(character) and (
        "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
    )


def _split_margin(item: Item) -> Iterator[Item]:
    """Dates and places set in a margin beside a bullet belong to the entry, so go before it."""
    if item.kind == "bullet" and "\t" in item.text:
        main, *margin = item.text.split("\t")
        yield from (Item("text", aside, page=item.page) for aside in margin)
        item.text = main
    yield item


def _line_items(line: Line) -> Iterator[Item]:
    text = _PRIVATE.sub("\t", line.text).strip()
    text = _SPACED_LABEL.sub(r"\1\2", text)
    if not text or _PAGE_NUMBER.fullmatch(text):
        return
    place = {"size": line.size or 0.0, "x": line.x, "page": line.page, "wraps": line.wraps}
    if TITLES_OF_PAGE.fullmatch(fold_heading(text)):
        return
    section = section_of(text) if line.role != "bullet" else None
    if section:
        yield Item("heading", text, section, rank=_rank(line))
    elif line.role == "bullet":
        yield Item("bullet", text, **place)  # type: ignore[arg-type]
    elif line.role == "heading":
        yield Item("title", text, rank=_rank(line), **place)  # type: ignore[arg-type]
    else:
        yield from _text_items(text, place)


def _rank(line: Line) -> float:
    return line.level or -(line.size or 0.0)


def _text_items(text: str, place: dict[str, object]) -> Iterator[Item]:
    """A line of text; `heading: content` and `heading<tab>content` open the section."""
    parted = re.match(r"([^:：\t]{2,30})(?:[:：]|\t)\s*(?=\S)", text)
    section = section_of(parted[1]) if parted else None
    if parted and section and not _is_ambiguous(parted[1]):
        yield Item("heading", parted[1], section)
        text = text[parted.end() :]
    yield Item("text", text, **place)  # type: ignore[arg-type]


def _is_ambiguous(heading: str) -> bool:
    """Short words that also label a field or a group inside a section."""
    folded = fold_heading(heading)
    return folded in LABELS or len(folded) <= 2 or (folded.isascii() and " " not in folded)


def split_labels(text: str) -> list[tuple[str, str]]:
    """`label: value` pairs of a line, and ("", text) for what stands before or between.

    >>> split_labels("性别：女 | 电话：19900000000")
    [('gender', '女'), ('phone', '19900000000')]
    """
    marks = list(_LABELLED.finditer(text))
    pairs: list[tuple[str, str]] = []
    if not marks:
        return [("", text.strip())]
    if marks[0].start() > 0:
        pairs.append(("", text[: marks[0].start()]))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : following.start() if following else len(text)]
        first, *others = _FIELD_END.split(value.strip(), maxsplit=1)
        pairs.append((LABELS[re.sub(r"\s+", " ", mark[1]).lower()], first))
        pairs.extend(("", other) for other in others)
    trimmed = [(label, value.strip(" \t|｜;；,，/·•")) for label, value in pairs]
    return [(label, value) for label, value in trimmed if label or value]


def _column_names(row: Row) -> dict[float, str]:
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
    return tight if section_of(tight) or label_of(tight) or _is_han(tight[:1]) else " ".join(lines)


def _row_items(row: Row, header: dict[float, str]) -> Iterator[Item]:
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
                yield from _line_items(line)
