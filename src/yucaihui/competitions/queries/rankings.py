"""Reads on rankings, notices, appeals, awards and landings, limited to what the reader may see."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yucaihui.competitions.models import (
    Appeal,
    Award,
    AwardDefinition,
    Edition,
    Entry,
    Judge,
    LandingCase,
    PublicNotice,
    RankedEntry,
    Ranking,
    Stage,
)
from yucaihui.competitions.process import ENTRANT, OFFICE
from yucaihui.competitions.queries.panels import Sheets
from yucaihui.competitions.rules.visibility import Reader, is_public

COUNTED = (Ranking.State.PROVISIONAL, Ranking.State.FINAL)


def next_stage(stage: Stage) -> Stage | None:
    return Stage.objects.filter(track=stage.track_id, number__gt=stage.number).first()


def home_flags(sheets: Sheets) -> dict[str, Any]:
    """(n,) of each sheet: whether judge and entry share the country, the organisation."""
    import numpy as np  # noqa: PLC0415 - web processes start without it

    judges = {
        uid: (country, organisation)
        for uid, country, organisation in Judge.objects.filter(uid__in=sheets.judges).values_list(
            "uid", "country", "organisation_id"
        )
    }
    entries = {
        uid: (country, organisation)
        for uid, country, organisation in Entry.objects.filter(
            case__uid__in=[uid for uid, _track in sheets.entries]
        ).values_list("case__uid", "country", "organisation_id")
    }
    pairs = [
        (entries[sheets.entries[int(entry)][0]], judges[sheets.judges[int(judge)]])
        for entry, judge, *_rest in sheets.sheets
    ]
    return {
        name: np.array([bool(e[at]) and e[at] == j[at] for e, j in pairs], dtype=np.bool_)
        for at, name in enumerate(("country", "organisation"))
    }


def stages_to_rank(edition: Edition) -> QuerySet[Stage]:
    return Stage.objects.filter(track__edition=edition).select_related("track", "track__edition")


def rankings_of(edition: Edition) -> QuerySet[Ranking]:
    return (
        edition.rankings.select_related("made_by", "notice")
        .prefetch_related("stages", "stages__track")
        .order_by("-pk")
    )


def rows_of(ranking: Ranking) -> QuerySet[RankedEntry]:
    return ranking.rows.select_related(
        "entry", "entry__case", "entry__track", "entry__submitted", "entry__organisation"
    ).order_by("rank")


def notices_visible_to(reader: Reader) -> QuerySet[PublicNotice]:
    """Posted notices of public editions; the office sees those of every edition."""
    rows = PublicNotice.objects.select_related(
        "ranking", "ranking__edition", "ranking__edition__competition"
    ).prefetch_related("ranking__stages", "ranking__stages__track")
    if not reader.office:
        rows = rows.filter(
            ranking__edition__state__in=("published", "archived"), ranking__state__in=COUNTED
        )
    return rows.order_by("-posted_on", "-pk")


def notices_of(edition: Edition, reader: Reader) -> QuerySet[PublicNotice]:
    return notices_visible_to(reader).filter(ranking__edition=edition)


def shown_rows(notice: PublicNotice) -> QuerySet[RankedEntry]:
    """What a notice tells everybody: who advances or is awarded, never who did not."""
    return rows_of(notice.ranking).filter(
        decision__in=(RankedEntry.Decision.ADVANCES, RankedEntry.Decision.WILD_CARD)
    )


def open_notice_for(entry: Entry, on: date) -> PublicNotice | None:
    """The notice against which this entry may appeal today."""
    return (
        PublicNotice.objects.filter(
            ranking__rows__entry=entry,
            ranking__state=Ranking.State.PROVISIONAL,
            closed_at=None,
            posted_on__lte=on,
            appeals_until__gte=on,
        )
        .order_by("-pk")
        .first()
    )


def appeals_visible_to(reader: Reader) -> QuerySet[Appeal]:
    """An entry's team sees its own, the office all; nobody else knows that there is one."""
    rows = Appeal.objects.select_related(
        "case__subject", "entry__case", "entry__track__edition", "entry__submitted",
        "notice__ranking",
    ).order_by("-case__opened_at", "-pk")  # fmt: skip
    return rows if reader.office else rows.filter(entry__in=reader.entries)


def awards_visible_to(reader: Reader) -> QuerySet[Award]:
    """The team's own once final, all for the office."""
    rows = with_award_parts()
    if reader.office:
        return rows
    return rows.filter(entry__in=reader.entries).exclude(case__state="proposed")


def with_award_parts() -> QuerySet[Award]:
    return Award.objects.select_related(
        "case__subject", "definition__track__edition__competition", "entry__case", "entry__track",
        "entry__track__edition", "entry__submitted", "entry__organisation", "payee_person",
        "payee_organisation",
    ).order_by("definition__order", "pk")  # fmt: skip


def public_awards(edition: Edition) -> QuerySet[Award]:
    """Final awards, whatever their payment has come to."""
    if not is_public(edition):
        return Award.objects.none()
    hidden = ("proposed", "revoked", "declined")
    return (
        with_award_parts()
        .filter(definition__track__edition=edition)
        .exclude(case__state__in=hidden)
        .order_by("definition__track__order", "definition__order", "pk")
    )


def award_definitions(edition: Edition) -> QuerySet[AwardDefinition]:
    return AwardDefinition.objects.filter(track__edition=edition).select_related("track")


def landings(reader: Reader) -> QuerySet[LandingCase]:
    rows = (
        LandingCase.objects.select_related(
            "case__subject", "entry__case", "entry__submitted", "entry__track__edition", "owner",
        )
        .prefetch_related("milestones")
        .order_by("-case__opened_at", "-pk")
    )  # fmt: skip
    return rows if reader.office else rows.filter(entry__in=reader.entries)


def roles_at(reader: Reader, entry_id: int) -> frozenset[str]:
    """What the reader is to an entry's appeal, award or landing."""
    held = {ENTRANT: entry_id in reader.entries, OFFICE: reader.office}
    return frozenset(role for role, holds in held.items() if holds)


def overdue_milestones(on: date) -> Q:
    return Q(reached_on=None, due_on__lt=on)
