"""The score sheets of the folder that `yucaihui competition` reads, whatever program saved them."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yucaihui.cli.competition_files import Competition, Criterion, Pair, file_text, refuse
from yucaihui.cli.problems import Problems

COLUMNS = ("stage", "project", "judge", "criterion", "score")
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a judge gave a project by criterion; None where the cell is empty."""

    project: str
    judge: str
    scores: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Stage:
    """All sheets of one stage, and the criteria that any of them holds."""

    key: str
    criteria: tuple[Criterion, ...]
    sheets: tuple[Sheet, ...]


def read_stage(
    folder: Path, competition: Competition, rubric: Sequence[Criterion], wanted: str | None = None
) -> Stage:
    """The sheets of `scores*.csv`: of the stage `wanted`, or of the only one there is.

    Raises `UnreadableFile`.
    """
    stages: dict[str, dict[Pair, dict[str, float | None]]] = {}
    paths = sorted(folder.glob("scores*.csv"))
    if not paths:
        refuse("scores*.csv", None, "no such file in the folder; put the score sheets there")
    reader = _Reader(competition, rubric, stages)
    for path in paths:
        reader.read(path)
    key = _chosen(stages, wanted, paths[0].name)
    sheets = tuple(Sheet(*pair, scores) for pair, scores in stages[key].items())
    used = {name for sheet in sheets for name in sheet.scores}
    return Stage(key, tuple(one for one in rubric if one.key in used), sheets)


def read_csv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with the numbers of their lines; the first line names the columns, in any order.

    Commas, semicolons and tabs are told apart; raises `UnreadableFile` without one of `columns`.
    """
    text = file_text(path)
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        names = [name.strip().lower() for name in next(lines, [])]
        _check_columns(path.name, names, columns)
        for row in lines:
            if any(cell.strip() for cell in row):
                cells = dict(zip(names, map(str.strip, row), strict=False))
                yield lines.line_num, {name: cells.get(name, "") for name in columns}
    except csv.Error as error:
        refuse(path.name, None, f"not a table ({error}); save it as CSV again", lines.line_num)


class _Reader:
    """Rows of score files into sheets, by stage."""

    def __init__(
        self,
        competition: Competition,
        rubric: Sequence[Criterion],
        stages: dict[str, dict[Pair, dict[str, float | None]]],
    ) -> None:
        self.stages = stages
        self.maxima = {criterion.key: criterion.maximum for criterion in rubric}
        self.known = {
            "project": ({one.id for one in competition.projects}, "projects.json"),
            "judge": ({one.id for one in competition.judges}, "judges.json"),
            "criterion": (set(self.maxima), "rubric.json"),
        }

    def read(self, path: Path) -> None:
        problems = Problems(path.name)
        for line, row in read_csv(path, COLUMNS):
            for field, message in self.faults(row):
                problems.add(line, field, f"field {field}: {message}")
        problems.raise_any()

    def faults(self, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Keep the row's score, or say what is wrong with the row."""
        unknown = [name for name in self.known if row[name] not in self.known[name][0]]
        for name in unknown:
            yield name, f"{row[name]!r} is not in {self.known[name][1]}; correct it or add it there"
        if unknown:
            return
        try:
            score = _score(row["score"], self.maxima[row["criterion"]])
        except ValueError as error:
            yield "score", str(error)
            return
        sheets = self.stages.setdefault(row["stage"], {})
        sheet = sheets.setdefault((row["project"], row["judge"]), {})
        if row["criterion"] in sheet:
            yield "criterion", "this judge's score of it stands above already; keep one row"
        sheet[row["criterion"]] = score


def _score(text: str, maximum: float) -> float | None:
    if not text:
        return None
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not 0 <= score <= maximum:
        raise ValueError(
            f"found {text[:40]!r}; expected a number from 0 to {maximum:g}, or nothing"
        )
    return score


def _check_columns(file: str, names: Sequence[str], wanted: Sequence[str]) -> None:
    problems = Problems(file)
    for name in wanted:
        if name not in names:
            expected = ", ".join(wanted)
            problems.add(1, name, f"no column {name!r}; the first line has to name {expected}")
    problems.raise_any()


def _chosen(stages: Mapping[str, object], wanted: str | None, file: str) -> str:
    there = ", ".join(sorted(stages))
    if not stages:
        refuse(file, None, "holds no scores; add rows below the line of column names")
    if wanted is not None and wanted not in stages:
        refuse(file, "stage", f"field stage: no row of stage {wanted!r}; there is {there}")
    if wanted is None and len(stages) > 1:
        refuse(file, "stage", f"field stage: several stages ({there}); choose one with --stage")
    return wanted if wanted is not None else next(iter(stages))
