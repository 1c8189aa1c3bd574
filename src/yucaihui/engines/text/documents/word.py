"""DOCX to lines and rows, in the order of the document.

python-docx gives paragraphs and tables apart; half of the CVs made from forms are one big
table, so both are walked in document order, and text boxes and page headers are read too.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from yucaihui.engines.text.documents.model import (
    BULLET,
    Block,
    Cell,
    Document,
    Limits,
    Line,
    Refusal,
    Role,
    Row,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = ("pic:pic", "v:imagedata")


def read_docx(data: bytes, _limits: Limits, _landmark: Callable[[str], bool]) -> Document:
    """Read a DOCX file; raises Refusal when it cannot be opened."""
    # The library costs 60 ms at import, which commands that read no DOCX need not pay.
    import docx  # noqa: PLC0415

    try:
        opened = docx.Document(io.BytesIO(data))
        blocks = tuple(_document_blocks(opened))
        links = tuple(
            str(rel.target_ref)
            for rel in opened.part.rels.values()
            if rel.is_external and rel.reltype.endswith("/hyperlink")
        )
    except Exception as error:  # the library raises KeyError, ValueError, lxml's errors, its own
        raise Refusal("broken") from error
    if not any(line.text.strip() for line in Document("docx", blocks=blocks).lines()):
        return Document(kind="docx", status="image_only", reason="no_text_layer")
    return Document(kind="docx", blocks=blocks, links=links)


def _document_blocks(opened: Any) -> Iterator[Block]:
    for section in opened.sections[:1]:
        if not section.header.is_linked_to_previous:
            yield from _blocks(section.header)
    yield from _blocks(opened)


def _blocks(container: Any) -> Iterator[Block]:
    for item in container.iter_inner_content():
        if hasattr(item, "rows"):
            yield from _rows(item)
        else:
            yield from _paragraph(item)


def _paragraph(paragraph: Any) -> Iterator[Line]:
    role = _role(paragraph)
    for text in paragraph.text.split("\n"):
        if text.strip():
            mark = BULLET.match(text)
            yield Line(
                text[mark.end() :] if mark else text,
                "bullet" if mark else role,
                level=_level(paragraph) if role == "heading" else 0,
            )
    yield from _text_boxes(paragraph)


def _level(paragraph: Any) -> int:
    digits = re.findall(r"\d", paragraph.style.name or "")
    return int(digits[0]) if digits else 0


def _role(paragraph: Any) -> Role:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if style.startswith(("heading", "title", "标题")):
        return "heading"
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None  # noqa: SLF001
    return "bullet" if numbered or style.startswith("list") else "text"


def _text_boxes(paragraph: Any) -> Iterator[Line]:
    """Text boxes anchored in a paragraph; Word writes each a second time for old readers."""
    for box in paragraph._p.iter(f"{_W}txbxContent"):  # noqa: SLF001
        if any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            continue
        for inner in box.iter(f"{_W}p"):
            text = "".join(node.text or "" for node in inner.iter(f"{_W}t"))
            if text.strip():
                yield Line(text)


def _rows(table: Any) -> Iterator[Row]:
    above: dict[int, object] = {}
    for row in table.rows:
        cells: list[Cell] = []
        last: object = None
        for column, cell in enumerate(row.cells):
            element = cell._tc  # noqa: SLF001
            # A merged cell comes once per place it covers, across and down.
            if element is not last and above.get(column) is not element:
                cells.append(Cell(column, tuple(_cell_lines(cell))))
            last = above[column] = element
        yield Row(tuple(cells))


def _cell_lines(cell: Any) -> Iterator[Line]:
    for block in _blocks(cell):
        if isinstance(block, Line):
            yield block
        else:
            yield Line("\t".join(inner.text.replace("\n", " ") for inner in block.cells))
