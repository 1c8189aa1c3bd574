"""What people do outside the site: read their letters, turn the pages of a CV or a spreadsheet."""

import hmac
import re
import time
from base64 import b32decode
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone, translation
from docx import Document
from openpyxl import Workbook
from playwright.sync_api import FilePayload, Page

from yucaihui.core.jobs.services import enqueue_due, run_waiting
from yucaihui.core.mail.models import Letter

LANGUAGES = {"zh": "zh-hans", "en": "en"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def said(language: str, text: str, **values: object) -> str:
    """How the site says `text`, one of its English texts, in `language` (zh, en)."""
    with translation.override(LANGUAGES[language]):
        words = translation.gettext(text)
        return words % values if values else words


def letters_to(address: str) -> list[str]:
    """Subjects of the letters to an address, the newest first."""
    return list(Letter.objects.filter(to=address).order_by("-id").values_list("subject", flat=True))


def code_sent_to(address: str) -> str:
    """The code in the newest letter to an address."""
    body = Letter.objects.filter(to=address).latest("id").body
    found = re.search(r"^[A-Z0-9]{3,}(?:-[A-Z0-9]{3,})?$", body, re.MULTILINE)
    assert found, body
    return found.group()


def one_time_code(secret: str) -> str:
    """What an authenticator shows now for a secret (RFC 6238: 30 seconds, SHA-1, 6 digits)."""
    counter = int(time.time()) // 30
    mac = hmac.digest(b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def worker_runs(page: Page) -> None:
    """The worker does what waits; then the page is loaded anew, as it does by itself in time."""
    run_waiting()
    page.reload()


def a_night_passes() -> None:
    """The worker's round of recurring tasks, the comparison of everybody among them."""
    enqueue_due(set())
    run_waiting()


def cv(paragraphs: Sequence[str], name: str = "cv.docx") -> FilePayload:
    """A CV in Word, a paragraph for each line."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return payload(document, name, DOCX)


def workbook(rows: Sequence[Sequence[Any]], merged: Sequence[str], name: str) -> FilePayload:
    """A spreadsheet of one sheet with some cells merged."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "岗位"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return payload(book, name, XLSX)


def payload(document: Any, name: str, kind: str) -> FilePayload:
    out = BytesIO()
    document.save(out)
    return {"name": name, "mimeType": kind, "buffer": out.getvalue()}


def in_days(days: int) -> str:
    """A day from today, as a date field takes it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()
