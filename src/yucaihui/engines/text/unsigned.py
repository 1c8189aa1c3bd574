"""Files without the metadata that name their makers: PDF, Office (DOCX, XLSX), PNG, JPEG."""

import io
import re
import zipfile

import pypdfium2

PNG = b"\x89PNG\r\n\x1a\n"
# Chunks that a PNG needs to be drawn; texts, times and EXIF are not among them.
DRAWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
# JPEG segments with EXIF, XMP, Photoshop data and comments; APP0, APP2 (colours) and APP14 stay.
SIGNED = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}
START_OF_SCAN = 0xDA
# Parts of an Office file about the file, not in it; comments and changes carry names too.
ABOUT = re.compile(r"^(docProps/|customXml/|.*/(comments|people|persons/)[^/]*)")
AUTHOR = re.compile(rb'(\bw:(?:author|initials)|\b(?:lastModifiedBy|userName))="[^"]*"')


def without_metadata(data: bytes) -> bytes:
    """The same document without author, company, device, place and comments.

    Raises:
        ValueError: no document of the four kinds, or a broken one.
    """
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if data.startswith(PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    raise ValueError("not a PDF, DOCX, XLSX, PNG or JPEG")


def _pdf(data: bytes) -> bytes:
    """Its pages in a new document, which has no Info, no XMP and no attachments."""
    try:
        old, new = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
        new.import_pages(old)
        out = io.BytesIO()
        new.save(out)
    except pypdfium2.PdfiumError as error:
        raise ValueError("a broken PDF") from error
    return out.getvalue()


def _office(data: bytes) -> bytes:
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            gone = {name for name in old.namelist() if ABOUT.match(name)}
            for name in old.namelist():
                if name not in gone:
                    part = _references(name, old.read(name), gone)
                    new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError("a broken Office file") from error
    return out.getvalue()


def _references(name: str, part: bytes, gone: set[str]) -> bytes:
    """The part without mentions of those that are gone, and of who changed it."""
    if name == "[Content_Types].xml":
        for path in gone:
            pattern = rb'<Override\b[^>]*PartName="/' + re.escape(path.encode()) + rb'"[^>]*/>'
            part = re.sub(pattern, b"", part)
    elif name.endswith(".rels"):
        for path in gone:
            target = re.escape(path.rsplit("/", 1)[-1].encode())
            part = re.sub(rb'<Relationship\b[^>]*Target="[^"]*' + target + rb'"[^>]*/>', b"", part)
    elif name.endswith(".xml"):
        part = AUTHOR.sub(rb'\1=""', part)
    return part


def _png(data: bytes) -> bytes:
    kept, place = [PNG], len(PNG)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] in DRAWN:
            kept.append(data[place:end])
        place = end
    if place != len(data):
        raise ValueError("a broken PNG")
    return b"".join(kept)


def _jpeg(data: bytes) -> bytes:
    kept, place = [data[:2]], 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != START_OF_SCAN:
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if data[place + 1] not in SIGNED:
            kept.append(data[place:end])
        place = end
    if data[place : place + 2] != bytes((0xFF, START_OF_SCAN)):
        raise ValueError("a broken JPEG")
    return b"".join([*kept, data[place:]])
