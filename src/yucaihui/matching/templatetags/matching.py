"""Rates and ratios in templates."""

from django import template

register = template.Library()


@register.filter
def percent(value: float | None, places: int = 1) -> str:
    return "–" if value is None else f"{value * 100:.{places}f} %"


@register.filter
def ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


@register.filter
def share_of_100(value: float) -> str:
    return f"{value * 100:.0f}"
