"""Education, work and projects: entries to JSON Resume objects."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yucaihui.engines.text.resumes.blocks import Item
from yucaihui.engines.text.resumes.dates import Period
from yucaihui.engines.text.resumes.entries import Entry, Shape, group_entries
from yucaihui.engines.text.resumes.pieces import (
    Hints,
    is_degree,
    is_department,
    is_field,
    is_place,
    is_school,
    is_score,
    organisation_score,
    split_pieces,
    split_school,
    split_work,
    take_degree,
    title_score,
    trim,
)
from yucaihui.engines.text.resumes.vocabulary import NONE_WORDS

Json = dict[str, Any]


def education_of(items: list[Item]) -> list[Json]:
    """Courses of study, as the file orders them."""
    entries = group_entries(_real(items), _STUDIES)
    return [study for study in map(_study, entries) if "institution" in study or "area" in study]


def work_of(items: list[Item], label: str) -> list[Json]:
    """Jobs, as the file orders them; `label` is the title the person goes by."""
    real = _real(items)
    entries = group_entries(real, _JOBS)
    hints = _hints(entries, label)
    return [
        job
        for job in (_job(entry, hints) for entry in entries)
        if "name" in job or "position" in job
    ]


def projects_of(items: list[Item]) -> list[Json]:
    """Projects; `name：description` on one line is the common Chinese form."""
    entries = group_entries(_one_each(_real(items)), _PROJECTS)
    return [project for project in map(_project, entries) if project.get("name")]


def _one_each(items: list[Item]) -> list[Item]:
    """Bullets that are projects themselves (no head above them) become heads."""
    if items and all(item.kind == "bullet" for item in items):
        return [Item("title", item.text) for item in items]
    return [
        Item("title", item.text, page=item.page)
        if item.kind == "text"
        and not item.columns
        and re.match(r"[^:：]{4,40}[:：](?!//)\s*\S", item.text)
        else item
        for item in items
    ]


def _real(items: list[Item]) -> list[Item]:
    return [item for item in items if item.text.strip().lower() not in NONE_WORDS]


def _has(found: Json, *keys: str) -> bool:
    return all(key in found for key in keys)


def _dates(period: Period | None) -> Json:
    if period is None:
        return {}
    dates = {"startDate": period.start, "endDate": period.end}
    return {key: value for key, value in dates.items() if value}


def _pieces(entry: Entry) -> list[str]:
    return [piece for head in entry.heads for piece in split_pieces(head)]


# --- education ---------------------------------------------------------------------------


def _study(entry: Entry) -> Json:
    found: Json = {}
    columns = entry.columns
    for key, column in (("institution", "institution"), ("area", "area"), ("studyType", "degree")):
        if columns.get(column):
            found[key] = columns[column]
    named = [_Named(*reversed(take_degree(piece))) for piece in _side_facts(found, _pieces(entry))]
    degrees = [part.degree for part in named if part.degree]
    if degrees:
        found.setdefault("studyType", degrees[0])
    for key, value in _school_and_area([part for part in named if part.text]).items():
        found.setdefault(key, value)
    found |= _dates(entry.period)
    if entry.body:
        _add_body(found, entry.body)
    order = (
        "institution",
        "area",
        "studyType",
        "startDate",
        "endDate",
        "score",
        "courses",
        "summary",
    )
    return {key: found[key] for key in order if found.get(key)}


class _Named(NamedTuple):
    """What a piece of a head says beside the degree it names, if it names one."""

    text: str
    degree: str = ""


def _side_facts(found: Json, pieces: list[str]) -> Iterator[str]:
    """File scores, degrees that stand alone and places; pass on the pieces that name things."""
    for piece in pieces:
        if is_score(piece):
            found.setdefault("score", piece)
        elif is_degree(piece):
            found.setdefault("studyType", trim(piece))
        elif not is_place(piece) and not (is_department(piece) and len(pieces) > 1):
            yield piece


def _school_and_area(named: list[_Named]) -> Json:
    """School and field among the pieces; a piece may hold both without a separator.

    The school is the piece that looks like one; failing that the first that is neither a
    discipline nor stands beside a degree; failing that a piece that ends in a discipline.
    """
    school = (
        next((part for part in named if is_school(part.text)), None)
        or next((p for p in named if not p.degree and not is_field(p.text)), None)
        or next((part for part in named if split_school(part.text)[1]), None)
    )
    others = [part.text for part in named if part is not school]
    institution, area = split_school(school.text) if school else ("", "")
    found = {"institution": institution, "area": area or next(iter(others), "")}
    return {key: value for key, value in found.items() if value}


def _add_body(found: Json, body: list[str]) -> None:
    courses = [
        re.sub(
            r"^(?:主修|主要|核心|相关)?课程\s*[:：]\s*|^(?:relevant )?course(?:work|s)\s*[:：]\s*",
            "",
            line,
            flags=re.IGNORECASE,
        )
        for line in body
    ]
    named = [short for line, short in zip(body, courses, strict=True) if short != line]
    if named:
        found["courses"] = [c for c in re.split(r"[、,，;；]\s*", named[0].rstrip("。.")) if c]
    scores = [line for line in body if is_score(line) and len(line) < 40]
    if scores:
        found.setdefault("score", scores[0])


# --- work --------------------------------------------------------------------------------


def _job(entry: Entry, hints: Hints) -> Json:
    found: Json = {}
    for key, column in (("name", "employer"), ("position", "position")):
        if entry.columns.get(column):
            found[key] = entry.columns[column]
    pieces = [piece for piece in _pieces(entry) if not is_degree(piece)]
    if len(found) < 2 and pieces:
        found |= {k: v for k, v in _roles(pieces, hints).items() if k not in found}
    found |= _dates(entry.period)
    if entry.body:
        found["highlights"] = entry.body
    order = ("name", "position", "location", "startDate", "endDate", "highlights")
    return {key: found[key] for key in order if found.get(key)}


def _roles(pieces: list[str], hints: Hints) -> Json:
    """Which piece is the employer and which the title; places and the rest are the location."""
    places = [piece for piece in pieces if is_place(piece) and not _title(piece, hints)]
    named = [piece for piece in pieces if piece not in places]
    location = {"location": ", ".join(places)}
    if not named:
        return location
    if len(named) == 1:
        return _one_role(named[0], hints) | location
    titles = [_title(piece, hints) - _firm(piece, hints) for piece in named]
    position = max(range(len(named)), key=lambda n: (titles[n], n == 1))
    firms = [n for n in range(len(named)) if n != position]
    name = max(firms, key=lambda n: (_firm(named[n], hints), -n))
    rest = [named[n] for n in firms if n > name and named[n][:1].isupper()]
    return {
        "name": named[name],
        "position": named[position],
        "location": ", ".join(places or rest[:1]),
    }


def _one_role(piece: str, hints: Hints) -> Json:
    name, position = split_work(piece, hints)
    if name:
        return {"name": name, "position": position}
    return {"position" if _title(piece, hints) > _firm(piece, hints) else "name": piece}


def _title(piece: str, hints: Hints) -> float:
    return title_score(piece) + 2.0 * (piece.lower() in hints.titles)


def _firm(piece: str, hints: Hints) -> float:
    return organisation_score(piece) + 2.0 * (piece.lower() in hints.organisations)


def _hints(entries: list[Entry], label: str) -> Hints:
    """Titles and employers that are certain in one entry help to read the others."""
    titles, firms = {label.lower()} if label else set(), set()
    certain = Hints(titles=frozenset(titles))
    for entry in entries:
        job = _job(entry, certain)
        if (
            title_score(job.get("position", "")) >= 2
            and organisation_score(job.get("name", "")) >= 2
        ):
            titles.add(job["position"].lower())
            firms.add(job["name"].lower())
    return Hints(frozenset(titles), frozenset(firms))


# --- projects ----------------------------------------------------------------------------


def _project(entry: Entry) -> Json:
    head = entry.columns.get("project") or (entry.heads[0] if entry.heads else "")
    name, description = _name_and_description(head)
    found: Json = {"name": name}
    rest = [description, *entry.heads[1:]] if not entry.columns else [description]
    text = " ".join(part for part in rest if part) or entry.lead
    body = entry.body[1:] if text and text == entry.lead else entry.body
    if text:
        found["description"] = text
    if body:
        found["highlights"] = body
    role = entry.columns.get("position") or (
        text if title_score(text) >= 2 and len(text) < 30 else ""
    )
    if role:
        found["roles"] = [role]
    if role and role == text:
        found["description"] = entry.lead
        found["highlights"] = entry.body[1:] if entry.lead else entry.body
    found |= _dates(entry.period)
    return {key: value for key, value in found.items() if value}


def _is_described(head: str) -> bool:
    return re.search(r"[:：](?!//)\s*\S", head) is not None


def _name_and_description(head: str) -> tuple[str, str]:
    parts = re.split(r"\s*[:：](?!//)\s*|\t+|\s{2,}|\s+[–—|]\s+", head, maxsplit=1)
    return parts[0].strip(" ,，-"), parts[1].strip() if len(parts) > 1 else ""


_STUDIES = Shape(lambda entry: _has(_study(entry), "institution", "studyType"), is_school)
_JOBS = Shape(
    lambda entry: _has(_job(entry, Hints()), "name", "position"),
    lambda piece: organisation_score(piece) >= 2 > title_score(piece),
)
_PROJECTS = Shape(
    lambda entry: bool(entry.heads) and (entry.period is not None or _is_described(entry.heads[0])),
    lambda _piece: False,
)
