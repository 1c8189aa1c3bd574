"""JSON Resume in: the shape is read leniently, dates are normalised, protected keys put apart."""

import re
from typing import Any

from yucaihui.engines.text.resumes.contacts import drop_identities
from yucaihui.engines.text.resumes.dates import is_present, iso_date
from yucaihui.engines.text.resumes.model import Json, ParsedResume
from yucaihui.engines.text.resumes.vocabulary import LABELS, PROTECTED

LISTS = (
    "work", "volunteer", "education", "awards", "certificates", "publications", "skills",
    "languages", "interests", "references", "projects",
)  # fmt: skip
_DATES = ("startDate", "endDate", "date", "releaseDate")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_KEY_PARTS = re.compile(r"[_-]+|(?<=[a-z])(?=[A-Z])")


def read_json_resume(value: object) -> ParsedResume:
    """Check and clean a JSON Resume; other JSON is refused."""
    if not isinstance(value, dict) or not _looks_like_resume(value):
        return ParsedResume("refused", "not_a_resume")
    cleaner = _Cleaner()
    resume = cleaner.mapping(value)
    warnings = ("identity_number_dropped",) if cleaner.identities else ()
    return ParsedResume("parsed", None, resume, cleaner.protected, warnings)


def _looks_like_resume(value: Json) -> bool:
    """A `basics` object with something in it, or a section that is a list of objects."""
    basics = value.get("basics")
    sections = [value[key] for key in LISTS if key in value]
    shaped = all(
        isinstance(part, list) and all(isinstance(x, dict) for x in part) for part in sections
    )
    return shaped and (isinstance(basics, dict) or (basics is None and any(sections)))


class _Cleaner:
    """Copies a JSON value without protected keys and identity numbers, and keeps count."""

    def __init__(self) -> None:
        self.protected: dict[str, str] = {}
        self.identities = 0

    def value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return self.mapping(value)
        if isinstance(value, list):
            return [self.value(part) for part in value]
        return self.text(value) if isinstance(value, str) else value

    def text(self, text: str) -> str:
        kept, dropped = drop_identities(text)
        self.identities += dropped
        return kept

    def mapping(self, value: Json) -> Json:
        kept: Json = {}
        for key, part in value.items():
            fact = protected_fact(key)
            if fact:
                self.put_apart(fact, part)
            elif key in _DATES and isinstance(part, str):
                kept |= _date(key, part)
            else:
                kept[key] = self.value(part)
        return kept

    def put_apart(self, fact: str, part: Any) -> None:
        if fact == "identity":
            self.identities += 1
        elif part:
            self.protected.setdefault(fact, str(part))


def protected_fact(key: str) -> str | None:
    """The protected fact that a JSON key names (`gender`, `x-birth`, `dateOfBirth`)."""
    words = _KEY_PARTS.sub(" ", key).lower().removeprefix("x ").strip()
    field = LABELS.get(words)
    return field if field in PROTECTED or field == "identity" else None


def _date(key: str, text: str) -> Json:
    """An ISO date as it is, other spellings normalised, a running end left out."""
    if _ISO.fullmatch(text):
        return {key: text}
    if is_present(text) or not text.strip():
        return {}
    normal = iso_date(text)
    return {key: normal} if normal else {}
