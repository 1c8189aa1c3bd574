"""What teams and everybody read of results: never a score, a rank or a judge's name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from yucaihui.competitions.definitions import read_rubric
from yucaihui.competitions.definitions.rubric import Criterion
from yucaihui.competitions.models import (
    Award,
    Edition,
    Entry,
    PublicNotice,
    RankedEntry,
    Ranking,
    ScoreSheet,
    Stage,
)
from yucaihui.competitions.queries.rankings import COUNTED, notices_of, with_award_parts
from yucaihui.competitions.rules.visibility import Reader

THROUGH = (RankedEntry.Decision.ADVANCES, RankedEntry.Decision.WILD_CARD)


@dataclass(frozen=True)
class PostedNotice:
    """A notice with those whom it names, by track and code: the order says nothing of the rank."""

    notice: PublicNotice
    through: Sequence[Entry]
    awards: Sequence[Award]


def posted_notices(edition: Edition, reader: Reader) -> list[PostedNotice]:
    """Newest first; five statements, however many notices and entries."""
    notices = list(notices_of(edition, reader))
    rankings = [notice.ranking_id for notice in notices]
    through = defaultdict[int, list[Entry]](list)
    rows = RankedEntry.objects.filter(ranking__in=rankings, decision__in=THROUGH)
    for row in rows.order_by("entry__track__order", "entry__track", "entry__code").select_related(
        "entry__track", "entry__submitted", "entry__organisation"
    ):
        through[row.ranking_id].append(row.entry)
    awards = defaultdict[int, list[Award]](list)
    for award in named_awards(rankings):
        awards[award.ranking_id].append(award)
    return [PostedNotice(one, through[one.ranking_id], awards[one.ranking_id]) for one in notices]


def named_awards(rankings: Sequence[int]) -> Sequence[Award]:
    rows = with_award_parts().filter(ranking__in=rankings)
    return list(
        rows.exclude(case__state__in=("revoked", "declined")).order_by(
            "definition__track__order", "definition__track", "definition__order", "entry__code"
        )
    )


@dataclass(frozen=True)
class Comment:
    """What a judge, who stays unnamed, wrote on a criterion; on the whole without one."""

    criterion: Criterion | None
    text: str


@dataclass(frozen=True)
class StageResult:
    """What became of an entry in a decided stage. `comments`: by judge, where the stage shows
    them to entrants."""

    stage: Stage
    advances: bool
    decision: str
    comments: list[list[Comment]]


def results_of(entry: Entry) -> list[StageResult]:
    """Of the stages that are decided, the first one in front."""
    rows = (
        RankedEntry.objects.filter(
            entry=entry, ranking__state__in=COUNTED, ranking__stages__track=entry.track_id,
            ranking__stages__state=Stage.State.DECIDED,
        )
        .select_related("ranking")
        .prefetch_related("ranking__stages")
        .order_by("ranking_id")
    )  # fmt: skip
    found = {stage_in(row.ranking, entry): row for row in rows}
    return [
        StageResult(
            stage, row.decision in THROUGH, row.get_decision_display(), comments_on(entry, stage)
        )
        for stage, row in sorted(found.items(), key=lambda pair: pair[0].number)
    ]


def stage_in(ranking: Ranking, entry: Entry) -> Stage:
    """The stage of the entry's track that the ranking is about."""
    return next(stage for stage in ranking.stages.all() if stage.track_id == entry.track_id)


def comments_on(entry: Entry, stage: Stage) -> list[list[Comment]]:
    """In an order that says nothing of who the judges are."""
    if not stage.entrants_see_comments:
        return []
    sheets = ScoreSheet.objects.filter(
        assignment__entry=entry, assignment__stage=stage, assignment__state="submitted",
        state=ScoreSheet.State.SUBMITTED,
    )  # fmt: skip
    rows = sheets.select_related("rubric").prefetch_related("scores").order_by("uid")
    return [found for sheet in rows if (found := comments_in(sheet))]


def comments_in(sheet: ScoreSheet) -> list[Comment]:
    texts = {row.criterion: row.comment for row in sheet.scores.all()}
    said = [
        Comment(criterion, texts[criterion.code])
        for criterion in read_rubric(sheet.rubric.content).criteria
        if texts.get(criterion.code)
    ]
    return [*said, *([Comment(None, sheet.comment)] if sheet.comment else [])]
