"""Attributes and groups of an audit in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ATTRIBUTES = {
    "gender": _("Gender"),
    "age": _("Age"),
    "nationality": _("Nationality"),
    "ethnicity": _("Ethnicity"),
    "disability": _("Disability"),
}
# An ethnicity is named as its people wrote it.
VALUES: dict[str, dict[str, Any]] = {
    "gender": {"female": _("Female"), "male": _("Male"), "other": _("Another gender")},
    "age": {
        "-24": _("Up to 24"),
        "25-34": _("25 to 34"),
        "35-44": _("35 to 44"),
        "45-54": _("45 to 54"),
        "55-": _("55 and older"),
    },
    "nationality": {
        "mainland": _("Chinese mainland"),
        "regions": _("Hong Kong, Macao, Taiwan"),
        "asia": _("Elsewhere in Asia"),
        "europe": _("Europe"),
        "africa": _("Africa"),
        "americas": _("The Americas"),
        "oceania": _("Oceania"),
    },
    "disability": {
        "yes": pgettext_lazy("disability", "With a disability"),
        "no": pgettext_lazy("disability", "Without a disability"),
    },
}


def attribute_names(attributes: tuple[str, ...]) -> str:
    return " × ".join(str(ATTRIBUTES[name]) for name in attributes)


def value_names(attributes: tuple[str, ...], values: tuple[str, ...]) -> str:
    pairs = zip(attributes, values, strict=True)
    return " · ".join(str(VALUES.get(name, {}).get(value, value)) for name, value in pairs)
