"""Europass XML (v3.x and v4 exports, descendants of HR-XML) in.

Elements are found by their local name, because exporters put the same element in different
namespaces. The element order follows the exports of the Europass editor.
"""

import html
import re
from typing import Any

from yucaihui.engines.text.resumes.dates import iso_date
from yucaihui.engines.text.resumes.model import Json, ParsedResume

# ISO 639-3 (and 639-1 as older exports have it) to English names of languages.
_LANGUAGE_CODES = {
    "eng": "English", "en": "English", "deu": "German", "de": "German", "ger": "German",
    "fra": "French", "fr": "French", "fre": "French", "spa": "Spanish", "es": "Spanish",
    "ita": "Italian", "it": "Italian", "por": "Portuguese", "pt": "Portuguese", "nld": "Dutch",
    "nl": "Dutch", "dut": "Dutch", "pol": "Polish", "pl": "Polish", "ces": "Czech", "cs": "Czech",
    "slk": "Slovak", "sk": "Slovak", "slv": "Slovenian", "sl": "Slovenian", "hrv": "Croatian",
    "hr": "Croatian", "srp": "Serbian", "sr": "Serbian", "bul": "Bulgarian", "bg": "Bulgarian",
    "ron": "Romanian", "ro": "Romanian", "rum": "Romanian", "hun": "Hungarian", "hu": "Hungarian",
    "ell": "Greek", "el": "Greek", "gre": "Greek", "swe": "Swedish", "sv": "Swedish",
    "dan": "Danish", "da": "Danish", "nor": "Norwegian", "no": "Norwegian", "fin": "Finnish",
    "fi": "Finnish", "est": "Estonian", "et": "Estonian", "lav": "Latvian", "lv": "Latvian",
    "lit": "Lithuanian", "lt": "Lithuanian", "gle": "Irish", "ga": "Irish", "mlt": "Maltese",
    "mt": "Maltese", "rus": "Russian", "ru": "Russian", "ukr": "Ukrainian", "uk": "Ukrainian",
    "tur": "Turkish", "tr": "Turkish", "ara": "Arabic", "ar": "Arabic", "zho": "Chinese",
    "zh": "Chinese", "chi": "Chinese", "jpn": "Japanese", "ja": "Japanese", "kor": "Korean",
    "ko": "Korean", "hin": "Hindi", "hi": "Hindi", "fas": "Persian", "fa": "Persian",
    "heb": "Hebrew", "he": "Hebrew", "isl": "Icelandic", "is": "Icelandic", "mkd": "Macedonian",
    "sqi": "Albanian", "bos": "Bosnian", "cat": "Catalan", "eus": "Basque", "glg": "Galician",
    "vie": "Vietnamese", "tha": "Thai", "ind": "Indonesian", "msa": "Malay", "urd": "Urdu",
    "ben": "Bengali", "tam": "Tamil",
}  # fmt: skip
_DEGREE_IN = re.compile(
    r"(.*?(?:PhD|Ph\.D\.|Doctorate|Master|Bachelor|MSc|BSc|MA|BA|MEng|BEng|Diploma)(?:'s)?"
    r"(?: degree)?)(?: (?:of|in))? +(.+)"
)
# Levels of the European Qualifications Framework.
_LEVELS = {"8": "Doctorate", "7": "Master", "6": "Bachelor", "5": "Short-cycle tertiary"}
_PROTECTED = {
    "birth": "BirthDate", "nationality": "NationalityCode", "gender": "GenderCode",
    "photo": "Photo", "hometown": "BirthPlace", "marital": "MaritalStatusCode",
}  # fmt: skip


def read_europass(root: Any) -> ParsedResume:
    """Read the root element of a Europass document; other XML is refused."""
    person = _first(root, "CandidatePerson")
    if person is None or _name(root) not in ("Candidate", "CandidateType"):
        return ParsedResume("refused", "not_a_resume")
    profile = _first(root, "CandidateProfile")
    profile = root if profile is None else profile
    resume: Json = {
        "basics": _basics(person, profile),
        "work": [
            _job(employer, p)
            for employer in _all(profile, "EmployerHistory")
            for p in _all(employer, "PositionHistory")
        ],
        "education": [_study(part) for part in _all(profile, "EducationOrganizationAttendance")],
        "skills": _skills(profile),
        "languages": _languages(person, profile),
        "certificates": _named(profile, "Certification", "CertificationName", "name", "date"),
        "publications": _named(profile, "PublicationHistory", "Title", "name", "releaseDate"),
        "awards": _named(profile, "Achievement", "AchievementName", "title", "date"),
    }
    protected = {key: text for key, tag in _PROTECTED.items() if (text := _text(person, tag))}
    return ParsedResume("parsed", None, {k: v for k, v in resume.items() if v}, protected)


def _basics(person: Any, profile: Any) -> Json:
    names = [_text(person, "GivenName"), _text(person, "FamilyName")]
    address = _first(person, "Address")
    basics: Json = {
        "name": " ".join(part for part in names if part),
        "label": _text(profile, "Headline") or _text(profile, "ProfessionalHeadline"),
        "email": _channel(person, "Email"),
        "phone": _phone(person),
        "url": _channel(person, "Web"),
        "summary": plain(_text(profile, "ExecutiveSummary")),
        "location": _location(address) if address is not None else {},
    }
    return {key: value for key, value in basics.items() if value}


def _location(address: Any) -> Json:
    tags = {"address": "AddressLine", "postalCode": "PostalCode", "city": "CityName"}
    found = {key: _text(address, tag) for key, tag in tags.items()}
    found["countryCode"] = _text(address, "CountryCode").upper()
    return {key: value for key, value in found.items() if value}


def _channel(person: Any, code: str) -> str:
    for part in _all(person, "Communication"):
        if _text(part, "ChannelCode").lower() == code.lower():
            return _text(part, "URI")
    return ""


def _phone(person: Any) -> str:
    for part in _all(person, "Communication"):
        number = _text(part, "DialNumber")
        if number:
            country, area = _text(part, "CountryDialing"), _text(part, "AreaDialing")
            return " ".join(x for x in (country and f"+{country.lstrip('+')}", area, number) if x)
    return ""


def _job(employer: Any, position: Any) -> Json:
    found: Json = {
        "name": _text(employer, "OrganizationName"),
        "position": _text(position, "PositionTitle"),
        "location": ", ".join(
            x for x in (_text(position, "City"), _text(position, "Country").upper()) if x
        ),
        **_period(position),
        "highlights": listed(_text(position, "Description")),
    }
    return {key: value for key, value in found.items() if value}


def _study(part: Any) -> Json:
    degree = _text(part, "DegreeName")
    split = _DEGREE_IN.match(degree)
    found: Json = {
        "institution": _text(part, "OrganizationName"),
        "area": _text(part, "MajorProgramName")
        or _text(part, "ProgramName")
        or (split[2] if split else degree),
        "studyType": split[1] if split else _LEVELS.get(_text(part, "EducationLevelCode"), ""),
        **_period(part),
    }
    return {key: value for key, value in found.items() if value}


def _period(part: Any) -> Json:
    found: Json = {}
    for key, tag in (("startDate", "StartDate"), ("endDate", "EndDate")):
        element = _first(part, tag)
        date = iso_date("".join(element.itertext()).strip()) if element is not None else None
        if date:
            found[key] = date
    running = (_text(part, "CurrentIndicator") or _text(part, "Ongoing")).lower() == "true"
    if running:
        found.pop("endDate", None)
    return found


def _skills(profile: Any) -> list[Json]:
    names = [
        _text(part, "CompetencyName") or _text(part, "CompetencyID")
        for part in _all(profile, "PersonCompetency")
        if _text(part, "TaxonomyID").lower() != "language"
    ]
    return [{"name": name} for name in dict.fromkeys(names) if name]


def _languages(person: Any, profile: Any) -> list[Json]:
    """The mother tongue and foreign languages with the level most dimensions have."""
    mother = [_language(code.text or "", "Native") for code in _all(person, "PrimaryLanguageCode")]
    foreign = [
        _language(_text(part, "CompetencyID"), _common_level(part))
        for part in _all(profile, "PersonCompetency")
        if _text(part, "TaxonomyID").lower() == "language"
    ]
    return [language for language in mother + foreign if language]


def _language(code: str, fluency: str) -> Json:
    name = _LANGUAGE_CODES.get(code.strip().lower(), code.strip())
    if not name:
        return {}
    return {"language": name} | ({"fluency": fluency} if fluency else {})


def _common_level(part: Any) -> str:
    levels = [(element.text or "").strip() for element in _all(part, "ScoreText")]
    # The lowest of equally frequent levels, so that nothing is promised beyond the file.
    return min(levels, key=lambda level: (-levels.count(level), level), default="")


def _named(profile: Any, tag: str, title: str, key: str, date_key: str) -> list[Json]:
    found = []
    for part in _all(profile, tag):
        name, date = _text(part, title), _first(part, "FormattedDateTime")
        iso = iso_date(date.text or "") if date is not None else None
        if name:
            found.append({key: name} | ({date_key: iso} if iso else {}))
    return found


def plain(markup: str) -> str:
    """Text of the HTML that the editor stores in its text fields."""
    text = re.sub(r"<(?:br|/p|/li|/div)[^>]*>", "\n", html.unescape(markup))
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()


def listed(markup: str) -> list[str]:
    """Lines of such a text."""
    return [line.strip() for line in plain(markup).splitlines() if line.strip()]


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Any, name: str) -> list[Any]:
    return list(element.iter("{*}" + name))


def _first(element: Any, name: str) -> Any:
    return next(element.iter("{*}" + name), None)


def _text(element: Any, name: str) -> str:
    found = _first(element, name)
    return (found.text or "").strip() if found is not None else ""
