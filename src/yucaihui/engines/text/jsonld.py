"""schema.org JobPosting as Google for Jobs wants it: a builder, and a validator of anyone's markup.

Rules: Google Search Central, "Job posting (JobPosting) structured data" (required and recommended
properties, enumerations, description in simple HTML), and schema.org release 30.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from html.parser import HTMLParser
from typing import Any, Literal

from yucaihui.engines.text.degree import Degree

Document = dict[str, Any]

EMPLOYMENT_TYPES = frozenset(
    (
        "FULL_TIME",
        "PART_TIME",
        "CONTRACTOR",
        "TEMPORARY",
        "INTERN",
        "VOLUNTEER",
        "PER_DIEM",
        "OTHER",
    )
)
PAY_UNITS = frozenset(("HOUR", "DAY", "WEEK", "MONTH", "YEAR"))
DESCRIPTION_TAGS = frozenset(("p", "br", "ul", "ol", "li", "b", "i", "strong", "em"))
VOID_TAGS = frozenset(("br",))
RECOMMENDED = ("validThrough", "baseSalary", "employmentType", "identifier")
# Google's words for least degrees; it has none for "no degree", which leaves the property out.
CREDENTIALS = {
    Degree.COLLEGE: "associate degree",
    Degree.BACHELOR: "bachelor degree",
    Degree.MASTER: "postgraduate degree",
    Degree.DOCTOR: "postgraduate degree",
}
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_ITEM = re.compile(r"\A\s*(?:[-•·*●■]|\d{1,2}\s*[.、)）．]|[(（]\d{1,2}[)）])\s*")


@dataclass(frozen=True, slots=True)
class JobAd:
    """What the markup says of one posting. Salary in `currency` a month before tax."""

    identifier: str
    url: str
    title: str
    description: str
    posted: date
    valid_through: date
    employer: str
    employer_url: str = ""
    locality: str = ""
    district: str = ""
    country: str = "CN"
    employment_type: str = "FULL_TIME"
    salary_min: int | None = None
    salary_max: int | None = None
    currency: str = "CNY"
    degree: Degree = Degree.NONE
    years: int = 0
    headcount: int | None = None
    skills: tuple[str, ...] = ()
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `level` error (Google drops the posting) or warning, the property, and a code."""

    level: Literal["error", "warning"]
    path: str
    code: str


def job_posting(ad: JobAd, *, utc_offset: str = "+08:00") -> Document:
    """The JSON-LD document of `ad`; it has no key without a value.

    The last day is valid to its end at `utc_offset`.
    """
    document: Document = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": ad.title,
        "description": description_html(ad.description),
        "identifier": {"@type": "PropertyValue", "name": ad.employer, "value": ad.identifier},
        "url": ad.url,
        "datePosted": ad.posted.isoformat(),
        "validThrough": f"{ad.valid_through.isoformat()}T23:59:59{utc_offset}",
        "employmentType": ad.employment_type,
        "hiringOrganization": {
            "@type": "Organization",
            "name": ad.employer,
            "sameAs": ad.employer_url,
        },
        "jobLocation": {"@type": "Place", "address": _address(ad)},
        "baseSalary": _salary(ad),
        "educationRequirements": _education(ad.degree),
        "experienceRequirements": _experience(ad.years),
        "totalJobOpenings": ad.headcount,
        "skills": ", ".join(ad.skills),
        "industry": ad.industry,
        "directApply": True,
    }
    filled: Document = _filled(document)
    return filled


def _address(ad: JobAd) -> Document:
    return {
        "@type": "PostalAddress",
        "streetAddress": ad.district,
        "addressLocality": ad.locality or ad.district,
        "addressCountry": ad.country,
    }


def _salary(ad: JobAd) -> Document | None:
    low, high = ad.salary_min or ad.salary_max, ad.salary_max or ad.salary_min
    if low is None or high is None:
        return None
    span = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value = {"@type": "QuantitativeValue", **span, "unitText": "MONTH"}
    return {"@type": "MonetaryAmount", "currency": ad.currency, "value": value}


def _education(degree: Degree) -> Document | None:
    if degree not in CREDENTIALS:
        return None
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": CREDENTIALS[degree]}


def _experience(years: int) -> Document | None:
    if not years:
        return None
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": years * 12}


def _filled(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    kept = {key: _filled(part) for key, part in value.items()}
    return {key: part for key, part in kept.items() if part not in (None, "", {}, [])}


def description_html(text: str) -> str:
    """Plain text as paragraphs and lists; lines that begin like list items become a list.

    >>> description_html("职责：\\n1、设计\\n2、测试")
    '<p>职责：</p><ul><li>设计</li><li>测试</li></ul>'
    """
    parts: list[str] = []
    listed = False
    for line in filter(None, map(str.strip, text.splitlines())):
        item = _ITEM.match(line)
        is_item = item is not None and item.end() < len(line)
        if is_item != listed:
            parts.append("<ul>" if is_item else "</ul>")
            listed = is_item
        body = escape(line[item.end() :] if item and is_item else line, quote=False)
        parts.append(f"<li>{body}</li>" if is_item else f"<p>{body}</p>")
    return "".join(parts) + ("</ul>" if listed else "")


def script_text(document: Document) -> str:
    """The document for a <script> element: no character of it can end the element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"})


def validate(document: Document, *, on: date | None = None) -> tuple[Problem, ...]:
    """Faults of a JobPosting document, errors first; with `on`, also whether it has expired."""
    checks = (
        *(_type, _title_and_description, _dates, _organisation),
        *(_location, _employment, _pay, _recommended),
    )
    found = [problem for check in checks for problem in check(document)]
    found.extend(_expired(document, on))
    return tuple(sorted(found, key=lambda problem: problem.level))


def _error(path: str, code: str) -> Problem:
    return Problem("error", path, code)


def _type(document: Document) -> Iterator[Problem]:
    if document.get("@type") != "JobPosting":
        yield _error("@type", "not_a_job_posting")
    if "schema.org" not in str(document.get("@context", "")):
        yield _error("@context", "not_schema_org")


def _text(document: Document, path: str) -> str:
    value = document.get(path)
    return value.strip() if isinstance(value, str) else ""


def _title_and_description(document: Document) -> Iterator[Problem]:
    title, description = _text(document, "title"), _text(document, "description")
    if not title:
        yield _error("title", "missing")
    if not description:
        yield _error("description", "missing")
    elif re.sub(r"<[^>]*>", "", description).strip() == title:
        yield _error("description", "same_as_title")
    for code in dict.fromkeys(_Html(description).faults):
        yield _error("description", code)


class _Html(HTMLParser):
    """Notes tags and attributes outside the simple HTML that descriptions may have."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append("html_not_closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DESCRIPTION_TAGS:
            self.faults.append("html_tag")
        if attrs:
            self.faults.append("html_attribute")
        if tag not in VOID_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID_TAGS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID_TAGS:
            self.faults.append("html_nesting")


def _moment(document: Document, path: str) -> datetime | None:
    try:
        # A day and a moment, with or without offset, compare by their wall time.
        return datetime.fromisoformat(str(document[path])).replace(tzinfo=None)
    except (KeyError, ValueError):
        return None


def _dates(document: Document) -> Iterator[Problem]:
    if "datePosted" not in document:
        yield _error("datePosted", "missing")
    for path in ("datePosted", "validThrough"):
        if path in document and _moment(document, path) is None:
            yield _error(path, "not_iso_8601")
    posted, until = _moment(document, "datePosted"), _moment(document, "validThrough")
    if posted and until and until < posted:
        yield _error("validThrough", "before_date_posted")


def _expired(document: Document, on: date | None) -> Iterator[Problem]:
    until = _moment(document, "validThrough")
    if on and until and until.date() < on:
        yield _error("validThrough", "expired")


def _organisation(document: Document) -> Iterator[Problem]:
    organisation = document.get("hiringOrganization")
    name = organisation.get("name") if isinstance(organisation, dict) else organisation
    if not name:
        yield _error("hiringOrganization.name", "missing")


def _location(document: Document) -> Iterator[Problem]:
    kind = document.get("jobLocationType")
    if kind is not None and kind != "TELECOMMUTE":
        yield _error("jobLocationType", "not_allowed")
    places = _list(document.get("jobLocation"))
    if kind == "TELECOMMUTE" and not places:
        if not document.get("applicantLocationRequirements"):
            yield _error("applicantLocationRequirements", "missing")
        return
    if not places:
        yield _error("jobLocation", "missing")
    for place in places:
        yield from _place(place)


def _place(place: Any) -> Iterator[Problem]:
    address = place.get("address") if isinstance(place, dict) else None
    if not isinstance(address, dict):
        yield _error("jobLocation.address", "missing")
        return
    country = address.get("addressCountry")
    name = country.get("name") if isinstance(country, dict) else country
    if not name:
        yield _error("jobLocation.address.addressCountry", "missing")
    elif isinstance(country, str) and len(country) == 2 and not _COUNTRY.match(country):
        yield _error("jobLocation.address.addressCountry", "not_allowed")


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _employment(document: Document) -> Iterator[Problem]:
    if any(kind not in EMPLOYMENT_TYPES for kind in _list(document.get("employmentType"))):
        yield _error("employmentType", "not_allowed")


def _pay(document: Document) -> Iterator[Problem]:
    pay = document.get("baseSalary")
    if pay is None:
        return
    if not isinstance(pay, dict) or not isinstance(pay.get("value"), dict):
        yield _error("baseSalary.value", "missing")
        return
    if not _CURRENCY.match(str(pay.get("currency", ""))):
        yield _error("baseSalary.currency", "not_allowed")
    yield from _amount(pay["value"])


def _amount(value: Mapping[str, Any]) -> Iterator[Problem]:
    if value.get("unitText") not in PAY_UNITS:
        yield _error("baseSalary.value.unitText", "not_allowed")
    given = [value[key] for key in ("value", "minValue", "maxValue") if key in value]
    numbers = [_number(part) for part in given]
    if not given or ("minValue" in value) != ("maxValue" in value):
        yield _error("baseSalary.value", "missing")
    elif any(number is None or number <= 0 for number in numbers):
        yield _error("baseSalary.value", "not_a_positive_number")
    elif "minValue" in value and float(value["minValue"]) > float(value["maxValue"]):
        yield _error("baseSalary.value", "from_above_to")


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _recommended(document: Document) -> Iterator[Problem]:
    for path in RECOMMENDED:
        if not document.get(path):
            yield Problem("warning", path, "recommended")
