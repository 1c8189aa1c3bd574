"""The JSON documents that `yucaihui match` prints, described in docs/operate/match-files.md."""

from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.progress import Progress

from yucaihui.cli.match_files import FileRecords
from yucaihui.engines.matching import (
    ENGINE_VERSION,
    BothWays,
    Explainer,
    Explanation,
    Match,
    Note,
    Position,
    PositionIndex,
    Talent,
    TalentIndex,
    build_indexes,
    digest,
    match_both,
    match_refused,
    say,
)
from yucaihui.engines.matching.types import Progress as Report
from yucaihui.engines.matching.words import Reader

Document = dict[str, Any]
KINDS = ("title", "skill", "text")


def both_document(
    positions: FileRecords[Position], talents: FileRecords[Talent], top: int
) -> Document:
    """Lists both ways, each with the pairs that a hard requirement refused."""
    asked, offered = positions.records, talents.records
    indexes = build_indexes(asked, offered)
    ranked = _ranked("matching", match_both, indexes, top)
    refused = _ranked("near misses", match_refused, indexes, top)
    entries = _Entries(Explainer(*indexes, asked, offered))
    return {
        "engine": ENGINE_VERSION,
        "digest": digest(asked, offered),
        "positions": [
            {
                "id": position.id,
                "title": position.title,
                "talents": entries.talents(position.id, ranked),
                "refused": entries.talents(position.id, refused),
            }
            for position in asked
        ],
        "talents": [
            {
                "id": talent.id,
                "positions": entries.positions(talent.id, ranked),
                "refused": entries.positions(talent.id, refused),
            }
            for talent in offered
        ],
        "notices": [*positions.notices(), *talents.notices()],
    }


def ranked_lists(queries: Sequence[Position], corpus: Sequence[Talent], top: int) -> BothWays:
    """The best of the corpus for each query."""
    return _ranked("ranking", match_both, build_indexes(queries, corpus), top)


def ranked_document(
    queries: Sequence[Position], corpus: Sequence[Talent], top: int
) -> tuple[Document, BothWays]:
    """Each query's list with reasons and gaps, and the lists alone."""
    indexes = build_indexes(queries, corpus)
    lists = _ranked("ranking", match_both, indexes, top)
    entries = _Entries(Explainer(*indexes, queries, corpus))
    found = [{"id": query.id, "results": entries.talents(query.id, lists)} for query in queries]
    document = {"engine": ENGINE_VERSION, "digest": digest(queries, corpus), "queries": found}
    return document, lists


class _Entries:
    """Entries of lists: an id, its score, and the explanation in the words of who reads it."""

    def __init__(self, explainer: Explainer) -> None:
        self._explainer = explainer

    def talents(self, position_id: str, lists: BothWays) -> list[Document]:
        """The talents of a position's list, for the employer."""
        return [
            _entry(match, self._explainer.explain(position_id, match.id), "employer")
            for match in lists.talents_for[position_id]
        ]

    def positions(self, talent_id: str, lists: BothWays) -> list[Document]:
        """The positions of a talent's list, for the talent."""
        return [
            _entry(match, self._explainer.explain(match.id, talent_id), "talent")
            for match in lists.positions_for[talent_id]
        ]


def _entry(match: Match, why: Explanation, reader: Reader) -> Document:
    terms = {
        kind: sum((term.value for term in why.terms if term.kind == kind), start=0.0)
        for kind in KINDS
    }
    return {
        "id": match.id,
        "score": match.score,
        "terms": terms,
        "reasons": [_said(note, reader) for note in why.reasons],
        "gaps": [_said(note, reader) for note in why.gaps],
        "refused_by": [_requirement(note) for note in why.refused_by],
    }


def _said(note: Note, reader: Reader) -> Document:
    words = {"zh": say(note, "zh", reader), "en": say(note, "en", reader)}
    return {"code": note.code, **dict(note.values), **words}


def _requirement(note: Note) -> str:
    """The requirement that refuses: degree, years, language:ja, condition:work_permit …"""
    kind = note.code.removeprefix("no_")
    subject = dict(note.values).get(kind)
    return f"{kind}:{subject}" if subject else kind


def _ranked(
    label: str,
    rank: Callable[[PositionIndex, TalentIndex, int, Report | None], BothWays],
    indexes: tuple[PositionIndex, TalentIndex],
    top: int,
) -> BothWays:
    """Rank with a progress bar on standard error, shown on a terminal only."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        return rank(
            *indexes, top, lambda done, total: bar.update(task, completed=done, total=total)
        )
