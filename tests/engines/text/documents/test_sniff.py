import io
import zipfile

import pytest

from yucaihui.engines.text.documents.model import Limits, Refusal
from yucaihui.engines.text.documents.sniff import decode, kind_of

LIMITS = Limits()


def archive(names: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in names.items():
            packed.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\n\njunk %PDF-1.4", "pdf"),
        (archive({"word/document.xml": b"<w/>"}), "docx"),
        (b'\xef\xbb\xbf {"basics": {}}', "json"),
        (b'<?xml version="1.0"?><a/>', "xml"),
        (b"<Candidate xmlns='x'/>", "xml"),
        ("姓名：江望舒".encode("gb18030"), "markdown"),
        ("姓名：江望舒".encode("utf-16"), "markdown"),
        (b"<https://example.org>", "markdown"),
        (b"\x89PNG\r\n\x1a\n0000", "image"),
        (b"\xff\xd8\xff\xe0 0000", "image"),
    ],
)
def test_kinds_are_told_by_the_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data, LIMITS) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (archive({"xl/workbook.xml": b"<w/>"}), "not_a_document"),
        (b"PK\x03\x04 broken", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "legacy_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"<!DOCTYPE html><html></html>", "not_a_document"),
        (b"{\\rtf1 text}", "not_a_document"),
        (b"\x7fELF\x02", "not_a_document"),
        (bytes(range(256)), "not_a_document"),
        (archive({"word/document.xml": bytes(2000)}), "too_large"),
        (archive({f"word/{n}.xml": b"" for n in range(9)}), "too_large"),
    ],
)
def test_what_is_not_read_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        kind_of(data, Limits(unpacked=1000, members=5))
    assert refusal.value.code == code


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        kind_of(b"text " * 10, Limits(size=20))
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert decode("热管理工程师 Ångström".encode(encoding)) == "热管理工程师 Ångström"
