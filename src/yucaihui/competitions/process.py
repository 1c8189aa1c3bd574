"""The ways of an entry, a challenge, an appeal, an award and a landing, as data for the kernel."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.casework.process import SYSTEM, Move, Process, State, moves_from

ENTRANT, EMPLOYER, JUDGE, OFFICE = "entrant", "employer", "judge", "office"
BY_ENTRANT = frozenset({ENTRANT})
BY_EMPLOYER = frozenset({EMPLOYER})
BY_OFFICE = frozenset({OFFICE})
BY_SYSTEM = frozenset({SYSTEM})

OTHER = "other"
ROLES = {
    ENTRANT: pgettext_lazy("role", "Entrant"),
    EMPLOYER: pgettext_lazy("role", "Employer"),
    JUDGE: pgettext_lazy("role", "Judge"),
    OFFICE: pgettext_lazy("role", "Talent office"),
    SYSTEM: pgettext_lazy("role", "Platform"),
}

INELIGIBILITIES = {
    "rule": _("An eligibility rule is not met; the entry's page names it"),
    "untrue": _("What was stated is not true"),
    "incomplete": _("Documents are missing"),
    "duplicate": _("The same project is entered twice"),
    OTHER: _("Another reason, said in the note"),
}
DISQUALIFICATIONS = {
    "untrue": _("What was stated is not true"),
    "plagiarism": _("The work is not the entrants' own"),
    "influence": _("Judges were approached or influenced"),
    OTHER: _("Another reason, said in the note"),
}
REINSTATEMENTS = {
    "appeal": _("An appeal was upheld"),
    "error": _("The decision was a mistake"),
}
CUTS = {
    "below_cut": _("The entry stands below the cut of its track"),
    "no_scores": _("The entry could not be judged"),
}

# Where entrants still write, and their team may change.
WRITABLE = ("draft", "submitted", "more_info")
# Where an entry takes part.
RUNNING = ("submitted", "more_info", "admitted", "waitlisted")

ENTRY = Process(
    name="competition_entry",
    label=_("Competition entry"),
    start="draft",
    states=(
        State("draft", pgettext_lazy("entry", "Draft"), "wait"),
        State("submitted", pgettext_lazy("entry", "Submitted")),
        State("more_info", _("More information asked for"), "wait"),
        State("admitted", pgettext_lazy("entry", "Admitted"), "ok"),
        State("waitlisted", _("On the waiting list"), "wait"),
        State("ineligible", _("Not eligible"), "quiet"),
        State("not_advanced", _("Did not advance"), "quiet"),
        State("awarded", pgettext_lazy("entry", "Awarded"), "ok"),
        State("disqualified", _("Disqualified"), "quiet"),
        State("withdrawn", _("Withdrawn"), "quiet", closed=True),
        State("ended", pgettext_lazy("entry", "Ended"), "quiet", closed=True),
    ),
    moves=(
        Move("submit", "draft", "submitted", BY_ENTRANT, pgettext_lazy("entry", "Submit"),
             kind="primary"),
        Move("submit", "more_info", "submitted", BY_ENTRANT, pgettext_lazy("entry", "Submit"),
             kind="primary"),
        Move("revise", "submitted", "submitted", BY_ENTRANT, _("A newer version was submitted")),
        *moves_from(("submitted", "ineligible"), "admit", "admitted", BY_OFFICE,
                    pgettext_lazy("entry", "Admit"), kind="primary"),
        Move("ask", "submitted", "more_info", BY_OFFICE, _("Ask for more information")),
        *moves_from(("submitted", "more_info"), "refuse", "ineligible", BY_OFFICE,
                    _("Refuse: not eligible"), INELIGIBILITIES),
        Move("advance", "admitted", "admitted", BY_OFFICE, _("Advanced to the next stage"),
             kind="primary"),
        Move("advance", "waitlisted", "admitted", BY_OFFICE, _("Advanced to the next stage"),
             kind="primary"),
        Move("waitlist", "admitted", "waitlisted", BY_OFFICE, _("Put on the waiting list")),
        *moves_from(("admitted", "waitlisted"), "stop", "not_advanced", BY_OFFICE,
                    _("Does not advance"), CUTS),
        *moves_from(("admitted", "not_advanced"), "award", "awarded", BY_OFFICE,
                    pgettext_lazy("entry", "Award"), kind="primary"),
        *moves_from(("ineligible", "not_advanced", "disqualified"), "reinstate", "admitted",
                    BY_OFFICE, _("Reinstate"), REINSTATEMENTS),
        *moves_from((*RUNNING, "awarded"), "disqualify", "disqualified", BY_OFFICE,
                    _("Disqualify"), DISQUALIFICATIONS),
        *moves_from(("draft", *RUNNING), "withdraw", "withdrawn", BY_ENTRANT,
                    pgettext_lazy("entry", "Withdraw")),
        *moves_from(("draft", *RUNNING), "transfer", "", BY_ENTRANT | BY_OFFICE,
                    _("The captain handed the entry over")),
        *moves_from(WRITABLE, "join", "", BY_ENTRANT, _("A member joined the team")),
        *moves_from(WRITABLE, "leave", "", BY_ENTRANT, _("A member left the team")),
        *moves_from(WRITABLE, "remove", "", BY_ENTRANT | BY_OFFICE,
                    _("A member was taken off the team")),
        *moves_from(WRITABLE, "extend", "", BY_OFFICE,
                    _("The deadline was extended for this entry")),
        *moves_from(("submitted", "more_info", "ineligible"), "override", "", BY_OFFICE,
                    _("The office decided on an eligibility rule")),
        Move("expire", "draft", "ended", BY_SYSTEM, _("Not submitted by the deadline")),
        *moves_from(("more_info", "ineligible", "not_advanced", "awarded", "disqualified"), "close",
                    "ended", BY_OFFICE, pgettext_lazy("entry", "Close")),
    ),
    roles=ROLES,
)  # fmt: skip

CHALLENGE_REJECTIONS = {
    "vague": _("The indicators can't be measured"),
    "public": _("The solution is on the market already"),
    "budget": _("The budget does not cover the work"),
    "secret": _("It can't be published as it is written"),
    OTHER: _("Another reason, said in the note"),
}
CHALLENGE = Process(
    name="challenge",
    label=_("Technical challenge"),
    start="draft",
    states=(
        State("draft", pgettext_lazy("challenge", "Draft"), "wait"),
        State("submitted", _("Being vetted"), "wait"),
        State("published", pgettext_lazy("challenge", "Open for bids"), "ok"),
        State("bidding_closed", _("Bids closed")),
        State("solution_selected", _("Solution chosen"), "ok"),
        State("contracted", _("Contract signed"), "ok"),
        State("delivered", pgettext_lazy("challenge", "Delivered"), "ok"),
        State("accepted", pgettext_lazy("challenge", "Accepted"), "ok", closed=True),
        State("rejected", pgettext_lazy("challenge", "Returned"), "quiet", closed=True),
        State("withdrawn", _("Withdrawn"), "quiet", closed=True),
        State("expired", _("Ended without a solution"), "quiet", closed=True),
    ),
    moves=(
        Move("submit", "draft", "submitted", BY_EMPLOYER, _("Hand in for vetting"),
             kind="primary"),
        Move("return", "submitted", "draft", BY_OFFICE, _("Ask for changes")),
        Move("publish", "submitted", "published", BY_OFFICE,
             pgettext_lazy("challenge", "Publish"), kind="primary"),
        Move("reject", "submitted", "rejected", BY_OFFICE, _("Return for good"),
             CHALLENGE_REJECTIONS),
        Move("close_bids", "published", "bidding_closed", BY_SYSTEM | BY_OFFICE, _("Close bids")),
        Move("choose", "bidding_closed", "solution_selected", BY_EMPLOYER,
             _("Choose a solution"), kind="primary"),
        Move("reconsider", "solution_selected", "bidding_closed", BY_EMPLOYER,
             _("Take the choice back")),
        Move("contract", "solution_selected", "contracted", BY_EMPLOYER | BY_OFFICE,
             _("Record the contract"), kind="primary"),
        Move("deliver", "contracted", "delivered", BY_ENTRANT | BY_EMPLOYER,
             _("Record the delivery"), kind="primary"),
        Move("accept", "delivered", "accepted", BY_EMPLOYER, _("Accept the delivery"),
             kind="primary"),
        Move("send_back", "delivered", "contracted", BY_EMPLOYER, _("Not as agreed: send back")),
        Move("give_up", "bidding_closed", "expired", BY_EMPLOYER | BY_OFFICE,
             _("End without a solution")),
        *moves_from(("draft", "submitted", "published", "bidding_closed", "solution_selected"),
                    "withdraw", "withdrawn", BY_EMPLOYER, pgettext_lazy("challenge", "Withdraw")),
    ),
    roles=ROLES,
)  # fmt: skip

GROUNDS = {
    "eligibility": _("The entry was wrongly refused"),
    "conflict": _("A judge had a conflict of interest"),
    "procedure": _("The rules of the competition were not kept"),
    "arithmetic": _("Scores were added up or entered wrongly"),
    OTHER: _("Another ground, said in the statement"),
}
INADMISSIBILITIES = {
    "late": _("It came after the last day"),
    "not_entrant": _("Whoever wrote it does not belong to the entry"),
    "judgement": _("It questions the judges' judgement only"),
    OTHER: _("Another reason, said in the note"),
}
UPHELD = {
    "rescore": _("The entry is scored again"),
    "rerank": _("The ranking is computed again"),
    "readmit": _("The entry is admitted"),
}
UNFOUNDED = {
    "kept": _("The rules were kept"),
    "no_effect": _("It would not change the result"),
    OTHER: _("Another reason, said in the note"),
}
APPEAL = Process(
    name="competition_appeal",
    label=_("Appeal"),
    start="filed",
    states=(
        State("filed", pgettext_lazy("appeal", "Filed"), "wait"),
        State("under_review", pgettext_lazy("appeal", "Under review"), "wait"),
        State("upheld", pgettext_lazy("appeal", "Upheld"), "ok", closed=True),
        State("rejected", pgettext_lazy("appeal", "Rejected"), "quiet", closed=True),
        State("inadmissible", pgettext_lazy("appeal", "Inadmissible"), "quiet", closed=True),
        State("withdrawn", _("Withdrawn"), "quiet", closed=True),
    ),
    moves=(
        Move("admit", "filed", "under_review", BY_OFFICE, _("Admissible: review it"),
             kind="primary"),
        Move("dismiss", "filed", "inadmissible", BY_OFFICE, _("Inadmissible"), INADMISSIBILITIES),
        Move("uphold", "under_review", "upheld", BY_OFFICE, pgettext_lazy("appeal", "Uphold"),
             UPHELD, kind="primary"),
        Move("reject", "under_review", "rejected", BY_OFFICE, pgettext_lazy("appeal", "Reject"),
             UNFOUNDED),
        *moves_from(("filed", "under_review"), "withdraw", "withdrawn", BY_ENTRANT,
                    pgettext_lazy("appeal", "Withdraw")),
    ),
    roles=ROLES,
)  # fmt: skip

REVOCATIONS = {
    "disqualified": _("The entry was disqualified"),
    "appeal": _("An appeal changed the ranking"),
    "documents": _("The documents were not handed in"),
    OTHER: _("Another reason, said in the note"),
}
AWARD = Process(
    name="competition_award",
    label=pgettext_lazy("award", "Award"),
    start="proposed",
    states=(
        State("proposed", pgettext_lazy("award", "Proposed"), "wait"),
        State("final", pgettext_lazy("award", "Final: waiting for acceptance"), "wait"),
        State("accepted", pgettext_lazy("award", "Accepted: documents to come"), "wait"),
        State("documents_ok", pgettext_lazy("award", "Documents complete"), "ok"),
        State("ordered", pgettext_lazy("award", "Payment ordered"), "ok"),
        State("received", pgettext_lazy("award", "Received"), "ok", closed=True),
        State("declined", pgettext_lazy("award", "Declined"), "quiet", closed=True),
        State("revoked", pgettext_lazy("award", "Revoked"), "quiet", closed=True),
    ),
    moves=(
        Move("finalise", "proposed", "final", BY_OFFICE, _("Make final"), kind="primary"),
        Move("accept", "final", "accepted", BY_ENTRANT, _("Accept the award"), kind="primary"),
        Move("decline", "final", "declined", BY_ENTRANT, _("Decline the award")),
        Move("check_documents", "accepted", "documents_ok", BY_OFFICE,
             _("Documents are complete"), kind="primary"),
        Move("order", "documents_ok", "ordered", BY_OFFICE, _("Order the payment"),
             kind="primary"),
        Move("return", "ordered", "documents_ok", BY_SYSTEM, _("The bank returned the payment")),
        Move("receive", "ordered", "received", BY_SYSTEM, _("The prize was received")),
        Move("close", "documents_ok", "received", BY_OFFICE, _("Close: no prize money")),
        *moves_from(("proposed", "final", "accepted", "documents_ok"), "revoke", "revoked",
                    BY_OFFICE, pgettext_lazy("award", "Revoke"), REVOCATIONS),
    ),
    roles=ROLES,
)  # fmt: skip

LANDING = Process(
    name="project_landing",
    label=_("Landing of a project"),
    start="opened",
    states=(
        State("opened", pgettext_lazy("landing", "Looking for a district"), "wait"),
        State("matched", pgettext_lazy("landing", "District found")),
        State("agreed", pgettext_lazy("landing", "Agreement signed"), "ok"),
        State("registered", pgettext_lazy("landing", "Firm registered"), "ok"),
        State("completed", pgettext_lazy("landing", "All milestones reached"), "ok", closed=True),
        State("lapsed", pgettext_lazy("landing", "Did not land"), "quiet", closed=True),
    ),
    moves=(
        Move("match", "opened", "matched", BY_OFFICE, _("Record the district"), kind="primary"),
        Move("agree", "matched", "agreed", BY_OFFICE, _("Record the agreement"), kind="primary"),
        Move("register", "agreed", "registered", BY_OFFICE, _("Record the registration"),
             kind="primary"),
        Move("complete", "registered", "completed", BY_OFFICE, _("Complete"), kind="primary"),
        *moves_from(("opened", "matched", "agreed", "registered"), "lapse", "lapsed", BY_OFFICE,
                    _("It does not land"),
                    {
                        "elsewhere": _("The project went elsewhere"),
                        "stopped": _("The project ended"),
                        OTHER: _("Another reason, said in the note"),
                    }),
    ),
    roles=ROLES,
)  # fmt: skip

PROCESSES = (ENTRY, CHALLENGE, APPEAL, AWARD, LANDING)
