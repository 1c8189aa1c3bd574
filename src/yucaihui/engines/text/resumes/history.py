"""Education, work and projects: entries to JSON Resume objects."""

import re
from typing import Any

from yucaihui.engines.text.resumes.dates import Period
from yucaihui.engines.text.resumes.entries import Entry, group_entries
from yucaihui.engines.text.resumes.items import Item
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
)
from yucaihui.engines.text.resumes.vocabulary import NONE_WORDS

Json = dict[str, Any]


def education_of(items: list[Item]) -> list[Json]:
    """Courses of study, as the file orders them."""
    entries = group_entries(
        _real(items), lambda entry: _has(_study(entry), "institution", "studyType")
    )
    return [study for study in map(_study, entries) if "institution" in study or "area" in study]


def work_of(items: list[Item], label: str) -> list[Json]:
    """Jobs, as the file orders them; `label` is the title the person goes by."""
    real = _real(items)
    hints = Hints(titles=frozenset({label.lower()} if label else ()))
    entries = group_entries(real, lambda entry: _has(_job(entry, hints), "name", "position"))
    hints = _hints(entries, label)
    return [
        job
        for job in (_job(entry, hints) for entry in entries)
        if "name" in job or "position" in job
    ]


def projects_of(items: list[Item]) -> list[Json]:
    """Projects; `name：description` on one line is the common Chinese form."""
    entries = group_entries(
        _one_each(_real(items)), lambda entry: bool(entry.heads and entry.period)
    )
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
    for piece in _pieces(entry):
        _place_study(found, piece)
    _untangle(found)
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


def _place_study(found: Json, piece: str) -> None:
    """Give one piece of a head to the field it looks like."""
    if is_score(piece):
        found.setdefault("score", piece)
    elif is_degree(piece):
        found.setdefault("studyType", piece.strip("()（） "))
    elif is_department(piece) and ("institution" in found or not is_school(piece)):
        found.setdefault("department", piece)
    elif is_place(piece) and "institution" in found:
        found.setdefault("location", piece)
    else:
        _place_named_study(found, piece)


def _place_named_study(found: Json, piece: str) -> None:
    degree, rest = take_degree(piece)
    if degree:
        found.setdefault("studyType", degree)
    if not rest:
        return
    if is_school(rest) or ("institution" not in found and not is_field(rest) and not degree):
        school, area = split_school(rest)
        if "institution" in found and not is_school(found["institution"]):
            found["area"], found["institution"] = found["institution"], school
        elif "institution" in found:
            found.setdefault("area", rest)
        else:
            found["institution"] = school
        if area:
            found.setdefault("area", area)
    elif not degree and "institution" not in found and not is_field(rest):
        found["institution"] = rest
    elif "institution" not in found and degree and split_school(rest)[1]:
        found["institution"], found["area"] = split_school(rest)
    elif "area" not in found:
        found["area"] = rest
    else:
        found.setdefault("location", rest)


def _untangle(found: Json) -> None:
    """A school read into the field of study, when nothing else could be the school."""
    if "institution" not in found and is_school(found.get("area", "")):
        found["institution"] = found.pop("area")


def _add_body(found: Json, body: list[str]) -> None:
    courses = [
        re.sub(
            r"^(?:主修|主要|核心|相关)?课程\s*[:：]\s*|^(?:relevant )?course(?:work|s)\s*[:：]\s*",
            "",
            line,
            flags=re.I,
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
    """Which piece is the employer and which the title; the rest is the place."""
    if len(pieces) == 1:
        name, position = split_work(pieces[0], hints)
        if name:
            return {"name": name, "position": position}
        return {
            "position" if _title(pieces[0], hints) > _firm(pieces[0], hints) else "name": pieces[0]
        }
    position = max(
        range(len(pieces)), key=lambda n: (_title(pieces[n], hints) - _firm(pieces[n], hints), -n)
    )
    others = [n for n in range(len(pieces)) if n != position]
    name = max(others, key=lambda n: (_firm(pieces[n], hints) - 2 * is_place(pieces[n]), -n))
    if (
        not _title(pieces[position], hints)
        and position < name
        and not _firm(pieces[position], hints)
    ):
        # Nothing looks like a title: employers come first more often than not.
        position, name = (name, position) if not _firm(pieces[name], hints) else (position, name)
    rest = [pieces[n] for n in others if n != name]
    return {"name": pieces[name], "position": pieces[position], "location": ", ".join(rest)}


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
    text = " ".join(part for part in rest if part)
    if text:
        found["description"] = text
    if entry.body:
        found["highlights"] = entry.body
    if entry.columns.get("position"):
        found["roles"] = [entry.columns["position"]]
    return found | _dates(entry.period)


def _name_and_description(head: str) -> tuple[str, str]:
    parts = re.split(r"\s*[:：](?!//)\s*|\t+|\s{2,}|\s+[–—|]\s+", head, maxsplit=1)
    return parts[0].strip(" ,，-"), parts[1].strip() if len(parts) > 1 else ""
