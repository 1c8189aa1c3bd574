"""What `yucaihui competition` says of a ranked panel, as JSON values."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from yucaihui.cli.competition_files import (
    Competition,
    Judge,
    Project,
    conflicts,
    read_competition,
    read_rubric,
)
from yucaihui.cli.competition_panels import counted_sheets, panel_of
from yucaihui.cli.competition_sheets import Sheet, Stage, read_stage
from yucaihui.engines.ranking import (
    TIES,
    HomeEffect,
    Panel,
    Ranked,
    Ranking,
    Settings,
    connection,
    home_effect,
    rank,
    ranking_digest,
    rounded,
)

Document = dict[str, Any]


def rank_document(folder: Path, stage: str | None, method: str, settings: Settings) -> Document:
    """The ranking of one stage; raises `UnreadableFile`."""
    competition, read = _read(folder, stage)
    sheets, excluded = counted_sheets(competition, read, conflicts(competition))
    panel = panel_of(competition, read.criteria, sheets)
    ranking = rank(panel, method, settings)
    document: Document = rounded(
        {
            "stage": read.key,
            "method": method,
            "seed": settings.seed,
            "top": settings.top,
            "engine_version": ranking.version,
            "ties": TIES,
            "entries": [_entry(one) for one in ranking.entries],
            "judges": [asdict(one) for one in ranking.judges],
            "moves": [asdict(one) for one in ranking.moves],
            "outliers": [asdict(one) for one in ranking.outliers],
            "excluded": [asdict(one) for one in excluded],
            "unranked": _unranked(competition, ranking),
            "panel": {"alpha": ranking.alpha, **asdict(connection(panel))},
        }
    )
    return document | {"inputs_hash": ranking.inputs, "hash": ranking_digest(ranking)}


def bias_document(folder: Path, stage: str | None, settings: Settings) -> Document:
    """How judges treat their own, how severe they are, and which sheets stand out.

    Sheets of conflicts count here: they are what is looked for. Raises `UnreadableFile`.
    """
    competition, read = _read(folder, stage)
    sheets, excluded = counted_sheets(competition, read, {})
    panel = panel_of(competition, read.criteria, sheets)
    ranking = rank(panel, settings=settings)
    document: Document = rounded(
        {
            "stage": read.key,
            "sheets": len(panel),
            "home_country": asdict(_home(panel, competition, sheets, _is_compatriot)),
            "home_organisation": asdict(_home(panel, competition, sheets, _is_colleague)),
            "judges": [asdict(one) for one in ranking.judges],
            "outliers": [asdict(one) for one in ranking.outliers],
            "excluded": [asdict(one) for one in excluded],
            "alpha": ranking.alpha,
        }
    )
    return document


def _read(folder: Path, stage: str | None) -> tuple[Competition, Stage]:
    competition, rubric = read_competition(folder), read_rubric(folder)
    return competition, read_stage(folder, competition, rubric, stage)


def _entry(one: Ranked) -> Document:
    place, track = one.overall, one.in_track
    return {
        "id": one.entry,
        "track": one.track,
        "score": one.score,
        "rank": place.rank,
        "rank_low": place.low,
        "rank_high": place.high,
        "p_top": place.chance,
        "raw_score": one.raw_score,
        "raw_rank": place.raw_rank,
        "sheets": one.sheets,
        "outliers": one.outliers,
        "decided_by": place.decided_by,
        "track_rank": track.rank,
        "track_rank_low": track.low,
        "track_rank_high": track.high,
        "track_p_top": track.chance,
        "track_raw_rank": track.raw_rank,
    }


def _unranked(competition: Competition, ranking: Ranking) -> list[Document]:
    ineligible = {one.id for one in competition.projects if not one.eligible}
    return [
        {"id": entry, "reason": "ineligible" if entry in ineligible else "no_scores"}
        for entry in ranking.unscored
    ]


def _home(
    panel: Panel,
    competition: Competition,
    sheets: Sequence[Sheet],
    is_home: Callable[[Project, Judge], bool],
) -> HomeEffect:
    projects = {one.id: one for one in competition.projects}
    judges = {one.id: one for one in competition.judges}
    at_home = [is_home(projects[sheet.project], judges[sheet.judge]) for sheet in sheets]
    return home_effect(panel, np.array(at_home, np.bool_))


def _is_compatriot(project: Project, judge: Judge) -> bool:
    return project.country != "" and project.country == judge.country


def _is_colleague(project: Project, judge: Judge) -> bool:
    return judge.organisation in project.organisations
