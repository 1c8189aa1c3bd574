"""Name, contact, title and place from the head of a CV; protected facts are put apart."""

import re
from dataclasses import dataclass, field
from typing import Any

from yucaihui.engines.text.resumes.blocks import Item
from yucaihui.engines.text.resumes.contacts import EMAIL, PHONE, URL, find_email, find_phone
from yucaihui.engines.text.resumes.countries import country_code
from yucaihui.engines.text.resumes.headings import split_labels
from yucaihui.engines.text.resumes.pieces import organisation_score, title_score
from yucaihui.engines.text.resumes.vocabulary import BARE_PROTECTED, NONE_WORDS, PROTECTED

_HAN_NAME = re.compile(
    r"[\u3400-\u9fff]{1,4}[ \u3000]?[\u3400-\u9fff]{1,4}"
    r"|[\u3400-\u9fff]{1,12}(?:[·•・][\u3400-\u9fff]{1,12}){1,3}"
)
_LATIN_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Dr\.-Ing)\.?\s+)?[^\W\d_](?:[\w'’.-]*)"
    r"(?:\s+(?:[^\W\d_][\w'’.-]*|\([^\W\d_]+\))){1,5}"
    r"(?:,?\s+(?:PhD|Ph\.D\.|MD|MBA|Jr\.?|Sr\.?|PMP|CFA))?"
)
_CV = r"(?:个人)?(?:简历|resume|cv|curriculum vitae)"
_NAME_IN_TITLE = re.compile(
    rf"^(.{{2,30}}?)(?:的?(?:个人)?简历|[’']s (?:resume|cv)|\s*[-–—|·]\s*{_CV})$"
    rf"|^{_CV}(?: of|\s*[-–—|:：])\s*(.{{2,40}})$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:[\u3400-\u9fff]{2,4}(?:省|自治区))?[\u3400-\u9fff]{2,8}(?:市|区|县|州)?(?:[\u3400-\u9fff]{1,8}(?:区|县|市))?"
    r"|[^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,3}(?:,\s*[^\W\d_][\w'’. -]*){0,2}"
)
_MARKS = re.compile(r"^[^\w(（+]+|[^\w)）.+#]+$")


@dataclass(slots=True)
class Header:
    """What the head of a CV says; `fields` by the name of their label."""

    fields: dict[str, str] = field(default_factory=dict)
    protected: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)


def read_header(items: list[Item], links: tuple[str, ...]) -> Header:
    """Read the items before the first section and those of a section on the person."""
    header = Header()
    loose = [piece for item in items for piece in _take(header, item)]
    _take_name(header, loose)
    _take_label(header, loose)
    _take_place(header, loose)
    header.addresses += [link for link in links if not link.startswith(("mailto:", "tel:"))]
    header.summary = [piece.text for piece in loose if len(piece.text) > 60]
    return header


@dataclass(slots=True)
class _Piece:
    """An unlabelled piece; `beside` tells that it shares a line with a contact."""

    text: str
    size: float
    beside: bool


def _take(header: Header, item: Item) -> list[_Piece]:
    """File an item's labelled values and contacts; give back its unlabelled pieces."""
    if item.kind == "field":
        _file(header, item.name, item.text)
        return []
    loose: list[str] = []
    contact = False
    for label, value in split_labels(item.text):
        if label:
            _file(header, label, value)
            contact |= label in ("phone", "email")
        else:
            rest = _take_contacts(header, value)
            contact |= rest != value
            loose.extend(_unprotected(header, rest))
    size = item.size + (1000.0 if item.kind == "title" else 0.0)
    return [_Piece(text, size, contact) for text in loose]


def _file(header: Header, name: str, value: str) -> None:
    value = _MARKS.sub("", value.replace("\n", " ")).strip()
    if not value or value.lower() in NONE_WORDS:
        return
    if name in PROTECTED:
        header.protected.setdefault(name, value)
    elif name in ("phone", "email"):
        _file_contact(header, name, value)
    elif name == "url":
        header.addresses.extend(found[0] for found in URL.finditer(value))
    elif name not in ("ignored", "identity"):
        header.fields.setdefault(name, value)


def _file_contact(header: Header, name: str, value: str) -> None:
    """`联系方式` and `Contact` may hold both an address and a number."""
    email, phone = find_email(value), find_phone(EMAIL.sub(" ", value))
    if email:
        header.fields.setdefault("email", email)
    if phone:
        header.fields.setdefault("phone", phone)
    elif name == "phone" and len(re.findall(r"\d", value)) >= 5:
        header.fields.setdefault("phone", value)


def _take_contacts(header: Header, text: str) -> str:
    email = find_email(text)
    if email:
        header.fields.setdefault("email", email)
        text = EMAIL.sub("\t", text)
    header.addresses.extend(found[0] for found in URL.finditer(text))
    text = URL.sub("\t", text)
    phone = find_phone(text)
    if phone:
        header.fields.setdefault("phone", phone)
        text = PHONE.sub("\t", text)
    return text


def _unprotected(header: Header, text: str) -> list[str]:
    """Pieces of a line without those that state a protected fact."""
    if len(text) > 120:
        return [text]
    kept: list[str] = []
    for raw in re.split(
        r"\t|\s{2,}|[|｜]|(?<![\u3400-\u9fff])[•·]|[•·](?![\u3400-\u9fff])|[/／](?=\s)|\s[–—-]\s",
        text,
    ):
        piece = _MARKS.sub("", raw).strip()
        fact = next((name for name, words in BARE_PROTECTED if words.fullmatch(piece)), None)
        if fact:
            header.protected.setdefault(fact, piece)
        elif piece and piece.lower() not in NONE_WORDS:
            kept.append(piece)
    return kept


def _take_name(header: Header, loose: list[_Piece]) -> None:
    if "name" in header.fields:
        return
    ranked = sorted(loose, key=lambda piece: -piece.size)
    for piece in ranked:
        titled = _NAME_IN_TITLE.match(piece.text)
        name = (titled[1] or titled[2]).strip() if titled else piece.text
        if _is_name(name):
            header.fields["name"] = _cased(name)
            loose.remove(piece)
            return


def _is_name(text: str) -> bool:
    if _HAN_NAME.fullmatch(text):
        return organisation_score(text) < 2 and (len(text) <= 3 or title_score(text) == 0)
    if not _LATIN_NAME.fullmatch(text) or len(text) > 45:
        return False
    words = [word for word in re.split(r"\s+", text) if word.lower() not in _PARTICLES]
    capital = all(word[0].isupper() or word[0] == "(" or not word[0].isalpha() for word in words)
    return capital and title_score(text) < 1.5 and organisation_score(text) < 2


_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "binti",
        "ibn",
        "al",
        "el",
        "y",
        "e",
        "zu",
        "af",
    ]
)


def _cased(name: str) -> str:
    """`JOHN DOE` to `John Doe`; other spellings stay."""
    return name.title() if name.isupper() and " " in name else name


def _take_label(header: Header, loose: list[_Piece]) -> None:
    if "label" in header.fields:
        return
    for piece in loose:
        if (
            title_score(piece.text) >= 1.5
            and len(piece.text) < 60
            and organisation_score(piece.text) < 2.5
        ):
            header.fields["label"] = piece.text
            loose.remove(piece)
            return


def _take_place(header: Header, loose: list[_Piece]) -> None:
    """What is left beside the contacts, or alone on a line, is where the person lives."""
    if "location" in header.fields:
        return
    for piece in sorted(loose, key=lambda piece: not piece.beside):
        alone = piece.size < 1000 and len(piece.text) < 30
        if (piece.beside or alone) and _PLACE.fullmatch(piece.text):
            header.fields["location"] = piece.text
            loose.remove(piece)
            return


def location_of(text: str) -> dict[str, Any]:
    """JSON Resume location of `City`, `City, Region` or a Chinese address."""
    han = re.match(
        r"(?:[\u3400-\u9fff]{2,4}(?:省|自治区))?\s*([\u3400-\u9fff]{2,6}?)(?:市|(?=[\u3400-\u9fff]{1,6}[区县])|$|[·\s-])",
        text,
    )
    if han:
        return {"city": han[1]} | ({"address": text} if len(text) > len(han[1]) + 1 else {})
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 2 or re.search(r"\d", text):
        return {"address": text}
    found = {"city": parts[0]} if parts else {}
    if len(parts) > 1:
        code = country_code(parts[1]) if len(parts[1]) > 2 else None
        found |= {"countryCode": code} if code else {"region": parts[1]}
    return found
