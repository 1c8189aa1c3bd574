"""What becomes of open applications when their posting ends: each applicant is told, once.

Who closes a posting decides whether those without an offer end with it. When only its last day has
passed nobody has decided anything: the applications stay open, and their applicants learn that.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from yucaihui.casework.process import SYSTEM
from yucaihui.casework.services import make_move
from yucaihui.recruitment.models import JobApplication, Posting
from yucaihui.recruitment.process import EMPLOYER, ENDINGS, OFFICE, UNDECIDED
from yucaihui.recruitment.queries.applications import with_parts
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import may_edit_posting
from yucaihui.recruitment.services.applications import locked, settle
from yucaihui.recruitment.services.letters import tell_applicant

# Last days within this span are told of: a worker may have been off.
SPAN = timedelta(days=14)


def end_applications(posting: Posting, reason: str, *, by: Any, end: bool) -> int:
    """A posting was closed by `by`: applications without an offer end when `end` says so, the
    others stay, and every applicant is told. Gives how many ended."""
    role = role_at(posting, by)
    ended = 0
    with transaction.atomic():
        for application in locked(posting=posting):
            ends = end and by is not None and application.case.state in UNDECIDED
            move_and_tell(application, reason, role, by=by, ends=ends)
            ended += ends
    return ended


def role_at(posting: Posting, by: Any) -> str:
    if by is None:
        return SYSTEM
    return EMPLOYER if may_edit_posting(viewer_of(by), posting) else OFFICE


def move_and_tell(
    application: JobApplication, reason: str, role: str, *, by: Any, ends: bool
) -> None:
    name, coded = ("end_with_position", reason) if ends else ("tell_end", "")
    make_move(application.case, name, actor=by, roles={role}, reason=coded, shared=True)
    if ends:
        settle(application)
    tell_applicant(application, "position_ended", reason=ENDINGS.get(reason, ""))


def tell_expired(on: date) -> int:
    """To applicants whose posting's last day has passed, once for each last day; gives how many."""
    span = (on - SPAN, on - timedelta(days=1))
    due = with_parts().filter(
        ~Exists(told_since()),
        is_open=True,
        posting__state=Posting.State.ACTIVE,
        posting__valid_through__range=span,
    )
    keys = list(due.values_list("pk", flat=True))
    with transaction.atomic():
        applications = locked(pk__in=keys)
        for application in applications:
            move_and_tell(application, "", SYSTEM, by=None, ends=False)
    return len(applications)


def told_since() -> Any:
    """The application, if its journal says that the end was told after the posting's last day."""
    return JobApplication.objects.filter(
        pk=OuterRef("pk"),
        case__entries__move="tell_end",
        case__entries__at__date__gt=F("posting__valid_through"),
    )
