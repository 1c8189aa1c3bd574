"""Files: type by content, limits, and downloads that no browser shows inside our pages."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from yucaihui.core.files import services as files


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7 \xe2\xe3", files.PDF),
        (zipped("word/document.xml"), files.DOCX),
        (zipped("xl/workbook.xml"), files.XLSX),
        (zipped("evil.exe"), files.ZIP),
        (b"PK\x03\x04broken", files.UNKNOWN),
        (b'\xef\xbb\xbf {"a": 1}', files.JSON),
        ("职位,薪资\n".encode("gb18030"), files.TEXT),
        (b"MZ\x90\0\x03", files.UNKNOWN),
        (b"<?xml version='1.0'?><a/>", files.XML),
    ],
)
def test_the_type_is_read_off_the_bytes(data: bytes, media_type: str) -> None:
    assert files.sniff(data) == media_type


@pytest.mark.django_db
def test_a_stored_file_is_read_back_and_offered_as_attachment() -> None:
    stored = files.store(
        b"%PDF-1", name="../../简历\n.pdf", owner=None, purpose="cv", allowed={files.PDF},
        max_bytes=100,
    )  # fmt: skip
    response = files.download(stored)
    assert (stored.name, files.read_bytes(stored)) == ("简历_.pdf", b"%PDF-1")
    assert response.headers["Content-Disposition"].split(";")[0] == "attachment"
    assert b"".join(response) == b"%PDF-1"  # type: ignore[arg-type]
    response.close()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty. Choose another one."),
        (b"%PDF-" + b"x" * 200, "The file has 1 MB; at most 0 MB are taken. Split or compress it."),
        (b"MZ\0", "This kind of file is not taken here. The page names those that are."),
    ],
)
def test_a_refused_file_leaves_nothing_behind(data: bytes, words: str, tmp_path: Path) -> None:
    from django.utils import translation  # noqa: PLC0415

    with translation.override("en"), pytest.raises(files.RefusedFile) as refusal:
        files.store(data, name="a", owner=None, purpose="cv", allowed={files.PDF}, max_bytes=100)
    assert (str(refusal.value), list(tmp_path.rglob("*"))) == (words, [])


@pytest.mark.django_db
def test_deleting_removes_row_and_bytes(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    stored = files.store(
        b"%PDF-1", name="a.pdf", owner=None, purpose="cv", allowed={files.PDF}, max_bytes=100
    )
    with django_capture_on_commit_callbacks(execute=True):
        files.delete(stored)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
