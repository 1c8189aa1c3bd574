"""Compute a ranking from the sheets of stages and keep it with all that it came from.

Fetch the sheets, call the engine, store what it says: the same sheets give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.competitions.models import Edition, Entry, RankedEntry, Ranking, Stage
from yucaihui.competitions.queries.panels import (
    Sheets,
    allowed_of,
    entries_in,
    sheets_in,
    sheets_of,
)
from yucaihui.competitions.queries.rankings import home_flags
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require
from yucaihui.engines import ranking as engine

TASK = "competitions.rank"
Decision = RankedEntry.Decision
# Seats that the two aids propose at most.
PROPOSED = 40
OUTLIERS = 50


def start_ranking(stages: Sequence[Stage], *, by: Any, method: str = "") -> Job:
    """Queue the computation; the job's result names the ranking.

    Raises:
        Refused: see `compute_ranking`.
    """
    require(allowed=is_office(by))
    need_rankable(stages, method)
    return enqueue(TASK, owner=by, stages=[stage.uid for stage in stages], method=method, by=by.uid)


def need_rankable(stages: Sequence[Stage], method: str) -> Edition:
    edition = edition_of(stages)
    if method and method not in engine.METHODS:
        raise Refused(_("This ranking method is not known."), "method")
    if not sheets_in(stages).exists():
        raise Refused(_("No sheet was submitted yet: there is nothing to rank."), "stages")
    return edition


def compute_ranking(
    stages: Sequence[Stage],
    *,
    by: Any,
    method: str = "",
    seed: int | None = None,
    replaces: Ranking | None = None,
) -> Ranking:
    """Rank the entries of these stages: of one for a track, of several for the overall award.

    Raises:
        Refused: no sheet was submitted, the method is not known, or the stages are of several
            editions.
    """
    require(allowed=by is None or is_office(by))
    edition = need_rankable(stages, method)
    sheets = sheets_of(stages)
    settings = engine.Settings(
        top=max(1, sum(stage.advance for stage in stages)),
        top_in_track=max(1, stages[0].advance),
        seed=seed_of(stages) if seed is None else seed,
    )
    ranked = engine.rank(sheets.panel, method or stages[0].method, settings)
    report = report_on(sheets, ranked, stages)
    with transaction.atomic():
        return store(edition, stages, sheets, ranked, report, by, replaces)


def edition_of(stages: Sequence[Stage]) -> Edition:
    editions = {stage.track.edition for stage in stages}
    if len(editions) != 1:
        raise Refused(_("Choose stages of one edition."), "stages")
    return editions.pop()


def seed_of(stages: Sequence[Stage]) -> int:
    """The same for the same stages, and nobody's choice."""
    named = "|".join(sorted(stage.uid for stage in stages))
    return int.from_bytes(sha256(named.encode()).digest()[:6], "big")


def report_on(sheets: Sheets, ranked: "engine.Ranking", stages: Sequence[Stage]) -> dict[str, Any]:
    """What stands beside the rows: judges, how the panel hangs together, aids, bias, outliers."""
    panel = sheets.panel
    allowed, spare = allowed_of(sheets, stages)
    connection = engine.connection(panel)
    flags = home_flags(sheets)
    report: dict[str, Any] = engine.rounded(
        {
            "judges": [asdict(judge) for judge in ranked.judges],
            "alpha": ranked.alpha,
            "unscored": list(ranked.unscored),
            "outliers": [asdict(one) for one in ranked.outliers[:OUTLIERS]],
            "connection": asdict(connection),
            "bridges": [
                asdict(seat) for seat in engine.bridging_seats(panel, allowed, spare, PROPOSED)
            ]
            if connection.weak
            else [],
            "second_look": [
                asdict(seat) for seat in engine.second_look(panel, ranked, allowed, spare, PROPOSED)
            ],
            "home": {name: asdict(engine.home_effect(panel, flag)) for name, flag in flags.items()},
        }
    )
    return report


def store(
    edition: Edition,
    stages: Sequence[Stage],
    sheets: Sheets,
    ranked: "engine.Ranking",
    report: dict[str, Any],
    by: Any,
    replaces: Ranking | None,
) -> Ranking:
    made = Ranking.objects.create(
        edition=edition,
        method=ranked.method,
        parameters=asdict(ranked.settings),
        seed=ranked.settings.seed,
        engine=ranked.version,
        inputs=sheets.as_json(),
        inputs_digest=ranked.inputs,
        digest=engine.ranking_digest(ranked),
        report=report,
        made_by=by,
        replaces=replaces,
    )
    made.stages.set(stages)
    entries = {entry.uid: entry for entry in entries_in(stages)}
    through = decisions_of(ranked, stages)
    moves = {move.entry: engine.rounded(asdict(move)) for move in ranked.moves}
    RankedEntry.objects.bulk_create(
        [row_of(made, one, entries, through, moves) for one in ranked.entries], batch_size=500
    )
    record(by, "competition.ranking_computed", made, method=ranked.method, rows=len(entries))
    return made


def row_of(
    made: Ranking,
    one: "engine.Ranked",
    entries: dict[str, Entry],
    through: dict[str, Decision],
    moves: dict[str, Any],
) -> RankedEntry:
    place = one.overall
    return RankedEntry(
        ranking=made,
        entry=entries[one.entry],
        rank=place.rank,
        rank_low=place.low,
        rank_high=place.high,
        score=engine.rounded(one.score),
        raw_rank=place.raw_rank,
        raw_score=engine.rounded(one.raw_score),
        chance=engine.rounded(place.chance),
        reasons={
            "decided_by": place.decided_by,
            "sheets": one.sheets,
            **({"move": moves[one.entry]} if one.entry in moves else {}),
        },
        decision=through.get(one.entry, Decision.ENDS),
    )


def decisions_of(ranked: "engine.Ranking", stages: Sequence[Stage]) -> dict[str, Decision]:
    """Who would advance by the stage's rule; a person decides whether that is done."""
    first = stages[0]
    chosen = engine.advance(ranked, first.advance, first.wild_cards)
    rules = {"track": Decision.ADVANCES, "wild_card": Decision.WILD_CARD}
    return {one.entry: rules[one.rule] for one in chosen.through}


@dataclass(frozen=True)
class Recomputed:
    """What of a stored ranking comes out again: its inputs and result, by digest, and its rows."""

    inputs: bool
    result: bool
    rows: bool

    @property
    def same(self) -> bool:
        return self.inputs and self.result and self.rows


def recompute(ranking: Ranking) -> Recomputed:
    """Rank the stored inputs anew and compare; nothing is written."""
    kept = Sheets(**ranking.inputs)
    settings = engine.Settings(**ranking.parameters)
    ranked = engine.rank(kept.panel, ranking.method, settings)
    return Recomputed(
        inputs=ranked.inputs == ranking.inputs_digest,
        result=engine.ranking_digest(ranked) == ranking.digest,
        rows=stored_rows(ranking) == [figures_of(one) for one in ranked.entries],
    )


def stored_rows(ranking: Ranking) -> list[tuple[Any, ...]]:
    named = ("entry__case__uid", "rank", "rank_low", "rank_high", "score", "raw_rank", "raw_score")
    return list(ranking.rows.order_by("rank").values_list(*named, "chance"))


def figures_of(one: "engine.Ranked") -> tuple[Any, ...]:
    place, rounded = one.overall, engine.rounded
    return (
        one.entry, place.rank, place.low, place.high, rounded(one.score), place.raw_rank,
        rounded(one.raw_score), rounded(place.chance),
    )  # fmt: skip
