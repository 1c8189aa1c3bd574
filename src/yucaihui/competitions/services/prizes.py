"""From the accepted award to the received prize.

Each prize is a promise with its date; the ledger keeps it when the bank says the money arrived.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.process import SYSTEM
from yucaihui.casework.services import make_move
from yucaihui.competitions.models import Award, TeamMember
from yucaihui.competitions.process import ENTRANT, OFFICE
from yucaihui.competitions.queries.rankings import with_award_parts
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.services.award_documents import need_documents
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.calendar.queries import add_working_days
from yucaihui.directory.errors import Refused
from yucaihui.directory.services import record_fact
from yucaihui.directory.services.people import require
from yucaihui.ledger.services import Payee, order_payment
from yucaihui.promises.queries import open_promises
from yucaihui.promises.services import register_promise, withdraw_promise

FACT = "competition_award"
PRIZE = "prize"
SOURCE = "award"


def accept_award(award: Award, *, by: Any, payee: Any, is_person: bool = True) -> None:
    """The captain accepts and says who is paid: a member of the team, or the entry's organisation.
    A fact is written for each member and for the organisation; the prize is promised.

    Raises:
        PermissionDenied: `by` is not the captain.
        Refused: the payee is neither.
    """
    require(allowed=is_captain(award, by))
    need_payee(award, payee, is_person=is_person)
    with transaction.atomic():
        make_move(award.case, "accept", actor=by, roles={ENTRANT})
        award.payee_person = payee if is_person else None
        award.payee_organisation = None if is_person else payee
        award.save(update_fields=["payee_person", "payee_organisation"])
        write_facts(award, by)
        if award.amount:
            promise_prize(award, award.uid)


def promise_prize(award: Award, source_uid: str) -> Any:
    title_zh, title_en = titles_of(award)
    return register_promise(
        kind=PRIZE,
        title_zh=title_zh,
        title_en=title_en,
        due_on=add_working_days(timezone.localdate(), award.definition.pay_within),
        source=(SOURCE, source_uid),
        to_person=award.payee_person,
        to_organisation=award.payee_organisation,
    )


def open_promise(award: Award) -> Any:
    return (
        open_promises()
        .filter(kind=PRIZE, source_type=SOURCE, source_uid__startswith=award.uid)
        .first()
    )


def prize_promise(award: Award) -> Any:
    """The one that is open; a new one where the ledger gave up the payment that was to keep it."""
    return open_promise(award) or promise_prize(award, f"{award.uid}.{award.case.version}")


def withdraw_prize(award: Award, by: Any, note: str) -> None:
    promise = open_promise(award)
    if promise is not None:
        withdraw_promise(SOURCE, promise.source_uid, PRIZE, by, note=note)


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
    about: list[Any] = [member.person for member in members_of(award) if member.person]
    if award.entry.organisation:
        about.append(award.entry.organisation)
    for thing in about:
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
            source=(SOURCE, f"{award.uid}{thing.uid}"),
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
    """The office has what it needs to pay. Without prize money this ends the award.

    Raises:
        Refused: a document that the award asks for was not accepted.
    """
    require(allowed=is_office(by))
    need_documents(award)
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
            purpose=titles_of(award), promise=(PRIZE, SOURCE, prize_promise(award).source_uid),
        )  # fmt: skip
        award.payment_order = order.uid
        award.save(update_fields=["payment_order"])


def follow_promise(promise: Any, by: Any, **_: object) -> None:
    """The ledger kept the prize's promise: it was received. Given up, the award waits anew."""
    if (promise.kind, promise.source_type) != (PRIZE, SOURCE):
        return
    award = with_award_parts().filter(case__uid=promise.source_uid.partition(".")[0]).first()
    if award is None or award.case.state != "ordered":
        return
    name = {"kept": "receive", "broken": "return"}.get(promise.state)
    if name:
        make_move(award.case, name, actor=by, roles={SYSTEM})
