"""The ways of an application and of a request for human review, as data for the case kernel."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.casework.process import SYSTEM, Move, Process, State, moves_from

APPLICANT, EMPLOYER, OFFICE = "applicant", "employer", "office"
BY_APPLICANT = frozenset({APPLICANT})
BY_EMPLOYER = frozenset({EMPLOYER})
BY_SYSTEM = frozenset({SYSTEM})
BY_OFFICE = frozenset({OFFICE})
WITHDRAW = pgettext_lazy("application", "Withdraw")

OTHER = "other"
# Each is about the work; none can be about who the applicant is.
REJECTIONS = {
    "experience": _("Other experience is needed"),
    "skills": _("Skills that the work needs are missing"),
    "degree": _("The required degree is missing"),
    "language": _("A language that the work needs is missing"),
    "salary": _("The ideas about pay lie too far apart"),
    "availability": _("The work starts before the applicant can"),
    "no_answer": _("The applicant did not answer"),
    "no_show": _("The applicant did not come to the interview"),
    "filled": _("The vacancies are filled"),
    "cancelled": _("The position no longer exists"),
    OTHER: _("Another reason, said in the note"),
}
RETRACTIONS = {
    "cancelled": _("The position no longer exists"),
    "untrue": _("What the applicant stated is not true"),
    "terms": _("The terms have to be changed"),
    OTHER: _("Another reason, said in the note"),
}
# The reasons for which a posting closes, as its applicants read them.
ENDINGS = {
    "filled": _("The vacancies are filled"),
    "withdrawn": _("The position was withdrawn"),
    "violation": _("The posting broke the rules; the talent office closed it"),
}
REASONS = {**REJECTIONS, **RETRACTIONS, **ENDINGS}

ACTIVE = ("submitted", "viewed", "shortlisted", "interviewing", "offered", "offer_ended")
# Without an offer an application ends with its posting, when a person closes that.
UNDECIDED = ("submitted", "viewed", "shortlisted", "interviewing", "offer_ended")
# Where an interview may still stand.
INVITED = ("interviewing", "offered", "offer_ended")
# From here on the employer knows who the applicant is and how to reach them.
NAMED = ("shortlisted", "interviewing", "offered", "offer_ended", "hired")

APPLICATION = Process(
    name="application",
    label=pgettext_lazy("application", "Application"),
    start="submitted",
    states=(
        State(
            "submitted", pgettext_lazy("application", "New"), "wait",
            outside=pgettext_lazy("application", "Sent"),
        ),
        State("viewed", pgettext_lazy("application", "Viewed"), outside=_("Seen by the employer")),
        State("shortlisted", _("Shortlisted"), outside=_("In review")),
        State("interviewing", _("Interviewing"), outside=pgettext_lazy("application", "Interview")),
        State("offered", _("Offer sent"), "ok", outside=_("You have an offer")),
        State("offer_ended", _("Offer ended"), "wait"),
        State("hired", _("Hired"), "ok", closed=True),
        State("withdrawn", _("Withdrawn"), "quiet", closed=True),
        State("rejected", _("Rejected"), "quiet", closed=True, outside=_("Not selected")),
        State("position_closed", _("Position closed"), "quiet", closed=True),
        State(
            "obsolete", _("Hired elsewhere"), "quiet", closed=True,
            outside=_("Closed: you took another offer"),
        ),
        State("transferred", _("Passed on"), "quiet", closed=True),
    ),
    moves=(
        Move("view", "submitted", "viewed", BY_EMPLOYER, _("Mark as viewed")),
        *moves_from(
            ("submitted", "viewed"), "shortlist", "shortlisted", BY_EMPLOYER, _("Shortlist"),
            kind="primary",
        ),
        *moves_from(
            ("shortlisted", "interviewing"), "propose_interview", "interviewing", BY_EMPLOYER,
            _("Propose an interview"), kind="primary",
        ),
        *moves_from(INVITED, "confirm_interview", "", BY_APPLICANT,
                    _("Interview confirmed"), kind="primary"),
        *moves_from(INVITED, "decline_interview", "", BY_APPLICANT,
                    _("Interview declined")),
        *moves_from(INVITED, "cancel_interview", "", BY_EMPLOYER,
                    _("Interview cancelled")),
        *moves_from(INVITED, "record_interview", "", BY_EMPLOYER,
                    _("Interview recorded")),
        *moves_from(
            ("shortlisted", "interviewing", "offer_ended"), "send_offer", "offered", BY_EMPLOYER,
            _("Send an offer"), kind="primary",
        ),
        Move("accept_offer", "offered", "hired", BY_APPLICANT, _("Accept the offer"),
             kind="primary"),
        Move("decline_offer", "offered", "offer_ended", BY_APPLICANT, _("Decline the offer")),
        Move("retract_offer", "offered", "offer_ended", BY_EMPLOYER, _("Take the offer back"),
             RETRACTIONS),
        Move("expire_offer", "offered", "offer_ended", BY_SYSTEM, _("The offer ran out")),
        *moves_from(
            ("viewed", "shortlisted", "interviewing", "offer_ended"), "propose_transfer", "",
            BY_EMPLOYER, _("Another position was proposed"),
        ),
        *moves_from(ACTIVE, "accept_transfer", "transferred", BY_APPLICANT,
                    _("Go over to the other position"), kind="primary"),
        *moves_from(ACTIVE, "decline_transfer", "", BY_APPLICANT,
                    _("The other position was declined")),
        *moves_from(UNDECIDED, "reject", "rejected", BY_EMPLOYER, _("Reject"), REJECTIONS),
        *moves_from(UNDECIDED, "end_with_position", "position_closed", BY_EMPLOYER | BY_OFFICE,
                    _("Close with the position"), ENDINGS),
        *moves_from(ACTIVE, "tell_end", "", BY_EMPLOYER | BY_OFFICE | BY_SYSTEM,
                    _("The position takes no more applications")),
        *moves_from(ACTIVE, "withdraw", "withdrawn", BY_APPLICANT, WITHDRAW),
        *moves_from(ACTIVE, "close_as_hired", "obsolete", BY_SYSTEM, _("Hired elsewhere")),
    ),
    roles={
        APPLICANT: pgettext_lazy("role", "Applicant"),
        EMPLOYER: pgettext_lazy("role", "Employer"),
        OFFICE: pgettext_lazy("role", "Talent office"),
        SYSTEM: pgettext_lazy("role", "Platform"),
    },
)  # fmt: skip

REVIEW = Process(
    name="match_review",
    label=_("Human review of a match"),
    start="requested",
    states=(
        State("requested", _("To be answered"), "wait", outside=_("Waiting for the office")),
        State("answered", _("Answered"), "ok", closed=True),
        State("withdrawn", _("Withdrawn"), "quiet", closed=True),
    ),
    moves=(
        Move("answer", "requested", "answered", BY_OFFICE, _("Answer"), kind="primary"),
        Move("withdraw", "requested", "withdrawn", BY_APPLICANT, WITHDRAW),
    ),
    roles={
        APPLICANT: pgettext_lazy("role", "Applicant"),
        OFFICE: pgettext_lazy("role", "Talent office"),
    },
)
# The office's own term: Working days until a review is answered.
REVIEW_DAYS = 10
