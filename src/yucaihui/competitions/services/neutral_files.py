"""Files of entries for blind judges: under a code for a name, without what names their makers."""

from pathlib import PurePath
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from yucaihui.core.files import services as files
from yucaihui.core.files.models import StoredFile
from yucaihui.directory.errors import Refused
from yucaihui.engines.text.isolate import Exceeded, call_isolated

SECONDS, MEMORY_MIB = 30, 1024
ENDINGS = {
    files.PDF: ".pdf", files.DOCX: ".docx", files.XLSX: ".xlsx", files.PNG: ".png",
    files.JPEG: ".jpg",
}  # fmt: skip


def neutral_file(file: StoredFile, name: str, *, blind: bool) -> HttpResponseBase:
    """As an attachment called `name`; as it is to those who know the authors.

    Raises:
        Refused: its metadata can't be removed.
    """
    if not blind:
        return files.download(file)
    data = stripped(files.read_bytes(file))
    ending = ENDINGS.get(file.media_type, PurePath(file.name).suffix)
    headers: dict[str, Any] = {
        "Content-Disposition": f'attachment; filename="{name}{ending}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=file.media_type, headers=headers)


def stripped(data: bytes) -> bytes:
    from yucaihui.engines.text.unsigned import without_metadata  # noqa: PLC0415 - loads PDFium

    try:
        return call_isolated(without_metadata, SECONDS, MEMORY_MIB, data)
    except (Exceeded, ValueError):
        raise Refused(
            _("This file can't be shown without naming its authors. Write to the office.")
        ) from None
