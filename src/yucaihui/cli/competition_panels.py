"""Which of the sheets read from a folder count, and the panel that is ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yucaihui.cli.competition_files import Competition, Criterion, Pair, refuse
from yucaihui.cli.competition_sheets import Sheet, Stage
from yucaihui.engines.ranking import Panel

# The scale of totals where criteria have scales of their own.
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Excluded:
    """A sheet that does not count.

    `reason`: the kind of conflict, which voids a score; `ineligible`, the project; `blank`, without
    a score; `incomplete`, without some criterion, as a missing score is not zero.
    """

    project: str
    judge: str
    reason: str


def counted_sheets(
    competition: Competition, stage: Stage, voided: Mapping[Pair, str]
) -> tuple[tuple[Sheet, ...], tuple[Excluded, ...]]:
    """Those that count, and those that don't with the reason; `voided` are pairs in conflict."""
    ineligible = {project.id for project in competition.projects if not project.eligible}
    reasons = [_reason(sheet, stage.criteria, voided, ineligible) for sheet in stage.sheets]
    both = list(zip(stage.sheets, reasons, strict=True))
    excluded = [Excluded(sheet.project, sheet.judge, why) for sheet, why in both if why]
    return tuple(sheet for sheet, why in both if not why), tuple(excluded)


def panel_of(
    competition: Competition, criteria: Sequence[Criterion], sheets: Sequence[Sheet]
) -> Panel:
    """The panel of whole sheets; raises `UnreadableFile` without any."""
    if not sheets:
        refuse(
            "scores*.csv",
            None,
            "no sheet counts: all are blank, incomplete or excluded; add whole sheets",
        )
    totals, heaviest = Totals(criteria), max(criteria, key=lambda one: one.weight)
    entries = {one.id: place for place, one in enumerate(competition.projects)}
    judges = {one.id: place for place, one in enumerate(competition.judges)}
    return Panel(
        entries=tuple(entries),
        judges=tuple(judges),
        entry=np.array([entries[sheet.project] for sheet in sheets]),
        judge=np.array([judges[sheet.judge] for sheet in sheets]),
        score=np.array([totals(sheet) for sheet in sheets]),
        tracks=tuple(one.track for one in competition.projects),
        heaviest=np.array([sheet.scores[heaviest.key] for sheet in sheets], np.float64),
    )


class Totals:
    """The weighted mean of a sheet, on the scale that its criteria share, or from 0 to 100."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        weight = sum(one.weight for one in criteria)
        if not weight:
            refuse("rubric.json", "criteria", "the criteria scored have no weight; give them one")
        scales = {one.maximum for one in criteria}
        scale = scales.pop() if len(scales) == 1 else _PERCENT
        self.shares = {one.key: one.weight * scale / one.maximum / weight for one in criteria}

    def __call__(self, sheet: Sheet) -> float:
        return sum(share * (sheet.scores[key] or 0.0) for key, share in self.shares.items())


def _reason(
    sheet: Sheet, criteria: Sequence[Criterion], voided: Mapping[Pair, str], ineligible: set[str]
) -> str | None:
    if sheet.project in ineligible:
        return "ineligible"
    if (sheet.project, sheet.judge) in voided:
        return voided[sheet.project, sheet.judge]
    given = [sheet.scores.get(one.key) is not None for one in criteria]
    if not any(given):
        return "blank"
    return None if all(given) else "incomplete"
