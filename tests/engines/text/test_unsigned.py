"""Files lose what names their makers, and stay what they are."""

import io
import re
import struct
import zipfile
import zlib

import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook

from yucaihui.engines.text.unsigned import without_metadata

MAKER = b"Moran Chenzi"


def signed_pdf() -> bytes:
    """One page of 200 x 100 points, with an Info dictionary."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 100)
    out = io.BytesIO()
    document.save(out)
    body = out.getvalue()
    number = int(re.findall(rb"/Size (\d+)", body)[-1])
    start = len(body)
    info = b"%d 0 obj\n<</Author (%s)>>\nendobj\n" % (number, MAKER)
    before = body.rsplit(b"startxref", 1)[1].split()[0]
    root = body.rsplit(b"/Root ", 1)[1].split(b"R")[0] + b"R"
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    trailer = b"trailer\n<</Size %d/Root %s/Info %d 0 R/Prev %s>>\n" % (
        number + 1, root, number, before,
    )  # fmt: skip
    return body + info + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (start + len(info))


def test_a_pdf_keeps_its_pages_and_loses_its_author() -> None:
    signed = signed_pdf()
    assert pypdfium2.PdfDocument(signed).get_metadata_value("Author") == MAKER.decode()
    clean = without_metadata(signed)
    document = pypdfium2.PdfDocument(clean)
    assert (len(document), document[0].get_size()) == (1, (200.0, 100.0))
    assert document.get_metadata_value("Author") == ""
    assert MAKER not in clean


def test_a_workbook_keeps_its_cells_and_loses_its_author() -> None:
    book = Workbook()
    book.properties.creator = MAKER.decode()
    assert book.active is not None
    book.active["A1"] = "电池"
    out = io.BytesIO()
    book.save(out)
    clean = without_metadata(out.getvalue())
    again = load_workbook(io.BytesIO(clean))
    assert again.active is not None
    assert again.active["A1"].value == "电池"
    with zipfile.ZipFile(io.BytesIO(clean)) as parts:
        assert not any(name.startswith("docProps/") for name in parts.namelist())
        assert not any(MAKER in parts.read(name) for name in parts.namelist())


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_png_keeps_what_is_drawn_and_loses_its_texts() -> None:
    head, pixels = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), chunk(b"IDAT", b"x")
    end, text = chunk(b"IEND", b""), chunk(b"tEXt", b"Author\0" + MAKER)
    start = b"\x89PNG\r\n\x1a\n"
    assert without_metadata(start + head + text + pixels + end) == start + head + pixels + end


def test_a_jpeg_keeps_what_is_drawn_and_loses_exif_and_comments() -> None:
    def segment(marker: int, data: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data

    start, jfif, scan = b"\xff\xd8", segment(0xE0, b"JFIF\0"), b"\xff\xda\0\x02pixels\xff\xd9"
    signed = start + jfif + segment(0xE1, b"Exif\0\0" + MAKER) + segment(0xFE, MAKER) + scan
    assert without_metadata(signed) == start + jfif + scan


@pytest.mark.parametrize(
    "data", [b"", b"plain", b"%PDF-1.7 broken", b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n12",
             b"\xff\xd8\xff\xe1\0"],
)  # fmt: skip
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"broken|not a PDF"):
        without_metadata(data)
