"""One application as one reader sees it: who, what, what happened, and what they may do next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from yucaihui.casework.process import Move, State
from yucaihui.casework.queries import Line, journal_of, moves_open_to, state_of
from yucaihui.directory.queries import emails_of, phones_of
from yucaihui.recruitment.models import Interview, JobApplication, Offer, TransferProposal
from yucaihui.recruitment.process import APPLICANT
from yucaihui.recruitment.queries.blind import Json, blind_resume, blind_text, blind_words
from yucaihui.recruitment.queries.interviews import BUSY, interviews_of
from yucaihui.recruitment.queries.offers import offers_of
from yucaihui.recruitment.rules.applications import is_named


@dataclass(frozen=True)
class Sheet:
    """`name` and `contacts` are empty, `resume` and `cover_note` covered, while the reader may not
    know who the applicant is."""

    application: JobApplication
    state: State
    word: str
    name: str
    contacts: list[str]
    resume: dict[str, Any]
    cover_note: str
    lines: list[Line]
    actions: list[Move]
    interviews: list[Interview]
    offers: list[Offer]
    transfer: TransferProposal | None

    @property
    def named(self) -> bool:
        return bool(self.name)

    @property
    def offer(self) -> Offer | None:
        """The offer that waits for an answer."""
        return next((one for one in self.offers if one.state == Offer.State.SENT), None)

    def may(self, name: str) -> bool:
        return any(move.name == name for move in self.actions)


def sheet_of(application: JobApplication, roles: frozenset[str]) -> Sheet:
    """The application for one who holds `roles` in it. A fixed number of queries."""
    inside = APPLICANT not in roles
    state = state_of(application.case)
    named = is_named(roles, state.name)
    person = application.person
    names = names_of(person)
    interviews = list(interviews_of(application))
    transfer = open_transfer(application)
    resume, note = application.resume, application.cover_note
    lines = journal_of(application.case, inside=inside)
    return Sheet(
        application=application,
        state=state,
        word=state.word(inside=inside),
        name=person.name if named else "",
        contacts=[*emails_of(person), *phones_of(person)] if named else [],
        resume=resume if named else blind_resume(resume, names),
        cover_note=note if named else blind_text(note, resume, names),
        lines=lines if named else [blind_line(line, resume, names) for line in lines],
        actions=open_actions(application, roles, interviews, transfer),
        interviews=interviews,
        offers=list(offers_of(application)),
        transfer=transfer,
    )


def blind_line(line: Line, resume: Json, names: Iterable[str]) -> Line:
    """People sign what they write; the timeline keeps it covered too."""
    return replace(line, note=blind_text(line.note, resume, names))


def headline_of(application: JobApplication, roles: frozenset[str] = frozenset()) -> str:
    """The profile's headline as lists show it: people write name, sex and age there too, so for
    employers it is covered as long as the rest is."""
    if is_named(roles, application.case.state):
        return application.headline
    return blind_text(application.headline, application.resume, names_of(application.person))


def skills_of(application: JobApplication, roles: frozenset[str] = frozenset()) -> list[str]:
    """The profile's skills as lists show them, covered likewise: they are free text."""
    if is_named(roles, application.case.state):
        return list(application.skills)
    return blind_words(application.skills, application.resume, names_of(application.person))


def names_of(person: Any) -> tuple[str, str]:
    return person.name_zh, person.name_en


def open_transfer(application: JobApplication) -> TransferProposal | None:
    waiting = application.transfers.filter(state=TransferProposal.State.PROPOSED)
    return waiting.select_related("posting__employer").first()


def open_actions(
    application: JobApplication,
    roles: frozenset[str],
    interviews: list[Interview],
    transfer: TransferProposal | None,
) -> list[Move]:
    """The moves of the process for which there is something to move: no answer to nothing."""
    states = {interview.state for interview in interviews}
    standing = bool(states & set(BUSY))
    there = {
        "confirm_interview": Interview.State.PROPOSED in states,
        "decline_interview": standing,
        "cancel_interview": standing,
        "record_interview": standing,
        "propose_transfer": transfer is None,
        "accept_transfer": transfer is not None,
        "decline_transfer": transfer is not None,
        # These come with the end of the posting, for all of its applications at once.
        "end_with_position": False,
        "tell_end": False,
    }
    moves = moves_open_to(application.case, roles)
    return [move for move in moves if there.get(move.name, True)]
