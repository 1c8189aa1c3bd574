"""Words and chips of competitions for templates."""

from types import SimpleNamespace
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from yucaihui.casework.queries import state_of
from yucaihui.competitions.forms.calls import METHODS, cluster_name
from yucaihui.competitions.forms.definitions import KIND_LABELS, OPERATOR_LABELS
from yucaihui.competitions.tables import edition_kind
from yucaihui.ui.formats import in_language
from yucaihui.ui.templatetags.ui import chip

register = template.Library()
register.filter("edition_kind", edition_kind)
register.filter("cluster_name", cluster_name)

PHASES = {
    "soon": ("wait", pgettext_lazy("track", "Opens soon")),
    "open": ("ok", pgettext_lazy("track", "Registration open")),
    "submission": ("info", pgettext_lazy("track", "Submissions only")),
    "closed": ("quiet", pgettext_lazy("track", "Closed")),
}


@register.simple_tag
def phase_chip(phase: str) -> SafeString:
    """Where a track stands by its dates."""
    return chip(*PHASES[phase])


@register.simple_tag
def case_chip(case: Any, *, inside: bool = True) -> SafeString:
    """The state of a case."""
    state = state_of(case)
    return chip(state.kind, state.word(inside=inside))


@register.filter
def kind_word(kind: str) -> str:
    return str(KIND_LABELS.get(kind, kind))


@register.filter
def method_word(method: str) -> str:
    return str(METHODS.get(method, method))


@register.filter
def rule_words(rule: Any) -> str:
    """What a rule compares, for those who wrote it: “team.size is at most 8”."""
    value = ", ".join(map(str, rule.value)) if isinstance(rule.value, list) else rule.value
    return f"{rule.datum} {OPERATOR_LABELS[rule.operator]} {value}"


@register.filter
def part(thing: Any, stem: str) -> str:
    """`<stem>_zh` or `<stem>_en` of a stored mapping, as `in_language` does for rows."""
    return in_language(SimpleNamespace(**{f"{stem}_zh": "", f"{stem}_en": "", **thing}), stem)
