"""What the pages of roadshows say in either language."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models import Slot
from yucaihui.ui.templatetags.ui import chip

register = template.Library()

KINDS = {"scheduled": "wait", "closed": "ok", "no_show": "quiet"}
SEATS = {
    "submitted": ("ok", pgettext_lazy("panel", "Has scored")),
    "published": ("wait", pgettext_lazy("panel", "Missing")),
    "barred": ("quiet", pgettext_lazy("panel", "Sits out: conflict")),
}
OTHER = "quiet", pgettext_lazy("panel", "Does not score")


@register.simple_tag
def slot_chip(state: str) -> SafeString:
    return chip(KINDS.get(state, "info"), Slot.State(state).label)


@register.simple_tag
def seat_chip(state: str) -> SafeString:
    """How a judge of the panel stands to the entry that is on."""
    return chip(*SEATS.get(state, OTHER))


@register.filter
def result(value: int | None) -> str:
    """A result on 0 to 100 with two decimals, a half rounded up as results are."""
    if value is None:
        return ""
    hundredths = (value + 50) // 100
    return f"{hundredths // 100}.{hundredths % 100:02}"
