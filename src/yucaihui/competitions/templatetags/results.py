"""What the pages of results say in either language."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yucaihui.competitions.process import GROUNDS
from yucaihui.competitions.queries.ranking_reports import MovedRow
from yucaihui.ui.formats import NOTHING
from yucaihui.ui.templatetags.ui import chip

register = template.Library()

STATES = {"computed": "info", "provisional": "wait", "final": "ok", "superseded": "quiet"}
DOCUMENTS = {"handed_in": "wait", "accepted": "ok", "refused": "error"}
DECISIONS = {"advances": "ok", "wild_card": "ok", "waitlisted": "wait", "ends": "quiet"}
# The engine's names of the links of the chain of ties.
TIES = {
    "score": gettext_lazy("Score"),
    "heaviest_criterion": gettext_lazy("More points in the criterion that weighs most"),
    "fewest_outliers": gettext_lazy("Fewer outlying sheets"),
    "raw_score": gettext_lazy("Higher raw score"),
    "lot": gettext_lazy("By lot, drawn from the seed"),
}
HOMES = {
    "country": pgettext_lazy("bias", "Same country or region"),
    "organisation": pgettext_lazy("bias", "Same organisation"),
}
# Effects below this are not worth a line.
LEAST = 0.05


@register.simple_tag
def ranking_chip(ranking: Any) -> SafeString:
    return chip(STATES[ranking.state], ranking.get_state_display())


@register.simple_tag
def document_chip(document: Any) -> SafeString:
    return chip(DOCUMENTS[document.state], document.get_state_display())


@register.simple_tag
def decision_chip(row: Any) -> SafeString:
    return (
        chip(DECISIONS[row.decision], row.get_decision_display())
        if row.decision
        else chip("quiet", NOTHING)
    )


@register.filter
def tie_word(link: str) -> str:
    return str(TIES.get(link, link))


@register.filter
def home_word(name: str) -> str:
    return str(HOMES[name])


@register.filter
def ground_word(ground: str) -> str:
    return str(GROUNDS.get(ground, ground))


@register.filter
def decimal(value: float | None) -> str:
    """Two places: what a score is read by."""
    return NOTHING if value is None else f"{value:.2f}"


@register.filter
def signed(value: float | None) -> str:
    return NOTHING if value is None else f"{value:+.2f}"


@register.filter
def percent(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.0%}"


@register.filter
def interval(estimate: dict[str, float] | None) -> str:
    """An estimate with its 90 % interval."""
    if estimate is None:
        return NOTHING
    return f"{estimate['value']:+.2f} ({estimate['low']:+.2f} … {estimate['high']:+.2f})"


@register.filter
def why_moved(moved: MovedRow) -> list[str]:
    """Why the calibrated rank is more than three places from the raw one, the strongest first."""
    told = [words for effect in moved.effects for words in effect_words(effect)]
    told.append((abs(moved.shrinkage), shrinkage_words(moved.shrinkage)))
    return [text for size, text in sorted(told, key=lambda one: -one[0]) if size >= LEAST]


def effect_words(effect: Any) -> list[tuple[float, str]]:
    severity = (
        _("%(judge)s gives fewer points than the panel would: %(points)s")
        if effect.severity > 0
        else _("%(judge)s gives more points than the panel would: %(points)s")
    )
    weighting = _("%(judge)s's points count otherwise, by scale and noise: %(points)s")
    return [
        (abs(value), words % {"judge": effect.judge, "points": f"{value:+.2f}"})
        for value, words in ((effect.severity, severity), (effect.weighting, weighting))
    ]


def shrinkage_words(value: float) -> str:
    return _("Drawn towards the mean of the track, as few sheets say little: %(points)s") % {
        "points": f"{value:+.2f}"
    }
