"""A document as a run of items, wrapped lines joined.

What stands in a margin beside a bullet (a date, a place) goes before it.
"""

import re
from collections.abc import Iterable, Iterator

from yucaihui.engines.text.documents.model import Document, Line
from yucaihui.engines.text.resumes.blocks import Item, column_names, line_items, row_items
from yucaihui.engines.text.resumes.headings import LABELLED, is_han
from yucaihui.engines.text.resumes.vocabulary import LABELS

_SOFT_BREAK = re.compile(r"[\u0002\u00ad\ufffe]\s*$")
# Sections that may begin and end on one line: `Skills: Python, SQL`.
_INLINE = (
    "education",
    "work",
    "projects",
    "skills",
    "languages",
    "certificates",
    "awards",
    "summary",
)
_SHORT = 40  # characters: a labelled value this short is not broken over lines


def items_of(document: Document) -> list[Item]:
    """Items of a document in reading order."""
    found: list[Item] = []
    header: dict[float, str] = {}
    for block in document.blocks:
        if isinstance(block, Line):
            header = {}
            _add(found, line_items(block))
        else:
            header = column_names(block) or header
            if not column_names(block):
                _add(found, row_items(block, header))
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
    if item.kind == last.kind == "title":
        return bool(_SOFT_BREAK.search(last.text)) or (last.wraps and last.rank == item.rank)
    if item.kind != "text" or last.kind not in ("text", "bullet", "field"):
        return False
    if _SOFT_BREAK.search(last.text) or _label_is_torn(last.text, item.text):
        return True
    if last.kind == "field" or last.columns or item.columns:
        return False
    if last.kind == "text" and len(last.text) < _SHORT and LABELLED.match(last.text):
        return False
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
        return LABELLED.search(above[-30:]) is not None
    start = LABELLED.match(below[:20])
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
    tight = torn or (is_han(stem[-1:]) and is_han(main[:1])) or _label_is_torn(stem, main)
    last.text = stem + ("" if tight else " ") + main.strip()
    last.wraps = item.wraps


def _split_margin(item: Item) -> Iterator[Item]:
    """Dates and places set in a margin beside a bullet belong to the entry, so go before it."""
    if item.kind == "bullet" and "\t" in item.text:
        main, *margin = item.text.split("\t")
        yield from (Item("text", aside, page=item.page) for aside in margin)
        item.text = main
    yield item
