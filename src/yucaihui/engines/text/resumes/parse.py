"""A CV in any of the formats read, to JSON Resume."""

from dataclasses import replace
from typing import Any

from yucaihui.engines.text.calm import keepable
from yucaihui.engines.text.documents.model import Limits
from yucaihui.engines.text.documents.read import read_document
from yucaihui.engines.text.resumes.europass import read_europass
from yucaihui.engines.text.resumes.freeform import read_freeform
from yucaihui.engines.text.resumes.headings import is_landmark
from yucaihui.engines.text.resumes.jsonresume import read_json_resume
from yucaihui.engines.text.resumes.model import ParsedResume

_NO_LIMITS = Limits()


def parse_resume(data: bytes, limits: Limits = _NO_LIMITS) -> ParsedResume:
    """Read a CV's bytes; never raises for a bad file.

    Text is never guessed: a scan is `image_only`, an unreadable text layer `garbled`. What no
    database keeps is left out of what was read.
    """
    parsed = _parsed(data, limits)
    kept: dict[str, Any] = {
        name: keepable(getattr(parsed, name)) for name in ("resume", "protected")
    }
    return replace(parsed, **kept)


def _parsed(data: bytes, limits: Limits) -> ParsedResume:
    document = read_document(data, limits=limits, is_landmark=is_landmark)
    if document.status != "parsed":
        return ParsedResume(document.status, document.reason)
    if document.kind == "json":
        return read_json_resume(document.content)
    if document.kind == "xml":
        return read_europass(document.content)
    return read_freeform(document)
