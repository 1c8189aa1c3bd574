"""The folder that `yucaihui competition` reads: projects, judges and rubric; no database.

Every reader raises `UnreadableFile`, which names each file, record and field, and the way out.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from yucaihui.cli.problems import Problems, UnreadableFile
from yucaihui.engines.matching.fields import (
    BadField,
    Reader,
    read_amount,
    read_id,
    read_text,
    read_texts,
)
from yucaihui.engines.text.tables import decode

Record = TypeVar("Record")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Project:
    """An entry; `track` and `country` are empty where the folder names none."""

    id: str
    track: str
    country: str
    organisations: frozenset[str]
    eligible: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge; without `tracks` one of any track, without `max_load` one without a limit."""

    id: str
    tracks: frozenset[str]
    country: str
    organisation: str
    max_load: int | None
    former_organisations: frozenset[str]
    declared_conflicts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the rubric: scores run from 0 to `maximum`."""

    key: str
    weight: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Competition:
    """Who takes part and who judges, in the order of the files."""

    projects: tuple[Project, ...]
    judges: tuple[Judge, ...]


def read_competition(folder: Path) -> Competition:
    """`projects.json` and `judges.json` of the folder; raises `UnreadableFile`."""
    projects = _read_records(folder / "projects.json", _project)
    return Competition(projects, _read_records(folder / "judges.json", _judge))


def read_rubric(folder: Path) -> tuple[Criterion, ...]:
    """The criteria of `rubric.json`; raises `UnreadableFile`."""
    path = folder / "rubric.json"
    document = _read_json(path)
    listed = document.get("criteria") if isinstance(document, dict) else None
    criteria = _records(path.name, listed, _criterion, "criteria")
    if not sum(criterion.weight for criterion in criteria):
        refuse(path.name, "criteria", "no criterion has a weight above 0; give at least one")
    return criteria


def conflicts(competition: Competition) -> dict[Pair, str]:
    """Why a judge may not score a project, by (project, judge).

    Kinds, the first that applies: `declared` (advisers among them), `same_org`, `former_org`.
    """
    found: dict[Pair, str] = {}
    for project in competition.projects:
        for judge in competition.judges:
            kind = _conflict(project, judge)
            if kind:
                found[project.id, judge.id] = kind
    return found


def file_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030, with or without a mark."""
    try:
        return decode(path.read_bytes())
    except OSError as error:
        refuse(path.name, None, f"cannot be read ({error.strerror}); put the file into the folder")


def refuse(file: str, field: str | None, message: str, line: int | None = None) -> NoReturn:
    """Raise `UnreadableFile` for one problem."""
    raise UnreadableFile([{"file": file, "line": line, "field": field, "message": message}])


def _conflict(project: Project, judge: Judge) -> str | None:
    if project.id in judge.declared_conflicts:
        return "declared"
    if judge.organisation in project.organisations:
        return "same_org"
    return "former_org" if judge.former_organisations & project.organisations else None


def _read_records(
    path: Path, reading: Callable[[Mapping[str, Any], str], Record]
) -> tuple[Record, ...]:
    return _records(path.name, _read_json(path), reading, "")


def _records(
    file: str, listed: object, reading: Callable[[Mapping[str, Any], str], Record], name: str
) -> tuple[Record, ...]:
    """Each record of a list, with its place in messages: `criteria[2]`."""
    if not isinstance(listed, list) or not listed:
        refuse(file, name or None, f"found no list of {name or 'records'}; write [{{…}}, …]")
    problems, found = Problems(file), []
    for place, record in enumerate(listed):
        where = f"{name}[{place}]"
        try:
            found.append(reading(_object(where, record), where))
        except BadField as error:
            problems.add(None, error.field, str(error))
    problems.raise_any()
    _check_unique(file, name, found)
    return tuple(found)


def _check_unique(file: str, name: str, records: Sequence[Any]) -> None:
    problems, place_of = Problems(file), dict[str, int]()
    for place, record in enumerate(records):
        key = record.key if isinstance(record, Criterion) else record.id
        first = place_of.setdefault(key, place)
        if first != place:
            field = f"{name}[{place}]"
            problems.add(
                None, field, f"field {field}: {key!r} is that of [{first}] too; make it unique"
            )
    problems.raise_any()


def _read_json(path: Path) -> object:
    try:
        return json.loads(file_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        refuse(path.name, None, f"not JSON ({error}); save it as JSON again", line)


def _project(record: Mapping[str, Any], where: str) -> Project:
    field = _Fields(record, where)
    return Project(
        id=field("id", read_id),
        track=field("track", read_text, "").strip(),
        country=field("country", read_text, "").strip(),
        organisations=_organisations(f"{where}.team", record.get("team")),
        eligible=record.get("eligible") is None or field("eligible", _read_truth),
    )


def _judge(record: Mapping[str, Any], where: str) -> Judge:
    field = _Fields(record, where)
    return Judge(
        id=field("id", read_id),
        tracks=_names(field("tracks", read_texts, ())),
        country=field("country", read_text, "").strip(),
        organisation=field("org", read_text, "").strip(),
        max_load=field("max_load", _read_count, None),
        former_organisations=_names(field("former_orgs", read_texts, ())),
        declared_conflicts=_names(field("declared_conflicts", read_texts, ())),
    )


def _criterion(record: Mapping[str, Any], where: str) -> Criterion:
    field = _Fields(record, where)
    maximum = field("max", read_amount)
    if not maximum:
        raise BadField(f"{where}.max", "found 0", "the highest score, above 0")
    return Criterion(field("key", read_id), field("weight", read_amount), maximum)


def _organisations(where: str, team: object) -> frozenset[str]:
    if not isinstance(team, list | None):
        raise BadField(where, f"found {str(team)[:40]!r}", "a list of members with org")
    members = [
        _Fields(_object(f"{where}[{n}]", one), f"{where}[{n}]") for n, one in enumerate(team or ())
    ]
    return _names([member("org", read_text, "") for member in members])


@dataclass(frozen=True)
class _Fields:
    """The fields of a record; one that is null or absent has its default, if there is one."""

    record: Mapping[str, Any]
    where: str

    def __call__(self, name: str, read: Reader, *default: object) -> Any:
        value = self.record.get(name)
        if value is None and default:
            return default[0]
        return read(f"{self.where}.{name}", value)


def _names(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(text.strip() for text in texts if text.strip())


def _read_truth(field: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadField(field, f"found {str(value)[:40]!r}", "true or false")
    return value


def _read_count(field: str, value: Any) -> int:
    count = read_amount(field, value)
    if not count.is_integer():
        raise BadField(field, f"found {value!r}", "a whole number")
    return int(count)


def _object(where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadField(where, f"found {str(value)[:40]!r}", "an object {…}")
    return value
