"""Real panels: most judges hidden, the rest ranked; and the made competition with its truth."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.ranking import Panel

Floats = NDArray[np.float64]
Row = tuple[str, str, float]


def panel_of(rows: Iterable[Row]) -> Panel:
    """The panel of (entry, judge, score)."""
    entry, judge, score = zip(*rows, strict=True)
    entries, places = np.unique(entry, return_inverse=True)
    judges, seats = np.unique(judge, return_inverse=True)
    return Panel(tuple(entries.tolist()), tuple(judges.tolist()), places, seats, np.array(score))


@dataclass(frozen=True, eq=False)
class Hidden:
    """What is shown of a real panel, and (entries,) the mean of the sheets that are hidden."""

    panel: Panel
    consensus: Floats


def skating(folder: Path, seed: int) -> Iterator[Hidden]:
    """Segments of figure skating with 24 and more performances, three of nine judges shown."""
    segments = defaultdict[str, list[Row]](list)
    for line in _table(folder / "judging" / "figure_skating" / "component_means.csv"):
        segment = f"{line['competition']} {line['program']}"
        segments[segment].append((line["performance_id"], line["judge"], float(line["score"])))
    generator = np.random.default_rng(seed)
    large = [rows for rows in segments.values() if len({row[0] for row in rows}) >= 24]
    for rows in large[:18]:
        order = sorted(zip(generator.random(len(rows)), rows, strict=True))
        shown, sheets = list[Row](), defaultdict[str, int](int)
        for _, row in order:
            sheets[row[0]] += 1
            shown += [row] if sheets[row[0]] <= 3 else []
        yield _hidden(rows, set(shown))


def eurovision(folder: Path, seed: int) -> Iterator[Hidden]:
    """Finals by twelve jurors who each saw a quarter of the songs; ranks for scores."""
    finals = defaultdict[str, list[Row]](list)
    for row in _table(folder / "judging" / "eurovision_jurors" / "jurors.csv"):
        for juror in "ABCDE":
            if row["round"] == "final" and row[juror].isdigit():
                name = row["from_country"] + juror
                finals[row["year"]].append((row["to_country"], name, -float(row[juror])))
    generator = np.random.default_rng(seed)
    for rows in finals.values():
        jurors = sorted({row[1] for row in rows})
        seated = set(generator.choice(jurors, 12, replace=False).tolist())
        seen = generator.random(len(rows)) < 0.27
        shown = {
            row for row, is_seen in zip(rows, seen, strict=True) if is_seen and row[1] in seated
        }
        yield _hidden([row for row in rows if row[1] not in seated or row in shown], shown)


def lectures(folder: Path, seed: int) -> Iterator[Hidden]:
    """Lecturers by 235 students, beside those whom twenty and more others rated."""
    rows = [
        (row["d"], row["s"], float(row["y"]))
        for row in _table(folder / "judging" / "insteval" / "InstEval.csv")
    ]
    students = sorted({row[1] for row in rows})
    seated = set(np.random.default_rng(seed).choice(students, 235, replace=False).tolist())
    ratings = defaultdict[str, int](int)
    for row in rows:
        ratings[row[0]] += row[1] not in seated
    yield _hidden(
        [row for row in rows if ratings[row[0]] >= 20], {row for row in rows if row[1] in seated}
    )


REAL = {"skating": skating, "eurovision": eurovision, "lectures": lectures}


def made_competition(folder: Path) -> tuple[Panel, Floats]:
    """The first stage of the made competition and (entries,) the true qualities."""
    folder = folder / "projects" / "synthetic_xingyu"
    criteria = json.loads((folder / "rubric.json").read_text("utf-8"))["criteria"]
    weights = {one["key"]: one["weight"] for one in criteria}
    sheets = defaultdict[tuple[str, str], list[tuple[float, float]]](list)
    for row in _table(folder / "scores_preliminary.csv"):
        if row["score"]:
            given = (weights[row["criterion"]], float(row["score"]))
            sheets[row["project"], row["judge"]].append(given)
    panel = panel_of(
        (*pair, sum(w * score for w, score in given) / sum(w for w, _ in given))
        for pair, given in sheets.items()
    )
    projects = json.loads((folder / "projects.json").read_text("utf-8"))
    track = {one["id"]: one["track"] for one in projects}
    panel = replace(panel, tracks=tuple(track[entry] for entry in panel.entries))
    quality = json.loads((folder / "truth.json").read_text("utf-8"))["latent_quality"]
    return panel, np.array([quality[entry] for entry in panel.entries])


def olympic_components(folder: Path) -> tuple[Panel, NDArray[np.bool_]]:
    """Component scores of the Olympic skaters of 2018, and which were of the judge's country."""
    folder = folder / "projects" / "judge_scores_owg2018_ccby"
    performances = {row["performance_id"]: row for row in _table(folder / "performances.csv")}
    aspects = {
        row["aspect_id"]: performances[row["performance_id"]]
        for row in _table(folder / "judged-aspects.csv")
        if row["section"] == "components"
    }
    land = {
        f"{row['program']} {row['clean_role']}": row["judge_country"]
        for row in _table(folder / "judges_country_only.csv")
    }
    rows = [
        (row["aspect_id"], f"{aspects[row['aspect_id']]['program']} {row['judge']}", row["score"])
        for row in _table(folder / "judge-scores.csv")
        if row["aspect_id"] in aspects
    ]
    home = [aspects[aspect]["nation"] == land[judge] for aspect, judge, _ in rows]
    return panel_of((aspect, judge, float(score)) for aspect, judge, score in rows), np.array(home)


def _hidden(rows: list[Row], shown: set[Row]) -> Hidden:
    """Entries with sheets both shown and hidden."""
    hidden = defaultdict[str, list[float]](list)
    for row in rows:
        if row not in shown:
            hidden[row[0]].append(row[2])
    panel = panel_of(row for row in rows if row in shown and row[0] in hidden)
    return Hidden(panel, np.array([np.mean(hidden[entry]) for entry in panel.entries]))


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
