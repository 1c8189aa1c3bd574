"""One way in for every kind of file."""

import json
from collections.abc import Callable

from lxml import etree

from yucaihui.engines.text.documents.markdown import read_markdown
from yucaihui.engines.text.documents.model import Document, Kind, Limits, Refusal
from yucaihui.engines.text.documents.pdf import read_pdf
from yucaihui.engines.text.documents.quality import is_garbled
from yucaihui.engines.text.documents.sniff import decode, kind_of
from yucaihui.engines.text.documents.word import read_docx

_NO_LIMITS = Limits()


def _no_landmark(_text: str) -> bool:
    return False


def read_document(
    data: bytes,
    *,
    limits: Limits = _NO_LIMITS,
    is_landmark: Callable[[str], bool] = _no_landmark,
) -> Document:
    """Read a file's text in reading order; never raises for a bad file, its status tells.

    `is_landmark` says whether a line could head a column (a heading, a labelled field); it
    helps to tell two columns from a margin of dates.
    """
    kind: Kind = "unknown"
    try:
        kind = kind_of(data, limits)
        document = _READERS[kind](data, limits, is_landmark)
    except Refusal as refusal:
        return Document(kind=kind, status="refused", reason=refusal.code, pages=0)
    return _judged(document)


def _judged(document: Document) -> Document:
    if document.kind in ("json", "xml") or document.status != "parsed":
        return document
    if is_garbled(document.text):
        return Document(
            kind=document.kind, status="garbled", reason="unreadable_text", pages=document.pages
        )
    return document


def _read_image(_data: bytes, _limits: Limits, _landmark: Callable[[str], bool]) -> Document:
    return Document(kind="image", status="image_only", reason="no_text_layer")


def _read_json(data: bytes, _limits: Limits, _landmark: Callable[[str], bool]) -> Document:
    try:
        return Document(kind="json", content=json.loads(decode(data)))
    except (ValueError, RecursionError) as error:
        raise Refusal("broken") from error


def _read_xml(data: bytes, _limits: Limits, _landmark: Callable[[str], bool]) -> Document:
    text = decode(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refusal("unsafe_xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("broken") from error
    # The parser follows the encoding that the file declares, in which the mark may look otherwise.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal("unsafe_xml")
    return Document(kind="xml", content=root)


def _read_markdown(data: bytes, limits: Limits, _landmark: Callable[[str], bool]) -> Document:
    text = decode(data)
    if len(text) > limits.characters:
        raise Refusal("too_large")
    return read_markdown(text)


_READERS: dict[Kind, Callable[[bytes, Limits, Callable[[str], bool]], Document]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "markdown": _read_markdown,
    "json": _read_json,
    "xml": _read_xml,
    "image": _read_image,
}
