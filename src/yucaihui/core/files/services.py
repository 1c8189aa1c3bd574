"""Take files in and give them out. The type is read off the bytes, never off the name."""

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Collection
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _

from yucaihui.core.files.models import StoredFile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
XML = "application/xml"
JSON = "application/json"
TEXT = "text/plain"
ZIP = "application/zip"
PNG = "image/png"
JPEG = "image/jpeg"
UNKNOWN = "application/octet-stream"

MAGIC = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", XLS),
    (b"<?xml", XML),
)
OFFICE_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))


class RefusedFile(ValueError):
    """The file can't be taken; the message says why and what to do."""


def sniff(data: bytes) -> str:
    """The media type of `data` by its content."""
    for magic, media_type in MAGIC:
        if data.startswith(magic):
            return media_type
    if data.startswith(b"PK\x03\x04"):
        return office_type(data)
    return text_type(data)


def office_type(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return UNKNOWN
    return next((media_type for part, media_type in OFFICE_PARTS if part in names), ZIP)


def text_type(data: bytes) -> str:
    if b"\0" in data[:4096]:
        return UNKNOWN
    return JSON if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else TEXT


def store(
    data: bytes, *, name: str, owner: Any, purpose: str, allowed: Collection[str], max_bytes: int
) -> StoredFile:
    """Keep `data`; on disk before the row is, so that no row points at nothing.

    Raises:
        RefusedFile: empty, larger than `max_bytes`, or of a type not in `allowed`.
    """
    media_type = checked_type(data, allowed, max_bytes)
    file = StoredFile(
        owner=owner,
        purpose=purpose,
        name=safe_name(name),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    file.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    file.save()
    return file


def checked_type(data: bytes, allowed: Collection[str], max_bytes: int) -> str:
    if not data:
        raise RefusedFile(_("The file is empty. Choose another one."))
    if len(data) > max_bytes:
        raise RefusedFile(
            _("The file has %(size)d MB; at most %(limit)d MB are taken. Split or compress it.")
            % {"size": -(-len(data) // 2**20), "limit": max_bytes // 2**20}
        )
    media_type = sniff(data)
    if media_type not in allowed:
        raise RefusedFile(_("This kind of file is not taken here. The page names those that are."))
    return media_type


def safe_name(name: str) -> str:
    """The last part of the name without control characters, at most 120 characters."""
    plain = re.sub(r"[\x00-\x1f\x7f\"\\/]", "_", PurePath(name).name)
    return plain[-120:] or "file"


def read_bytes(file: StoredFile) -> bytes:
    return file.path.read_bytes()


def delete(file: StoredFile) -> None:
    """Remove the row, and the bytes when the current transaction commits."""
    path = file.path
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def download(file: StoredFile) -> FileResponse:
    """The file as an attachment: a browser saves it and never shows it inside our pages."""
    response = FileResponse(
        file.path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
