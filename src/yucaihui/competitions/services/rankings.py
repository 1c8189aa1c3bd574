"""Compute a ranking from the sheets of a stage, keep it with all it came from, decide by it.

Fetch the sheets, call the engine, store what it says: the same sheets give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.casework.services import make_move
from yucaihui.competitions.models import Edition, Entry, RankedEntry, Ranking, Stage
from yucaihui.competitions.process import OFFICE
from yucaihui.competitions.queries.panels import Sheets, allowed_of, entries_in, sheets_of
from yucaihui.competitions.queries.rankings import home_flags, next_stage
from yucaihui.competitions.services.result_letters import tell_decided
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.jobs.registry import Progress
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require
from yucaihui.engines import ranking as engine

Decision = RankedEntry.Decision
# Seats that the two aids propose at most.
PROPOSED = 40
OUTLIERS = 50


def close_judging(stage: Stage, *, by: Any) -> None:
    """No more sheets are taken. Twice is once.

    Raises:
        Refused: judging has not begun.
    """
    require(allowed=by is None or is_office(by))
    if stage.state == Stage.State.PLANNED:
        raise Refused(_("Judging of this stage has not begun."), "stage")
    with transaction.atomic():
        open_stage = Stage.objects.filter(pk=stage.pk, state=Stage.State.JUDGING)
        if open_stage.update(state=Stage.State.CLOSED):
            record(by, "competition.judging_closed", stage)
    stage.refresh_from_db()


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
    edition = edition_of(stages)
    method = method or stages[0].method
    if method not in engine.METHODS:
        raise Refused(_("This ranking method is not known."), "method")
    sheets = sheets_of(stages)
    if not sheets.sheets:
        raise Refused(_("No sheet was submitted yet: there is nothing to rank."), "stages")
    settings = engine.Settings(
        top=max(1, sum(stage.advance for stage in stages)),
        top_in_track=max(1, stages[0].advance),
        seed=seed_of(stages) if seed is None else seed,
    )
    ranked = engine.rank(sheets.panel, method, settings)
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


def report_on(sheets: Sheets, ranked: engine.Ranking, stages: Sequence[Stage]) -> dict[str, Any]:
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
    ranked: engine.Ranking,
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
    one: engine.Ranked,
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


def decisions_of(ranked: engine.Ranking, stages: Sequence[Stage]) -> dict[str, Decision]:
    """Who would advance by the stage's rule; a person decides whether that is done."""
    first = stages[0]
    chosen = engine.advance(ranked, first.advance, first.wild_cards)
    rules = {"track": Decision.ADVANCES, "wild_card": Decision.WILD_CARD}
    return {one.entry: rules[one.rule] for one in chosen.through}


def recompute(ranking: Ranking) -> bool:
    """Whether the stored inputs give the stored digest again."""
    kept = Sheets(**ranking.inputs)
    settings = engine.Settings(**ranking.parameters)
    ranked = engine.rank(kept.panel, ranking.method, settings)
    return engine.ranking_digest(ranked) == ranking.digest


def make_provisional(ranking: Ranking, *, by: Any) -> None:
    """It is the one that counts from now on; an earlier one of the same stages is superseded.

    Raises:
        Refused: judging is not closed, or the ranking was superseded or is final already.
    """
    require(allowed=by is None or is_office(by))
    stages = list(ranking.stages.all())
    if any(stage.state not in (Stage.State.CLOSED, Stage.State.DECIDED) for stage in stages):
        raise Refused(_("Close judging first: more sheets could come in."), "stage")
    others = Ranking.objects.filter(stages__in=stages, state=Ranking.State.PROVISIONAL).exclude(
        pk=ranking.pk
    )
    with transaction.atomic():
        move(ranking, (Ranking.State.COMPUTED,), Ranking.State.PROVISIONAL, by)
        for other in others.distinct():
            if set(other.stages.all()) == set(stages):
                move(other, (Ranking.State.PROVISIONAL,), Ranking.State.SUPERSEDED, by)


def move(
    ranking: Ranking, sources: tuple[Ranking.State, ...], target: Ranking.State, by: Any
) -> None:
    """Only from one of `sources`: of two at once, the second finds another state."""
    if not Ranking.objects.filter(pk=ranking.pk, state__in=sources).update(state=target):
        raise Refused(_("The ranking has moved on meanwhile. Look at it again."), "ranking")
    ranking.refresh_from_db()
    record(by, f"competition.ranking_{target.value}", ranking)


def decide_row(row: RankedEntry, decision: str, *, by: Any) -> None:
    """The office decides otherwise than the rule proposes, before the decisions are carried out."""
    require(allowed=by is None or is_office(by))
    if row.ranking.state != Ranking.State.PROVISIONAL or is_decided(row.ranking):
        raise Refused(_("Decisions of this ranking are not changed now."), "ranking")
    row.decision = Decision(decision)
    with transaction.atomic():
        row.save(update_fields=["decision"])
        record(by, "competition.row_decided", row.entry.case, decision=decision)


def is_decided(ranking: Ranking) -> bool:
    return all(stage.state == Stage.State.DECIDED for stage in ranking.stages.all())


def carry_out(ranking: Ranking, *, by: Any, progress: Progress = lambda _done, _total: None) -> int:
    """Do what the rows say: advance, wait, end. Gives how many entries moved; twice is once.

    Raises:
        Refused: the ranking is not the one that counts.
    """
    require(allowed=by is None or is_office(by))
    if ranking.state not in (Ranking.State.PROVISIONAL, Ranking.State.FINAL):
        raise Refused(_("Only the provisional ranking is carried out."), "ranking")
    stages = {stage.track_id: stage for stage in ranking.stages.select_related("track")}
    rows = list(ranking.rows.select_related("entry", "entry__case", "entry__case__subject"))
    moved = 0
    for done, row in enumerate(rows, 1):
        moved += carry_out_row(row, stages[row.entry.track_id], by)
        progress(done, len(rows))
    with transaction.atomic():
        Stage.objects.filter(pk__in=[stage.pk for stage in stages.values()]).update(
            state=Stage.State.DECIDED
        )
        record(by, "competition.decisions_carried_out", ranking, moved=moved)
    return moved


def carry_out_row(row: RankedEntry, stage: Stage, by: Any) -> bool:
    """One entry's move, unless it was made before."""
    entry = row.entry
    if entry.stage_id != stage.pk or entry.case.state not in ("admitted", "waitlisted"):
        return False
    name, reason = MOVES[row.decision]
    if name == "waitlist" and entry.case.state == "waitlisted":
        return False
    following = next_stage(stage)
    with transaction.atomic():
        if name == "advance" and following is None:
            return False
        make_move(entry.case, name, actor=by, roles={OFFICE}, reason=reason, shared=True)
        if name == "advance":
            Entry.objects.filter(pk=entry.pk).update(stage=following)
        tell_decided(entry, name, row)
    return True


MOVES: dict[str, tuple[str, str]] = {
    Decision.ADVANCES: ("advance", ""),
    Decision.WILD_CARD: ("advance", ""),
    Decision.WAITLISTED: ("waitlist", ""),
    Decision.ENDS: ("stop", "below_cut"),
}
