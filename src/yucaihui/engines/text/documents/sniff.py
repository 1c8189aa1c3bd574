"""What a file is, judged by its bytes and never by its name."""

import io
import re
import zipfile

from yucaihui.engines.text.documents.model import Kind, Limits, Refusal

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = ((b"{\\rtf", "not_a_document"), (b"\x7fELF", "not_a_document"))
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|!|[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?(?:\s|/?>))")
_ENCODINGS = ("utf-8-sig", "gb18030")
# Control characters that no text file holds.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes, limits: Limits) -> Kind:
    """Kind of the file `data`; raises Refusal for what is not read."""
    if not data.strip():
        raise Refusal("empty")
    if len(data) > limits.size:
        raise Refusal("too_large")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data, limits)
    if data.startswith(_OLE):
        raise Refusal(
            "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "legacy_word"
        )
    if _is_image(data):
        return "image"
    if any(data.startswith(mark) for mark, _ in _REFUSED):
        raise Refusal("not_a_document")
    return _kind_of_text(decode(data))


def decode(data: bytes) -> str:
    """Text of UTF-8, UTF-16 (with its mark) or GB18030 bytes; raises Refusal for other bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise Refusal("not_a_document")


def _kind_of_text(text: str) -> Kind:
    if _HTML.match(text):
        raise Refusal("not_a_document")
    if text.lstrip()[:1] in ("{", "["):
        return "json"
    return "xml" if _XML.match(text) else "markdown"


def _is_image(data: bytes) -> bool:
    return (
        data.startswith(_IMAGES)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
    )


def _kind_of_archive(data: bytes, limits: Limits) -> Kind:
    """DOCX, when the archive is one and unpacks to something reasonable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refusal("broken") from error
    if len(members) > limits.members or sum(m.file_size for m in members) > limits.unpacked:
        raise Refusal("too_large")
    if "word/document.xml" not in {member.filename for member in members}:
        raise Refusal("not_a_document")
    return "docx"
