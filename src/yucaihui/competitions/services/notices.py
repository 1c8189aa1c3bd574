"""A provisional result is posted for everybody, stands for its days, and becomes final."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.models import Appeal, Award, PublicNotice, Ranking
from yucaihui.competitions.process import APPEAL
from yucaihui.competitions.services.awards import finalise_award
from yucaihui.competitions.services.decisions import move
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.calendar.queries import add_working_days
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require

# Working days that a public notice stands at least.
LEAST_DAYS = 5


def post_notice(
    ranking: Ranking, *, by: Any, days: int = LEAST_DAYS, on: date | None = None
) -> PublicNotice:
    """Show the provisional result to everybody, with the last day on which one may appeal.

    Raises:
        Refused: the ranking is not provisional, is posted already, or would stand too short.
    """
    require(allowed=by is None or is_office(by))
    if ranking.state != Ranking.State.PROVISIONAL:
        raise Refused(_("Only a provisional ranking is posted."), "ranking")
    if days < LEAST_DAYS:
        raise Refused(
            _("A public notice stands for at least %(days)d working days.") % {"days": LEAST_DAYS},
            "days",
        )
    on = on or timezone.localdate()
    try:
        with transaction.atomic():
            notice = PublicNotice.objects.create(
                ranking=ranking,
                posted_on=on,
                appeals_until=add_working_days(on, days),
                posted_by=by,
            )
            record(by, "competition.notice_posted", notice)
    except IntegrityError:
        raise Refused(_("This ranking is posted already."), "ranking") from None
    return notice


def open_appeals(notice: PublicNotice) -> int:
    """Of the ranked entries, whichever notice they were filed against."""
    ranked = notice.ranking.rows.values("entry")
    return Appeal.objects.filter(entry__in=ranked).exclude(case__state__in=APPEAL.closed).count()


def close_notice(notice: PublicNotice, *, by: Any, on: date | None = None) -> None:
    """The days are over and every appeal is decided: the ranking and its awards are final.

    Raises:
        Refused: it still stands, an appeal is open, or the ranking was superseded.
    """
    require(allowed=by is None or is_office(by))
    on = on or timezone.localdate()
    if on <= notice.appeals_until:
        raise Refused(
            _("The notice stands until %(day)s: appeals may still come.")
            % {"day": notice.appeals_until.isoformat()},
            "notice",
        )
    waiting = open_appeals(notice)
    if waiting:
        raise Refused(
            _("%(count)d appeals are not decided yet. Decide them first.") % {"count": waiting},
            "notice",
        )
    with transaction.atomic():
        open_notice = PublicNotice.objects.filter(pk=notice.pk, closed_at=None)
        if not open_notice.update(closed_at=timezone.now()):
            raise Refused(_("This notice is closed already."), "notice")
        move(notice.ranking, (Ranking.State.PROVISIONAL,), Ranking.State.FINAL, by)
        record(by, "competition.notice_closed", notice)
        for award in proposed_awards(notice.ranking):
            finalise_award(award, by=by)
    notice.refresh_from_db()


def proposed_awards(ranking: Ranking) -> list[Award]:
    rows = Award.objects.filter(ranking=ranking, case__state="proposed")
    return list(rows.select_related("case", "case__subject", "entry", "entry__case", "definition"))
