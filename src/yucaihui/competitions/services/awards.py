"""Awards: proposed by rank, final after the notice, accepted, paid from a budget, received.

Each prize is a promise with its date; the ledger keeps it when the bank says the money arrived.
"""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.process import SYSTEM
from yucaihui.casework.services import make_move, open_case
from yucaihui.competitions.models import (
    Award,
    AwardDefinition,
    RankedEntry,
    Ranking,
    TeamMember,
    Track,
)
from yucaihui.competitions.process import AWARD, ENTRANT, OFFICE, OTHER
from yucaihui.competitions.queries.rankings import roles_at, with_award_parts
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.services.result_letters import tell_team
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.calendar.queries import add_working_days
from yucaihui.core.money import LIMIT
from yucaihui.directory.errors import Refused
from yucaihui.directory.services import record_fact
from yucaihui.directory.services.people import require
from yucaihui.ledger.services import Payee, order_payment
from yucaihui.promises.services import register_promise, withdraw_promise

FACT = "competition_award"
PRIZE = "prize"
SOURCE = "award"


def define_award(track: Track, *, by: Any, **values: Any) -> AwardDefinition:
    """An award of a track: how many, how much each, by when it is paid.

    Raises:
        Refused: no name, no quota, or a prize that cannot be paid.
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


def propose_awards(ranking: Ranking, *, by: Any) -> list[Award]:
    """Give the awards of the ranked tracks by rank: the first award to the first of its quota.

    Raises:
        Refused: the ranking is not provisional, or its tracks have no awards.
    """
    require(allowed=by is None or is_office(by))
    if ranking.state != Ranking.State.PROVISIONAL:
        raise Refused(_("Awards are proposed from the provisional ranking."), "ranking")
    tracks = {stage.track_id for stage in ranking.stages.all()}
    definitions = list(AwardDefinition.objects.filter(track__in=tracks).order_by("order", "pk"))
    if not definitions:
        raise Refused(_("Define the awards of the track first."), "awards")
    rows = list(ranking.rows.select_related("entry", "entry__case", "entry__case__subject"))
    with transaction.atomic():
        given = [
            give(definition, row, ranking, by)
            for track in tracks
            for definition, row in matched(definitions, rows, track)
        ]
    return [award for award in given if award is not None]


def matched(
    definitions: Iterable[AwardDefinition], rows: Iterable[RankedEntry], track: int
) -> list[tuple[AwardDefinition, RankedEntry]]:
    """The track's awards in order, each as often as its quota says, beside its entries by rank."""
    places = [one for one in definitions if one.track_id == track for _place in range(one.quota)]
    running = ("admitted", "waitlisted", "not_advanced", "awarded")
    standing = [
        row for row in rows if row.entry.track_id == track and row.entry.case.state in running
    ]
    return list(zip(places, standing, strict=False))


def give(definition: AwardDefinition, row: RankedEntry, ranking: Ranking, by: Any) -> Award | None:
    """None when the entry has this award already."""
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
        if award.entry.case.state in ("admitted", "not_advanced"):
            make_move(award.entry.case, "award", actor=by, roles={OFFICE}, shared=True)
        tell_team(award.entry, "awarded", f"award:{award.uid}", "award", award.uid, award=award)


def accept_award(award: Award, *, by: Any, payee: Any, is_person: bool = True) -> None:
    """The captain accepts and says who is paid: a member of the team, or the entry's organisation.
    A fact is written for each member and for the organisation; the prize is promised.

    Raises:
        PermissionDenied: `by` is not the captain.
        Refused: the payee is neither.
    """
    require(allowed=is_captain(award, by))
    need_payee(award, payee, is_person=is_person)
    today = timezone.localdate()
    with transaction.atomic():
        make_move(award.case, "accept", actor=by, roles={ENTRANT})
        award.payee_person = payee if is_person else None
        award.payee_organisation = None if is_person else payee
        award.save(update_fields=["payee_person", "payee_organisation"])
        write_facts(award, by)
        if award.amount:
            title_zh, title_en = titles_of(award)
            register_promise(
                kind=PRIZE,
                title_zh=title_zh,
                title_en=title_en,
                due_on=add_working_days(today, award.definition.pay_within),
                source=(SOURCE, award.uid),
                to_person=award.payee_person,
                to_organisation=award.payee_organisation,
            )


def is_captain(award: Award, by: Any) -> bool:
    return TeamMember.objects.filter(
        entry=award.entry_id,
        person=reader_of(by).person_id,
        role=TeamMember.Role.CAPTAIN,
        state=TeamMember.State.ACCEPTED,
    ).exists()


def need_payee(award: Award, payee: Any, *, is_person: bool) -> None:
    if is_person:
        fits = payee.pk in {member.person_id for member in members_of(award)}
    else:
        fits = award.entry.organisation_id == payee.pk
    if not fits:
        raise Refused(_("A member of the team or the entry's organisation is paid."), "payee")


def members_of(award: Award) -> list[TeamMember]:
    rows = TeamMember.objects.filter(entry=award.entry_id, state=TeamMember.State.ACCEPTED)
    return list(rows.select_related("person").order_by("pk"))


def write_facts(award: Award, by: Any) -> None:
    """Issued here: what the award proves in the next application."""
    about = [(member.person, member.uid) for member in members_of(award) if member.person]
    if award.entry.organisation:
        about.append((award.entry.organisation, award.entry.organisation.uid))
    for thing, uid in about:
        record_fact(
            thing,
            FACT,
            {
                "award_zh": award.definition.name_zh,
                "award_en": award.definition.name_en,
                "competition": award.definition.track.edition.competition.code,
                "year": award.definition.track.edition.year,
                "track": award.definition.track.code,
                "entry": award.entry.code,
            },
            proof="issued",
            by=by,
            valid_from=timezone.localdate(),
            source=(SOURCE, f"{award.uid}{uid[:16]}"[:32]),
        )


def titles_of(award: Award) -> tuple[str, str]:
    """What the payment is for, in Chinese and in English."""
    edition, definition = award.definition.track.edition, award.definition
    zh = f"{edition.name_zh or edition.name_en} {definition.name_zh or definition.name_en}"
    en = f"{edition.name_en or edition.name_zh}, {definition.name_en or definition.name_zh}"
    return f"{zh} {award.entry.code}", f"{en}, {award.entry.code}"


def decline_award(award: Award, *, by: Any) -> None:
    """The captain does not take it."""
    require(allowed=is_captain(award, by))
    with transaction.atomic():
        make_move(award.case, "decline", actor=by, roles={ENTRANT})


def check_documents(award: Award, *, by: Any, version: int | None = None) -> None:
    """The office has what it needs to pay. Without prize money this ends the award."""
    require(allowed=is_office(by))
    with transaction.atomic():
        make_move(award.case, "check_documents", actor=by, roles={OFFICE}, version=version)
        if not award.amount:
            make_move(award.case, "close", actor=by, roles={OFFICE})


def order_prize(
    award: Award, budget: Any, *, holder: str, bank: str, account_number: str, by: Any
) -> None:
    """Order the payment from a budget of the fund; a second person approves it there.

    Raises:
        LedgerRefusal, BadAmount: see the ledger.
    """
    require(allowed=is_office(by))
    payee = Payee(
        holder=holder, bank=bank, account_number=account_number,
        person=award.payee_person, organisation=award.payee_organisation,
    )  # fmt: skip
    with transaction.atomic():
        make_move(award.case, "order", actor=by, roles={OFFICE})
        order = order_payment(
            budget, payee, award.amount, by=by, due_on=timezone.localdate(),
            purpose=titles_of(award), promise=(PRIZE, SOURCE, award.uid),
        )  # fmt: skip
        award.payment_order = order.uid
        award.save(update_fields=["payment_order"])


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
        withdraw_promise(SOURCE, award.uid, PRIZE, by, note=note)


def follow_promise(promise: Any, by: Any, **_: object) -> None:
    """The ledger kept the prize's promise: it was received. Given up, the award waits anew."""
    if (promise.kind, promise.source_type) != (PRIZE, SOURCE):
        return
    award = with_award_parts().filter(case__uid=promise.source_uid).first()
    if award is None or award.case.state != "ordered":
        return
    name = {"kept": "receive", "broken": "return"}.get(promise.state)
    if name:
        make_move(award.case, name, actor=by, roles={SYSTEM})


def may_act(reader: Any, award: Award) -> frozenset[str]:
    return roles_at(reader, award.entry_id)
