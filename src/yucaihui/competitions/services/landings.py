"""An awarded project settles in the city: an owner follows it from district to last milestone."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.services import make_move, open_case
from yucaihui.competitions.models import Entry, LandingCase, Milestone
from yucaihui.competitions.process import LANDING, OFFICE, OTHER
from yucaihui.competitions.services.result_letters import tell_team
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.mail.services import write_to
from yucaihui.directory.errors import Refused
from yucaihui.directory.letters import path_for
from yucaihui.directory.services.people import require


def open_landing(entry: Entry, owner: Any, *, by: Any) -> LandingCase:
    """`owner`, of the office, follows it from now on.

    Raises:
        Refused: the entry has no award, is followed already, or the owner is not of the office.
    """
    require(allowed=is_office(by))
    if entry.case.state != "awarded":
        raise Refused(_("Only awarded entries are followed."), "entry")
    if not is_office(owner):
        raise Refused(_("Choose somebody of the talent office."), "owner")
    try:
        with transaction.atomic():
            case = open_case(
                LANDING, subject=entry.case.subject, actor=by, role=OFFICE, parent=entry.case
            )
            landing = LandingCase.objects.create(case=case, entry=entry, owner=owner)
            tell_team(entry, "landing", f"landing:{case.uid}", "landing", case.uid)
    except IntegrityError:
        raise Refused(_("This entry is followed already."), "entry") from None
    return landing


def move_landing(
    landing: LandingCase,
    name: str,
    *,
    by: Any,
    district: str = "",
    reason: str = "",
    note: str = "",
    version: int | None = None,
) -> None:
    """The next step. A match names the district; completion needs every milestone reached.

    Raises:
        Refused: no district, a milestone open, or "other" without a note.
        StaleCase, MoveNotOpen, ReasonNeeded: see casework.
    """
    require(allowed=is_office(by))
    if name == "match" and not district.strip():
        raise Refused(_("Name the district."), "district")
    if name == "complete" and landing.milestones.filter(reached_on=None).exists():
        raise Refused(_("Some milestones are not reached yet."), "milestones")
    if reason == OTHER and not note.strip():
        raise Refused(_("Say in the note what the reason is."), "note")
    with transaction.atomic():
        make_move(
            landing.case, name, actor=by, roles={OFFICE}, reason=reason, note=note.strip(),
            version=version, shared=True,
        )  # fmt: skip
        if name == "match":
            landing.district = district.strip()
            landing.save(update_fields=["district"])


def add_milestone(
    landing: LandingCase, *, by: Any, due_on: date, title_zh: str = "", title_en: str = ""
) -> Milestone:
    """Raises Refused: no title, or the landing has ended."""
    require(allowed=is_office(by))
    if not (title_zh or title_en):
        raise Refused(_("Give the title in Chinese or in English."), "title_zh")
    need_open(landing)
    with transaction.atomic():
        made = Milestone.objects.create(
            landing=landing, due_on=due_on, title_zh=title_zh, title_en=title_en
        )
        record(by, "competition.milestone_added", made)
    return made


def reach_milestone(milestone: Milestone, *, by: Any, on: date | None = None) -> None:
    """Twice is once."""
    require(allowed=is_office(by))
    need_open(milestone.landing)
    waiting = Milestone.objects.filter(pk=milestone.pk, reached_on=None)
    with transaction.atomic():
        if waiting.update(reached_on=on or timezone.localdate()):
            record(by, "competition.milestone_reached", milestone)
    milestone.refresh_from_db()


def need_open(landing: LandingCase) -> None:
    if landing.case.state in LANDING.closed:
        raise Refused(_("This landing has ended: it is not changed any more."), "landing")


def warn_of_milestones(on: date) -> int:
    """Letters to the owners of overdue milestones, once each; gives how many are new."""
    overdue = Milestone.objects.filter(
        reached_on=None, due_on__lt=on, landing__owner__isnull=False
    ).exclude(landing__case__state__in=LANDING.closed)
    rows = overdue.select_related(
        "landing", "landing__case", "landing__owner", "landing__entry", "landing__entry__submitted"
    )
    letters = [
        write_to(
            row.landing.owner,
            "competitions/results/letters/milestone.txt",
            {"milestone": row, "entry": row.landing.entry, "project": row.landing.entry.submitted},
            link=path_for(row.landing.owner, "competitions:landing", row.landing.uid),
            key=f"milestone:{row.uid}",
        )
        for row in rows
    ]
    return sum(letter is not None for letter in letters)
