"""What `yucaihui competition assign` says of an assignment, as JSON values."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from yucaihui.cli.competition_affinities import AFFINITIES, read_affinities
from yucaihui.cli.competition_files import (
    Competition,
    Judge,
    Pair,
    Project,
    conflicts,
    read_competition,
    refuse,
)
from yucaihui.engines.assignment import (
    Assignment,
    Bottleneck,
    FairAssignment,
    Infeasible,
    Names,
    Problem,
    assign_fair,
    assign_optimal,
    open_problem,
    say,
)

MODES = {"optimal": assign_optimal, "fair": assign_fair}

Document = dict[str, Any]


class NoAssignment(Exception):
    """The folder can be read, but its judges can't meet what is asked; `document` says why."""

    def __init__(self, document: Document) -> None:
        super().__init__(document["error"])
        self.document = document


def assign_document(folder: Path, per_entry: int, max_load: int | None, mode: str) -> Document:
    """Pairs, conflicts, figures and their bounds; raises `UnreadableFile`, `NoAssignment`."""
    everyone = read_competition(folder)
    is_eligible = np.array([one.eligible for one in everyone.projects])
    competition = replace(everyone, projects=_eligible(everyone))
    refused = conflicts(competition)
    problem = _problem(competition, refused, per_entry, max_load)
    if (folder / AFFINITIES).exists():
        affinity = read_affinities(folder, everyone)[is_eligible]
        problem = replace(problem, affinity=affinity)
    elif mode == "fair":
        refuse(AFFINITIES, None, "no such file in the folder; fair panels need affinities")
    listed = [
        {"entry": entry, "judge": judge, "kind": kind} for (entry, judge), kind in refused.items()
    ]
    try:
        assignment = MODES[mode](problem)
    except Infeasible as shortage:
        explained = _explained(competition, problem, shortage)
        raise NoAssignment(explained | {"refused": listed}) from shortage
    return {
        "mode": mode,
        "measure": "squared loads" if problem.affinity is None else "affinity",
        "pairs": _named_pairs(competition, assignment),
        "refused": listed,
        "objective": assignment.objective,
        "bound": assignment.bound,
        **_worst(assignment),
        "entries": _entries(competition, assignment),
        "judges": _judges(competition, problem, assignment),
    }


def _problem(
    competition: Competition, refused: Mapping[Pair, str], per_entry: int, max_load: int | None
) -> Problem:
    projects, judges = competition.projects, competition.judges
    tracks = _tracks(competition)
    rows, columns = _places(one.id for one in projects), _places(one.id for one in judges)
    loads = [_load(judge, max_load, len(projects)) for judge in judges]
    forbidden = np.zeros((len(projects), len(judges)), np.bool_)
    for project, judge in refused:
        forbidden[rows[project], columns[judge]] = True
    return replace(
        open_problem(np.full(len(projects), per_entry, np.int64), np.array(loads, np.int64)),
        forbidden=forbidden,
        entry_track=np.array([tracks.index(one.track) for one in projects], np.int64),
        judge_tracks=np.array(
            [[not judge.tracks or track in judge.tracks for track in tracks] for judge in judges],
            np.bool_,
        ).reshape(len(judges), len(tracks)),
    )


def _eligible(competition: Competition) -> tuple[Project, ...]:
    """The projects that are judged."""
    return tuple(one for one in competition.projects if one.eligible)


def _tracks(competition: Competition) -> list[str]:
    return sorted({one.track for one in competition.projects})


def _places(ids: Iterable[str]) -> dict[str, int]:
    return {one: place for place, one in enumerate(ids)}


def _load(judge: Judge, max_load: int | None, entries: int) -> int:
    """The judge's maximum, or the one for all; nobody sees more entries than there are."""
    wanted = judge.max_load if max_load is None else max_load
    return entries if wanted is None else min(wanted, entries)


def _named_pairs(competition: Competition, assignment: Assignment) -> list[list[str]]:
    projects, judges = competition.projects, competition.judges
    return sorted([projects[entry].id, judges[judge].id] for entry, judge in assignment.pairs)


def _worst(assignment: Assignment) -> Document:
    if not isinstance(assignment, FairAssignment):
        return {"worst": _or_none(assignment.worst)}
    return {"worst": _or_none(assignment.worst), "worst_bound": assignment.worst_bound}


def _entries(competition: Competition, assignment: Assignment) -> list[Document]:
    means = assignment.entry_mean
    return [
        {"id": one.id, "track": one.track, "mean": _or_none(float(mean))}
        for one, mean in zip(competition.projects, means, strict=True)
    ]


def _judges(competition: Competition, problem: Problem, assignment: Assignment) -> list[Document]:
    loads = zip(competition.judges, assignment.load, problem.max_load, strict=True)
    return [{"id": one.id, "load": int(load), "max_load": int(most)} for one, load, most in loads]


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _explained(competition: Competition, problem: Problem, shortage: Infeasible) -> Document:
    names = Names(
        entries=[one.id for one in competition.projects],
        judges=[one.id for one in competition.judges],
        tracks=_tracks(competition),
    )
    bottlenecks = [_bottleneck(one, problem, names) for one in shortage.bottlenecks]
    error = "\n".join(one["message"] for one in bottlenecks)
    return {"error": error, "bottlenecks": bottlenecks}


def _bottleneck(one: Bottleneck, problem: Problem, names: Names) -> Document:
    short_names = names.entries if one.kind == "seats" else names.judges
    return {
        "kind": one.kind,
        "tracks": [names.tracks[track] for track in one.tracks],
        "entries": [names.entries[entry] for entry in one.entries],
        "judges": [names.judges[judge] for judge in one.judges],
        "needed": one.needed,
        "available": one.available,
        "missing": one.missing,
        "short": {short_names[place]: int(seats) for place, seats in one.short},
        "message": say(one, problem, names, "en"),
    }
