"""Awards: defined for a track, proposed by rank, final once the notice has passed, or revoked."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yucaihui.casework.services import make_move, open_case
from yucaihui.competitions.definitions import BadDefinition, read_documents
from yucaihui.competitions.models import Award, AwardDefinition, RankedEntry, Ranking, Track
from yucaihui.competitions.process import AWARD, OFFICE, OTHER
from yucaihui.competitions.services.prizes import withdraw_prize
from yucaihui.competitions.services.result_letters import tell_team
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.money import LIMIT
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require

# An entry that may be given an award; an award that is not given any more.
STANDING = ("admitted", "waitlisted", "not_advanced", "awarded")
ENDED = ("declined", "revoked")


def define_award(track: Track, *, by: Any, **values: Any) -> AwardDefinition:
    """An award of a track: how many, how much each, by when it is paid.

    Raises:
        Refused: no name, no quota, a prize that cannot be paid, or a document without a name.
    """
    require(allowed=by is None or is_office(by))
    check_award(values)
    with transaction.atomic():
        made = AwardDefinition.objects.create(track=track, **values)
        record(by, "competition.award_defined", made)
    return made


def change_award(definition: AwardDefinition, *, by: Any, **values: Any) -> None:
    """Raises Refused: it was given already; see also `define_award`."""
    require(allowed=by is None or is_office(by))
    check_award(values)
    if definition.given.exists():
        raise Refused(_("This award was given already: it is not changed any more."), "award")
    with transaction.atomic():
        for name, value in values.items():
            setattr(definition, name, value)
        definition.save(update_fields=list(values))
        record(by, "competition.award_changed", definition, fields=sorted(values))


def check_award(values: dict[str, Any]) -> None:
    if not (values.get("name_zh") or values.get("name_en")):
        raise Refused(_("Name it in Chinese or in English."), "name_zh")
    if values.get("quota", 1) < 1:
        raise Refused(_("Give at least one."), "quota")
    if not 0 <= values.get("amount", 0) <= LIMIT:
        raise Refused(_("A prize is nought or more, and at most 100 billion yuan."), "amount")
    try:
        read_documents(values.get("documents", []))
    except BadDefinition as bad:
        said = _("Line %(line)s: %(why)s")
        line = bad.place.partition(".")[0]
        raise Refused(said % {"line": line, "why": bad.message}, "documents") from None


def propose_awards(ranking: Ranking, *, by: Any) -> list[Award]:
    """Give the awards by rank: the first award to the first of its quota, and so on. An entry has
    one award of a track; a place that became free stays free. What an earlier ranking of the same
    tracks proposed falls away.

    Raises:
        Refused: the ranking is not provisional, or there is no award to give.
    """
    require(allowed=by is None or is_office(by))
    if ranking.state != Ranking.State.PROVISIONAL:
        raise Refused(_("Awards are proposed from the provisional ranking."), "ranking")
    definitions = definitions_for(ranking)
    if not definitions:
        raise Refused(_("Define the awards of the track first."), "awards")
    rows = list(ranking.rows.select_related("entry__case__subject", "entry__track"))
    with transaction.atomic():
        drop_superseded(definitions, by)
        live = live_awards(definitions)
        found = [
            given
            for track, group in by_track(definitions).items()
            for given in matched(group, rows_for(rows, track), live)
        ]
        given = [give(definition, row, ranking, by) for definition, row in found]
    return [award for award in given if award is not None]


def definitions_for(ranking: Ranking) -> list[AwardDefinition]:
    """The awards of the ranked tracks, and the overall ones when several were ranked together."""
    tracks = Q(track__in={stage.track_id for stage in ranking.stages.all()})
    if len(ranking.stages.all()) > 1:
        tracks |= Q(track__edition=ranking.edition_id, track__kind=Track.Kind.OVERALL)
    found = AwardDefinition.objects.filter(tracks).select_related("track")
    return list(found.order_by("track__order", "track_id", "order", "pk"))


def drop_superseded(definitions: Iterable[AwardDefinition], by: Any) -> None:
    dropped = Award.objects.filter(
        definition__in=definitions,
        case__state="proposed",
        ranking__state=Ranking.State.SUPERSEDED,
    ).select_related("case")
    for award in dropped:
        make_move(award.case, "revoke", actor=by, roles={OFFICE}, reason="appeal")


def live_awards(definitions: Iterable[AwardDefinition]) -> list[Award]:
    rows = Award.objects.filter(definition__track__in={one.track_id for one in definitions})
    return list(rows.exclude(case__state__in=ENDED).select_related("definition"))


def by_track(definitions: Iterable[AwardDefinition]) -> dict[Track, list[AwardDefinition]]:
    found: dict[Track, list[AwardDefinition]] = {}
    for one in definitions:
        found.setdefault(one.track, []).append(one)
    return found


def rows_for(rows: Iterable[RankedEntry], track: Track) -> list[RankedEntry]:
    """The entries that still take part, by rank: of the track, or all for an overall award."""
    return [
        row
        for row in rows
        if track.kind == Track.Kind.OVERALL or row.entry.track_id == track.pk
        if row.entry.case.state in STANDING
    ]


def matched(
    definitions: Iterable[AwardDefinition], rows: Iterable[RankedEntry], live: Iterable[Award]
) -> list[tuple[AwardDefinition, RankedEntry]]:
    """The awards in order, each as often as its quota says, beside the entries by rank; without
    those that are given already."""
    places = [one for one in definitions for _place in range(one.quota)]
    given = Counter(award.definition_id for award in live)
    tracks = {one.track_id for one in places}
    held = {award.entry_id for award in live if award.definition.track_id in tracks}
    found = []
    for definition, row in zip(places, rows, strict=False):
        if row.entry_id not in held and given[definition.pk] < definition.quota:
            given[definition.pk] += 1
            found.append((definition, row))
    return found


def give(definition: AwardDefinition, row: RankedEntry, ranking: Ranking, by: Any) -> Award | None:
    """None when the entry was given this award from this ranking before."""
    try:
        with transaction.atomic():
            case = open_case(
                AWARD, subject=row.entry.case.subject, actor=by, role=OFFICE, parent=row.entry.case
            )
            return Award.objects.create(
                case=case,
                definition=definition,
                entry=row.entry,
                ranking=ranking,
                amount=definition.amount,
            )
    except IntegrityError:
        return None


def finalise_award(award: Award, *, by: Any) -> None:
    """The notice has passed: the team is told, and asked to accept."""
    with transaction.atomic():
        make_move(award.case, "finalise", actor=by, roles={OFFICE})
        award.entry.case.refresh_from_db()  # it may have two awards
        if award.entry.case.state in ("admitted", "not_advanced"):
            make_move(award.entry.case, "award", actor=by, roles={OFFICE}, shared=True)
        tell_team(award.entry, "awarded", f"award:{award.uid}", "award", award.uid, award=award)


def revoke_award(
    award: Award, reason: str, *, by: Any, note: str = "", version: int | None = None
) -> None:
    """Take it back before it is paid; the promise is withdrawn with it.

    Raises:
        Refused: "other" without a note.
        ReasonNeeded, MoveNotOpen: see casework.
    """
    require(allowed=is_office(by))
    if reason == OTHER and not note.strip():
        raise Refused(_("Say in the note what the reason is."), "note")
    with transaction.atomic():
        make_move(
            award.case, "revoke", actor=by, roles={OFFICE}, reason=reason, note=note.strip(),
            version=version, shared=True,
        )  # fmt: skip
        withdraw_prize(award, by, note)
