"""What the pages of judging say in either language."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.definitions.pledges import Pledge
from yucaihui.competitions.rules.points import write_points
from yucaihui.ui.formats import NOTHING, in_language, is_chinese

register = template.Library()
register.filter("points", write_points)

KINDS = {
    "same_person": _("The same person"),
    "same_email": _("The same e-mail address"),
    "same_phone": _("The same telephone number"),
    "member": _("Acts for the organisation"),
    "employee": _("Works for the organisation"),
    "declared": _("A tie was declared"),
    "declared_ended": _("A tie was declared and has ended"),
    "entered": _("Entered by the office"),
    "colleague": _("Colleagues"),
    "same_organisation": _("Act for the same organisation"),
    "former_employee": _("Worked for the organisation before"),
    "same_email_domain": _("E-mail addresses of the same organisation"),
    "former_colleague": _("Colleagues before"),
    "schoolmate": _("At school together"),
    "same_employer": _("The same employer at different times"),
    "same_school": _("The same school at different times"),
}


@register.filter
def kind_of_conflict(kind: str) -> object:
    return KINDS.get(kind, kind)


@register.filter
def points_in_language(pledge: Pledge) -> tuple[str, ...]:
    return pledge.points_zh if is_chinese() else pledge.points_en


@register.filter
def short_in_language(short: dict[str, str]) -> str:
    """A bottleneck as the engine says it."""
    return short["zh" if is_chinese() else "en"]


@register.filter
def shown_answer(answer: Any) -> object:
    """An answer as words: the labels of what was chosen, yes or no, and text as it is."""
    field, value = answer.field, answer.value
    if field.kind == "yes_no":
        return pgettext_lazy("answer", "Yes") if value else pgettext_lazy("answer", "No")
    if field.kind in ("choice", "choices"):
        labels = {one.value: in_language(one, "label") or one.value for one in field.choices}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen)
    return value


@register.filter
def get(mapping: dict[str, Any] | None, key: str) -> Any:
    """The value under a key; nothing where there is none."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def fit(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"


@register.filter
def total(value: int | None) -> str:
    """A sheet's total on 0 to 100, with two decimals."""
    return NOTHING if value is None else f"{value / 10_000:.2f}"
