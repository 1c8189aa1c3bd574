"""Postings in templates."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from yucaihui.engines.text.jsonld import description_html
from yucaihui.recruitment import labels
from yucaihui.ui.formats import is_chinese, salary

register = template.Library()

register.filter("degree_asked", labels.degree_asked)
register.filter("degree_held", labels.degree_held)
register.filter("years_asked", labels.years_asked)
register.filter("vacancies", labels.vacancies)
register.filter("cluster_name", labels.cluster_name)
register.filter("district_name", labels.district_name)


@register.filter
def place(posting: Any) -> str:
    return labels.place_name(posting.city, posting.district)


@register.filter
def pay(posting: Any) -> str:
    """A monthly range, or the employer's words for any other pay."""
    ranged = posting.salary_min is not None or posting.salary_max is not None
    if not ranged and posting.salary_note and not posting.salary_negotiable:
        return str(posting.salary_note)
    return salary(
        posting.salary_min,
        posting.salary_max,
        posting.salary_months,
        negotiable=posting.salary_negotiable,
    )


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text as escaped paragraphs and lists: the same HTML that the markup carries."""
    return SafeString(description_html(text))


@register.filter
def position_url(posting: Any) -> str:
    return reverse("recruitment:position", args=[posting.uid])


@register.filter
def reason_words(reason: Any) -> str:
    """A reason of an import's row in the language of the page."""
    return str(reason["zh" if is_chinese() else "en"])


OPTION = (
    '<label class="option"><input type="{}" id="{}" name="{}" value="{}"{}><span>{}</span> '
    '<span class="option-count">{}</span></label>'
)
CHECKED = SafeString(" checked")


@register.simple_tag
def facet_options(facet: Any, options: Iterable[Any]) -> SafeString:
    """The values of a facet as boxes to tick, or as choices of one, with their counts."""
    kind = "radio" if facet.single else "checkbox"
    rows = (
        (kind, one.id, facet.name, one.value, CHECKED if one.chosen else "", one.label, one.count)
        for one in options
    )
    return format_html_join("", OPTION, rows)
