"""PDF to lines: characters with their places from PDFium, put in order by `layout`.

PDFium's own text order is the order of drawing, which lays dates beside the wrong job and
tears table cells apart; the places of the characters are enough to do better.
"""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from yucaihui.engines.text.documents.layout import Glyph, PageInk, lay_out
from yucaihui.engines.text.documents.model import Block, Document, Limits, Refusal
from yucaihui.engines.text.documents.tables import Ruling

_THIN = 3.0  # points: a filled box thinner than this is a ruling
_SCANNER_STAMP = 40  # characters: a page with less and a picture on it is a scan


def read_pdf(data: bytes, limits: Limits, is_landmark: Callable[[str], bool]) -> Document:
    """Read a PDF; raises Refusal when it is encrypted, broken or has too many pages."""
    with _opened(data) as pdf:
        count = len(pdf)
        if count > limits.pages:
            raise Refusal("too_many_pages")
        inks = [_page_ink(pdf, number) for number in range(count)]
        links = tuple(link for number in range(count) for link in _links(pdf, number))
    characters = sum(len(ink.glyphs) for ink in inks)
    if characters == 0 or (
        characters < _SCANNER_STAMP * count and any(ink.has_picture for ink in inks)
    ):
        return Document(kind="pdf", status="image_only", reason="no_text_layer", pages=count)
    blocks: list[Block] = []
    for number, ink in enumerate(inks):
        blocks.extend(lay_out(ink, number, is_landmark))
    return Document(kind="pdf", pages=count, blocks=tuple(blocks), links=links)


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error) or "ecurity" in str(error)
        raise Refusal("encrypted" if locked else "broken") from error


def _page_ink(pdf: Any, number: int) -> PageInk:
    try:
        page = pdf[number]
        width, height = page.get_size()
        glyphs = tuple(_glyphs(page.get_textpage()))
        rulings, pictures = _drawings(page)
    except pypdfium2.PdfiumError as error:
        raise Refusal("broken") from error
    return PageInk(width, height, glyphs, rulings, pictures)


def _glyphs(textpage: Any) -> Iterator[Glyph]:
    """Characters as drawn, with spaces; the line breaks that PDFium invents are left out."""
    raw = textpage.raw
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (0x0D, 0x0A):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        turned = abs(pdfium.FPDFText_GetCharAngle(raw, index)) > 0.1
        yield Glyph(chr(code), box.left, box.right, y.value, box.top - box.bottom, turned)


def _drawings(page: Any) -> tuple[tuple[Ruling, ...], bool]:
    """Straight thin lines drawn on the page, and whether a picture covers much of it."""
    width, height = page.get_size()
    rulings: list[Ruling] = []
    pictured = False
    for item in page.get_objects(max_depth=4):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            pictured |= (right - left) * (top - bottom) > width * height / 2
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH:
            rulings.extend(_path_rulings(item))
    return tuple(rulings), pictured


def _path_rulings(item: Any) -> Iterator[Ruling]:
    left, bottom, right, top = item.get_bounds()
    wide, tall = right - left, top - bottom
    if min(wide, tall) <= _THIN:
        if max(wide, tall) > 2 * _THIN:
            yield Ruling(left, bottom, right, top)
    elif _is_outlined(item):
        yield Ruling(left, bottom, right, bottom)
        yield Ruling(left, top, right, top)
        yield Ruling(left, bottom, left, top)
        yield Ruling(right, bottom, right, top)


def _is_outlined(item: Any) -> bool:
    """A stroked rectangle: the frame of a cell, when it is drawn as one path of a few points."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    return bool(stroke.value) and 4 <= pdfium.FPDFPath_CountSegments(item.raw) <= 6


def _links(pdf: Any, number: int) -> Iterator[str]:
    """Addresses of the page's hyperlinks."""
    page = pdf[number]  # held by this name: PDFium frees a page whose wrapper is collected
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(pdf.raw, action, None, 0)
        if size > 1:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(pdf.raw, action, buffer, size)
            yield buffer.value.decode("utf-8", "replace")
