"""`yucaihui bench long-documents`: vacancies and CVs labelled by the truth they were made from.

Documents are read as users hand them in: CVs from PDF and DOCX files, vacancies from a table with
free text. Labels come from the truth files beside them: how many of the skills asked for a CV's
owner has, whether both are of one industrial cluster, whether the degree suffices, and all three
together. For each vacancy the CVs are ranked by each leg of the score alone and by the whole score;
nDCG@10 is the mean over vacancies that have something to find (Järvelin & Kekäläinen 2002). Every
ranking is judged twice: by the score alone, and as lists are shown, with what a requirement refuses
behind the rest.

The files lie in the folder that the environment variable YUCAIHUI_SHARED_DATA names.
"""

import csv
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yucaihui.bench.harness import Report
from yucaihui.engines.matching import Position, Talent, build_indexes
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packing import pack
from yucaihui.engines.matching.records import position_from_json, talent_from_json
from yucaihui.engines.matching.weights import WEIGHTS
from yucaihui.engines.text.degree import Degree, parse_degree
from yucaihui.engines.text.resumes.parse import parse_resume
from yucaihui.engines.text.skills import canonical_skill, spelling
from yucaihui.engines.text.years import parse_years

Table = NDArray[np.float64]  # (vacancies, CVs)

_VACANCIES = 600
_PLACES = 10
_ON = date(2023, 12, 1)  # the vacancies' autumn: up to then present jobs count


@dataclass(frozen=True)
class Truth:
    """What a document was made from: keys of skills, cluster, degree asked for or held."""

    skills: frozenset[str]
    cluster: str
    degree: Degree


@dataclass(frozen=True)
class Labelled:
    """Documents and their truths, both in the order of ids."""

    positions: list[Position]
    asked: list[Truth]
    talents: list[Talent]
    had: list[Truth]


def run(scale: float) -> Report:
    """Rank for `scale` of 600 vacancies among all CVs that can be read."""
    start = time.perf_counter()
    labelled = read(shared_data(), round(_VACANCIES * scale))
    read_at = time.perf_counter()
    rankings, refused = rank(labelled)
    seconds = time.perf_counter() - read_at
    labels = relevance(labelled)
    found = {name: judged(scores, refused, labels) for name, scores in rankings.items()}
    blend = found.pop("blend")
    return Report(
        name="long-documents",
        work={
            "vacancies": len(labelled.positions),
            "cvs": len(labelled.talents),
            "reading_seconds": round(read_at - start, 2),
        },
        ours={"seconds": round(seconds, 2), **blend},
        bound=dict.fromkeys(blend, 1.0),
        peers=tuple({"name": f"{name} alone", **figures} for name, figures in found.items()),
        ratios={
            f"{label}_over_best_leg": round(value / max(leg[label] for leg in found.values()), 4)
            for label, value in blend.items()
        },
    )


def shared_data() -> Path:
    """The folder of labelled files; FileNotFoundError says how to name it."""
    folder = Path(os.environ.get("YUCAIHUI_SHARED_DATA", ""))
    if not (folder / "resumes" / "synthetic").is_dir():
        raise FileNotFoundError(
            "the environment variable YUCAIHUI_SHARED_DATA must name the folder with "
            "resumes/synthetic and jobs/synthetic_cq"
        )
    return folder


def read(data: Path, vacancies: int) -> Labelled:
    """The labelled documents of a folder, `vacancies` of them spread over the table."""
    asked = dict(_vacancies(data / "jobs" / "synthetic_cq", vacancies))
    had = dict(_cvs(data / "resumes" / "synthetic"))
    return Labelled(
        [asked[name][0] for name in sorted(asked)],
        [asked[name][1] for name in sorted(asked)],
        [had[name][0] for name in sorted(had)],
        [had[name][1] for name in sorted(had)],
    )


def _vacancies(folder: Path, wanted: int) -> Iterator[tuple[str, tuple[Position, Truth]]]:
    lines = (folder / "jobs_truth.jsonl").read_text(encoding="utf-8").splitlines()
    truths = {truth["id"]: truth for truth in map(json.loads, lines)}
    with (folder / "jobs_raw_utf8.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if not truths[row["id"]]["dup_of"]]
    for row in rows[:: max(1, len(rows) // max(1, wanted))]:
        truth = truths[row["id"]]
        degree = parse_degree(truth["min_degree"]) or Degree.NONE
        yield row["id"], (_position(row), Truth(_keys(truth["skills"]), truth["cluster"], degree))


def _position(row: Mapping[str, str]) -> Position:
    record = {"id": row["id"], "title": row["岗位名称"], "text": row["岗位描述"]}
    return replace(
        position_from_json(record, row["id"])[0],
        min_degree=parse_degree(row["学历要求"]) or Degree.NONE,
        min_years=float(parse_years(row["工作经验"]) or 0),
    )


def _cvs(folder: Path) -> Iterator[tuple[str, tuple[Talent, Truth]]]:
    for path in sorted(folder.glob("*.truth.json")):
        name = path.name.partition(".")[0]
        (document,) = (other for other in folder.glob(f"{name}.*") if other != path)
        parsed = parse_resume(document.read_bytes())
        if parsed.status == "parsed":
            talent = talent_from_json(parsed.resume or {}, name, _ON)[0]
            yield name, (replace(talent, id=name), _truth_of(json.loads(path.read_text("utf-8"))))


def _truth_of(resume: Mapping[str, Any]) -> Truth:
    names = [skill["name"] for skill in resume["skills"]]
    degree = parse_degree(resume["meta"]["x-highest-degree"]) or Degree.NONE
    return Truth(_keys(names), resume["meta"]["x-cluster"], degree)


def _keys(names: list[str]) -> frozenset[str]:
    return frozenset(spelling(canonical_skill(name)) for name in names)


def rank(labelled: Labelled) -> tuple[dict[str, Table], NDArray[np.bool_]]:
    """Values by which each leg and the blend rank, and whether a requirement refuses the pair."""
    pairs = Pairs(*pack(*build_indexes(labelled.positions, labelled.talents)), WEIGHTS)
    rows = np.arange(len(labelled.positions))
    legs = {"title": pairs.title_leg(rows), "skills": pairs.skills(rows), "text": pairs.text(rows)}
    values = {**legs, "blend": pairs.scores(rows)}
    return {name: table.astype(np.float64) for name, table in values.items()}, pairs.refusals(rows)


def relevance(labelled: Labelled) -> dict[str, Table]:
    """How relevant each CV is for each vacancy, in [0, 1], by kind of label."""
    skills = _table(labelled, lambda asked, had: _coverage(asked.skills, had.skills))
    cluster = _table(labelled, lambda asked, had: float(asked.cluster == had.cluster))
    degree = _table(labelled, lambda asked, had: float(had.degree >= asked.degree))
    whole = degree * (cluster + skills) / 2
    return {"skills": skills, "cluster": cluster, "degree": degree, "all": whole}


def _coverage(asked: frozenset[str], had: frozenset[str]) -> float:
    return len(asked & had) / len(asked) if asked else 0.0


def _table(labelled: Labelled, label: Callable[[Truth, Truth], float]) -> Table:
    return np.array([[label(asked, had) for had in labelled.had] for asked in labelled.asked])


def judged(
    scores: Table, refused: NDArray[np.bool_], labels: Mapping[str, Table]
) -> dict[str, float]:
    """nDCG@10 by kind of label, as lists are shown and by the score alone.

    Whether a degree suffices is a requirement and no part of a score: it is judged in lists only.
    """
    shown = {name: ndcg(np.where(refused, -1, scores), label) for name, label in labels.items()}
    alone = {f"{name}_by_score": ndcg(scores, labels[name]) for name in ("skills", "cluster")}
    return {name: round(value, 4) for name, value in (shown | alone).items()}


def ndcg(scores: Table, relevant: Table) -> float:
    """Mean nDCG@10 over the rows with something relevant; ties by column."""
    discounts = 1 / np.log2(np.arange(2, _PLACES + 2))[: scores.shape[1]]
    order = np.argsort(-scores, axis=1, kind="stable")[:, :_PLACES]
    gained = np.take_along_axis(relevant, order, axis=1) @ discounts
    best = -np.sort(-relevant, axis=1)[:, :_PLACES] @ discounts
    some = best > 0
    return float((gained[some] / best[some]).mean()) if some.any() else 0.0
