"""An entrant objects; another officer than the one who ranked decides, with a coded reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.queries import state_of
from yucaihui.casework.services import make_move, open_case
from yucaihui.competitions.models import Appeal, Assignment, Entry, ScoreSheet, Stage
from yucaihui.competitions.process import (
    APPEAL,
    ENTRANT,
    GROUNDS,
    INADMISSIBILITIES,
    OFFICE,
    OTHER,
    UNFOUNDED,
    UPHELD,
)
from yucaihui.competitions.queries.rankings import open_notice_for, roles_at
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.services.entries import lock
from yucaihui.competitions.services.rankings import compute_ranking
from yucaihui.competitions.services.result_letters import tell_office, tell_team
from yucaihui.competitions.services.scoring import reopen_sheet
from yucaihui.competitions.services.screening import reinstate
from yucaihui.core.calendar.queries import add_working_days
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import person_of
from yucaihui.directory.services.people import require

# Working days in which the office answers.
ANSWER_DAYS = 10
LONGEST = 4000


def file_appeal(
    entry: Entry, ground: str, statement: str, *, by: Any, on: date | None = None
) -> Appeal:
    """The team objects to the posted result, or to a refusal of its entry.

    Raises:
        PermissionDenied: `by` is not of the team.
        Refused: no ground or statement, nothing to appeal against, or one is open already.
    """
    require(allowed=ENTRANT in roles_at(reader_of(by), entry.pk))
    if ground not in GROUNDS:
        raise Refused(_("Choose the ground of the appeal."), "ground")
    text = statement.strip()
    if not text or len(text) > LONGEST:
        raise Refused(_("Say what happened, in at most 4,000 characters."), "statement")
    today = on or timezone.localdate()
    notice = open_notice_for(entry, today)
    if notice is None and entry.case.state not in ("ineligible", "disqualified"):
        raise Refused(
            _("No result of this entry is open to appeals now. The notice names the days."), "entry"
        )
    with transaction.atomic():
        need_no_other(lock(entry))
        case = open_case(
            APPEAL,
            subject=person_of(by),
            actor=by,
            role=ENTRANT,
            parent=entry.case,
            due_on=add_working_days(today, ANSWER_DAYS),
        )
        appeal = Appeal.objects.create(
            case=case, entry=entry, notice=notice, ground=ground, statement=text
        )
        tell_office(entry, "appeal_filed", f"appeal:{case.uid}", "appeal", case.uid)
    return appeal


def need_no_other(entry: Entry) -> None:
    open_ones = Appeal.objects.filter(entry=entry).exclude(case__state__in=APPEAL.closed)
    if open_ones.exists():
        raise Refused(_("An appeal of this entry is open already. Add to it there."), "entry")


def move_appeal(
    appeal: Appeal,
    name: str,
    *,
    by: Any,
    reason: str = "",
    note: str = "",
    version: int | None = None,
) -> None:
    """admit, dismiss, uphold, reject or withdraw. Upholding does what it says: `reason` rescore
    opens the entry's sheets anew, rerank computes the ranking again, readmit brings it back.

    Raises:
        PermissionDenied: no part in it.
        Refused: who computed the ranking may not decide; "other" without a note.
        StaleCase, MoveNotOpen, ReasonNeeded: see casework.
    """
    roles = roles_at(reader_of(by), appeal.entry_id)
    require(allowed=bool(roles))
    if OFFICE in roles and name != "withdraw":
        need_another(appeal, by)
    if name == "uphold":
        need_fitting(appeal, reason)
    if reason == OTHER and not note.strip():
        raise Refused(_("Say in the note what the reason is."), "note")
    with transaction.atomic():
        make_move(
            appeal.case, name, actor=by, roles=roles, reason=reason, note=note.strip(),
            version=version, shared=True,
        )  # fmt: skip
        if name == "uphold":
            REMEDIES[reason](appeal, by)
        tell_moved(appeal, reason, note)


def tell_moved(appeal: Appeal, reason: str, note: str) -> None:
    key = f"appeal:{appeal.uid}:{appeal.case.version}"
    words = {**INADMISSIBILITIES, **UPHELD, **UNFOUNDED}.get(reason, "")
    state = state_of(appeal.case).label
    tell_team(
        appeal.entry, "appeal_moved", key, "appeal", appeal.uid,
        state=state, reason=words, note=note.strip(),
    )  # fmt: skip


def need_another(appeal: Appeal, by: Any) -> None:
    """Four eyes: nobody decides about their own work or their own entry."""
    if bars_from_deciding(appeal, by):
        raise Refused(
            _("You took the decision that is appealed against, or belong to the team: a colleague"
              " decides about it."),
            "appeal",
        )  # fmt: skip


def bars_from_deciding(appeal: Appeal, by: Any) -> bool:
    if by is None:
        return False
    return author_of_decision(appeal) == by.pk or appeal.entry_id in reader_of(by).entries


def author_of_decision(appeal: Appeal) -> int | None:
    """Who computed the ranking, or who refused or disqualified the entry last."""
    if appeal.notice is not None:
        return appeal.notice.ranking.made_by_id
    decided = appeal.entry.case.entries.filter(move__in=("refuse", "disqualify"))
    return decided.order_by("-number").values_list("actor", flat=True).first()


def rescore(appeal: Appeal, by: Any) -> None:
    """Every judge of the entry scores it anew; the sheets there were stay as superseded."""
    bring_back(appeal, by)
    sheets = ScoreSheet.objects.filter(
        assignment__entry=appeal.entry,
        assignment__stage__in=stages_of(appeal),
        assignment__state=Assignment.State.SUBMITTED,
        state=ScoreSheet.State.SUBMITTED,
    ).select_related("assignment", "assignment__stage", "assignment__judge")
    for sheet in sheets:
        reopen_sheet(sheet, _("An appeal was upheld: score this entry anew."), by=by)


def stages_of(appeal: Appeal) -> list[Stage]:
    if appeal.notice is None:
        return []
    return list(appeal.notice.ranking.stages.filter(track=appeal.entry.track_id))


def need_fitting(appeal: Appeal, remedy: str) -> None:
    """A result is scored or ranked anew, a refusal is taken back."""
    if (remedy in ("rescore", "rerank")) != (appeal.notice is not None):
        raise Refused(_("This remedy does not fit what is appealed against."), "reason")


def bring_back(appeal: Appeal, by: Any) -> None:
    """The stages wait for a new decision, and the entry for its part in it."""
    undecided = [stage.pk for stage in stages_of(appeal)]
    decided = Stage.objects.filter(pk__in=undecided, state=Stage.State.DECIDED)
    decided.update(state=Stage.State.CLOSED)
    if appeal.entry.case.state == "not_advanced":
        reinstate(appeal.entry, by=by, reason="appeal")


def rerank(appeal: Appeal, by: Any) -> None:
    """A ranking computed anew from what counts now, beside the one it is to replace."""
    if appeal.notice is not None:
        bring_back(appeal, by)
        before = appeal.notice.ranking
        stages = list(before.stages.select_related("track", "track__edition"))
        compute_ranking(stages, by=by, method=before.method, seed=before.seed, replaces=before)


def readmit(appeal: Appeal, by: Any) -> None:
    reinstate(appeal.entry, by=by, reason="appeal")


REMEDIES = {"rescore": rescore, "rerank": rerank, "readmit": readmit}
