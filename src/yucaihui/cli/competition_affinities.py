"""How well judges fit entries: `affinity.csv` of the folder that `yucaihui competition` reads."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yucaihui.cli.competition_files import Competition, Pair
from yucaihui.cli.competition_sheets import read_csv
from yucaihui.cli.problems import Problems

AFFINITIES = "affinity.csv"
COLUMNS = ("entry", "judge", "value")


def read_affinities(folder: Path, competition: Competition) -> NDArray[np.float64]:
    """Values (projects, judges) of the columns entry, judge, value; 0 for a pair left out.

    Raises `UnreadableFile`.
    """
    rows = {one.id: row for row, one in enumerate(competition.projects)}
    columns = {one.id: column for column, one in enumerate(competition.judges)}
    values = np.zeros((len(rows), len(columns)))
    problems, line_of = Problems(AFFINITIES), dict[Pair, int]()
    for line, row in read_csv(folder / AFFINITIES, COLUMNS):
        pair, value = (row["entry"], row["judge"]), _number(row["value"])
        faults = list(_faults(row, value, rows, columns))
        first = line_of.setdefault(pair, line)
        if first != line:
            faults.append(("entry", f"this pair stands in line {first} too; keep one row"))
        for name, message in faults:
            problems.add(line, name, f"field {name}: {message}")
        if not faults and value is not None:
            values[rows[pair[0]], columns[pair[1]]] = value
    problems.raise_any()
    return values


def _faults(
    row: Mapping[str, str], value: float | None, rows: Mapping[str, int], columns: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    if row["entry"] not in rows:
        yield "entry", f"{row['entry']!r} is not in projects.json; correct it or add it there"
    if row["judge"] not in columns:
        yield "judge", f"{row['judge']!r} is not in judges.json; correct it or add it there"
    if value is None:
        yield "value", f"found {row['value'][:40]!r}; expected a number"


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
