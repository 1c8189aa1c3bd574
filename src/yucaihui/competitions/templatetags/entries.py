"""Small words of the pages of entries."""

from datetime import UTC, datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yucaihui.casework.process import Move
from yucaihui.casework.queries import state_of
from yucaihui.competitions.forms.entries import ANSWER
from yucaihui.competitions.models import EligibilityResult
from yucaihui.competitions.queries.eligibility import Finding
from yucaihui.competitions.queries.entry_sheets import EntrySheet
from yucaihui.competitions.services.versions import TITLES, name_of
from yucaihui.ui.formats import in_language
from yucaihui.ui.templatetags.ui import chip

register = template.Library()
KINDS = {"passed": "ok", "failed": "error", "unknown": "wait"}
NEXT = {
    "draft": gettext_lazy("Fill in the form, have the team confirm it and submit it in time."),
    "submitted": gettext_lazy(
        "The talent office looks at whether the entry is eligible. You are told either way."
    ),
    "more_info": gettext_lazy("Add what was asked for and submit again."),
    "admitted": gettext_lazy("Judges score it. You are told when there is a result."),
    "waitlisted": gettext_lazy("It moves up if another entry drops out. You are told."),
    "ineligible": gettext_lazy("If you think that is wrong, appeal while the notice runs."),
    "not_advanced": gettext_lazy("It did not go on to the next stage. Your work stays here."),
    "awarded": gettext_lazy("Accept the award and hand in the documents it asks for."),
    "disqualified": gettext_lazy("If you think that is wrong, appeal while the notice runs."),
    "withdrawn": gettext_lazy("Nothing: it is no longer part of the competition."),
    "ended": gettext_lazy("Nothing: it is over."),
}
# What a rule may look at besides answers.
DATA = {
    "team.size": gettext_lazy("People in the team"),
    "team.countries": gettext_lazy("Countries of the team"),
    "entry.country": gettext_lazy("Country of the entry"),
    "organisation.verified": gettext_lazy("Organisation verified"),
    "organisation.founded_on": gettext_lazy("Organisation founded on"),
}
# The office's moves that have a page of their own here; stages and awards have theirs elsewhere.
DECIDED_HERE = ("admit", "ask", "refuse", "extend", "disqualify", "reinstate", "close")

register.simple_tag(name_of, name="member_name")


@register.simple_tag
def entry_state(case: Any) -> SafeString:
    state = state_of(case)
    return chip(state.kind, state.word(inside=True))


@register.simple_tag
def verdict(name: str) -> SafeString:
    return chip(KINDS[name], EligibilityResult.Verdict(name).label)


@register.simple_tag
def next_step(state: str) -> str:
    return str(NEXT[state])


@register.simple_tag
def utc(moment: datetime) -> str:
    """The same time for readers elsewhere; a browser writes its own zone's in its place."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


@register.simple_tag
def field_anchor(name: str) -> str:
    """The id of the control in the form that a fault is about."""
    return f"id_{name}" if name in TITLES else f"id_{ANSWER.format(name)}"


@register.filter
def looked_at(finding: Finding) -> str:
    """What the rule compared, in words."""
    if finding.asked:
        return in_language(finding.asked, "label")
    return str(DATA.get(finding.rule.datum, finding.rule.datum))


@register.filter
def datum(value: Any) -> str:
    """What a rule looked at, to read."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


@register.filter
def allows(sheet: EntrySheet, move: str) -> bool:
    return sheet.may(move)


@register.filter
def decisions(sheet: EntrySheet) -> list[Move]:
    return [move for move in sheet.moves if move.name in DECIDED_HERE]
