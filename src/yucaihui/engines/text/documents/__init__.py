"""Files to lines: PDF, DOCX, Markdown, JSON and XML, with an honest status for each."""

from yucaihui.engines.text.documents.model import (
    Block,
    Cell,
    Document,
    Kind,
    Limits,
    Line,
    Refusal,
    Role,
    Row,
    Status,
    reason_words,
)
from yucaihui.engines.text.documents.read import read_document

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Kind",
    "Limits",
    "Line",
    "Refusal",
    "Role",
    "Row",
    "Status",
    "read_document",
    "reason_words",
]
