"""Judges: invited, accepted, pledged, seated on the panels of tracks, released."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.definitions.pledges import CURRENT_PLEDGE
from yucaihui.competitions.models import (
    Assignment,
    DeclaredTie,
    Edition,
    Judge,
    PanelMembership,
    Track,
)
from yucaihui.competitions.queries.judges import is_addressed_to
from yucaihui.competitions.services.judging_letters import tell_judge
from yucaihui.competitions.services.seats import end_assignments
from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import user_by_email
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.accounts.services import grant_role
from yucaihui.core.audit.services import record
from yucaihui.directory.contacts import normal_email
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.queries import person_of, person_with_email
from yucaihui.directory.services.cv_invitations import take_over
from yucaihui.directory.services.people import create_person, ensure_person, require

State = Judge.State


def invite_judge(
    edition: Edition,
    email: str,
    *,
    by: Any,
    name_zh: str = "",
    name_en: str = "",
    country: str = "",
    expertise: str = "",
    organisation: Any = None,
) -> Judge:
    """Write to the person of this address, whose record is made when there is none.

    Raises:
        Refused: no address or name, the person is invited already, or works in the office.
    """
    require(allowed=by is None or is_office(by))
    with transaction.atomic():
        names = {"name_zh": name_zh, "name_en": name_en, "country": country}
        person = person_for(email, names, by=by)
        judge = add_judge(
            edition,
            person,
            country=(country or person.country).upper(),
            expertise=expertise,
            organisation=organisation,
        )
        record(by, "judge.invited", judge)
        tell_judge(judge, "invited", "judge_invitation")
    return judge


def person_for(email: str, names: dict[str, str], *, by: Any) -> Any:
    """The record behind an address, or a new one."""
    address = normal_email(email)
    user = user_by_email(address)
    if is_office(user):
        raise Refused(_("The office sees every score: nobody of it can be a judge."), "email")
    if user is not None:
        return ensure_person(user, **names)
    found = person_with_email(address)
    return found or create_person(emails=[address], by=by, **names)


def add_judge(edition: Edition, person: Any, **values: Any) -> Judge:
    if edition.judges.filter(person=person).exists():
        raise Refused(_("This person is a judge of the edition already."), "email")
    try:
        with transaction.atomic():
            code = f"J{edition.judges.count() + 1:03}"
            return Judge.objects.create(edition=edition, person=person, code=code, **values)
    except IntegrityError:
        raise Refused(_("Somebody else invited a judge just now. Try again."), "email") from None


def invite_again(judge: Judge, *, by: Any) -> None:
    """The letter once more; who declined may think again."""
    require(allowed=is_office(by))
    open_ones = Judge.objects.filter(pk=judge.pk, state__in=(State.INVITED, State.DECLINED))
    with transaction.atomic():
        if not open_ones.update(state=State.INVITED, invited_at=timezone.now()):
            raise AlreadyDecided(_("This judge has accepted already."))
        judge.refresh_from_db()
        record(by, "judge.invited", judge)
        tell_judge(judge, "invited", "judge_invitation")


def accept_invitation(judge: Judge, *, by: Any) -> None:
    """The holder of the address becomes a judge; the pledge comes next. Twice is once.

    Raises:
        AlreadyDecided: the invitation was declined or taken back.
        Refused: their own record is a judge of this edition already.
    """
    require(allowed=is_addressed_to(judge, by))
    with transaction.atomic():
        if not Judge.objects.filter(pk=judge.pk, state=State.INVITED).update(state=State.ACTIVE):
            need_active(judge)
            return
        join_records(judge, by)
        grant_role(by, Role.JUDGE)
        record(by, "judge.accepted", judge)
    judge.refresh_from_db()


def join_records(judge: Judge, user: Any) -> None:
    """The seat goes to the record that the account has; without one, the account takes over the
    record that was made for the invitation."""
    own = person_of(user)
    if own == judge.person:
        return
    if own is None:
        take_over(judge.person, user)
        return
    if judge.edition.judges.filter(person=own).exists():
        raise Refused(_("You are a judge of this edition already."))
    Judge.objects.filter(pk=judge.pk).update(person=own)


def decline_invitation(judge: Judge, *, by: Any) -> None:
    """Raises AlreadyDecided: it was accepted."""
    require(allowed=is_addressed_to(judge, by))
    with transaction.atomic():
        invited = Judge.objects.filter(pk=judge.pk, state__in=(State.INVITED, State.DECLINED))
        if not invited.update(state=State.DECLINED):
            raise AlreadyDecided(_("You have accepted. Write to the office to step down."))
        record(by, "judge.declined", judge)
    judge.refresh_from_db()


def sign_pledge(judge: Judge, version: str, *, by: Any) -> None:
    """Sign the text that was shown; signing again changes nothing.

    Raises:
        Refused: another text holds now.
        AlreadyDecided: they are no judge any more.
    """
    require(allowed=judge.person == person_of(by))
    if version != CURRENT_PLEDGE:
        raise Refused(_("The text has changed. Read the new one, then sign it."), "pledge")
    need_active(judge)
    unsigned = Judge.objects.filter(pk=judge.pk, pledged_at=None, state=State.ACTIVE)
    with transaction.atomic():
        if unsigned.update(pledged_at=timezone.now(), pledge=version):
            record(by, "judge.pledged", judge, version=version)
    judge.refresh_from_db()


def need_active(judge: Judge) -> None:
    judge.refresh_from_db()
    if judge.state != State.ACTIVE:
        raise AlreadyDecided(_("This invitation is not open any more. Write to the office."))


def declare_tie(judge: Judge, name: str, *, by: Any, note: str = "") -> DeclaredTie:
    """Name an organisation or a person one is close to; nothing tells whether they take part.

    Raises:
        Refused: no name.
    """
    require(allowed=judge.person == person_of(by))
    plain = " ".join(name.split())
    if not plain:
        raise Refused(_("Name the organisation or the person."), "name")
    with transaction.atomic():
        tie, made = DeclaredTie.objects.get_or_create(
            judge=judge, name=plain[:160], defaults={"note": note}
        )
        if made:
            record(by, "judge.tie_declared", judge)
    return tie


def take_back_tie(tie: DeclaredTie, *, by: Any) -> None:
    """A slip is taken back; conflicts that the office decided by it stay."""
    require(allowed=tie.judge.person == person_of(by))
    with transaction.atomic():
        record(by, "judge.tie_taken_back", tie.judge)
        tie.delete()


def seat_judge(
    judge: Judge, track: Track, *, by: Any, min_load: int = 0, max_load: int = 25
) -> PanelMembership:
    """A seat on the panel of a track; seating again changes the loads.

    Raises:
        Refused: the track is another edition's, or the loads are out of order.
    """
    require(allowed=by is None or is_office(by))
    if track.edition_id != judge.edition_id:
        raise Refused(_("This track belongs to another edition."), "track")
    if not 0 <= min_load <= max_load:
        raise Refused(_("The least load can't be above the most."), "max_load")
    with transaction.atomic():
        seat, _made = PanelMembership.objects.update_or_create(
            judge=judge, track=track, defaults={"min_load": min_load, "max_load": max_load}
        )
        record(by, "judge.seated", judge, track=track.code, least=min_load, most=max_load)
    return seat


def unseat_judge(judge: Judge, track: Track, *, by: Any) -> None:
    """Off the panel; what they have not scored there lapses."""
    require(allowed=is_office(by))
    with transaction.atomic():
        PanelMembership.objects.filter(judge=judge, track=track).delete()
        waiting = judge.assignments.filter(stage__track=track, state=Assignment.State.PUBLISHED)
        end_assignments(waiting, Assignment.State.LAPSED, by=by)
        record(by, "judge.unseated", judge, track=track.code)


def release_judge(judge: Judge, reason: str, *, by: Any) -> None:
    """They judge no more: scores stay, what is not submitted lapses. Twice is once."""
    require(allowed=is_office(by))
    with transaction.atomic():
        if (
            not Judge.objects.filter(pk=judge.pk)
            .exclude(state=State.RELEASED)
            .update(state=State.RELEASED)
        ):
            return
        waiting = judge.assignments.filter(state=Assignment.State.PUBLISHED)
        end_assignments(waiting, Assignment.State.LAPSED, by=by, note=reason)
        record(by, "judge.released", judge)
    judge.refresh_from_db()
