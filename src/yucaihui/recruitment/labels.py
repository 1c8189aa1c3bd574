"""Values of postings in words, in the language of the page."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from yucaihui.engines.text.clusters import cluster_name_en
from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.district import CHONGQING
from yucaihui.engines.text.places import CHONGQING_DISTRICTS
from yucaihui.ui.formats import is_chinese

DEGREES: dict[Degree, str | Promise] = {
    Degree.NONE: gettext_lazy("Any degree"),
    Degree.COLLEGE: pgettext_lazy("degree", "College diploma"),
    Degree.BACHELOR: pgettext_lazy("degree", "Bachelor"),
    Degree.MASTER: pgettext_lazy("degree", "Master"),
    Degree.DOCTOR: pgettext_lazy("degree", "Doctor"),
}
EMPLOYMENT: dict[str, str | Promise] = {
    "full_time": gettext_lazy("Full time"),
    "part_time": gettext_lazy("Part time"),
    "contractor": gettext_lazy("Contractor"),
    "temporary": gettext_lazy("Temporary"),
    "intern": gettext_lazy("Internship"),
}
YEARS: dict[str, str | Promise] = {
    "0": gettext_lazy("No experience asked for"),
    "1-2": gettext_lazy("1–2 years"),
    "3-4": gettext_lazy("3–4 years"),
    "5-9": gettext_lazy("5–9 years"),
    "10-": gettext_lazy("10 years and more"),
}
POSTED: dict[str, str | Promise] = {
    "1": gettext_lazy("Today"),
    "3": gettext_lazy("Last 3 days"),
    "7": gettext_lazy("Last 7 days"),
    "30": gettext_lazy("Last 30 days"),
}


def degree_name(degree: int) -> str:
    """The least degree of a posting: Bachelor, Any degree."""
    return str(DEGREES[Degree(degree)])


def degree_held(degree: int) -> str:
    """The highest degree of a person."""
    return _("No degree stated") if degree == Degree.NONE else degree_name(degree)


def degree_asked(degree: int) -> str:
    """The same as a requirement: Bachelor or higher."""
    if degree in (Degree.NONE, Degree.DOCTOR):
        return degree_name(degree)
    return _("%(degree)s or higher") % {"degree": degree_name(degree)}


def years_asked(years: int) -> str:
    if not years:
        return str(YEARS["0"])
    return ngettext("%(n)d year or more", "%(n)d years or more", years) % {"n": years}


def vacancies(headcount: int | None) -> str:
    """How many are wanted; without a number, several."""
    if headcount is None:
        return pgettext("vacancies", "several")
    return ngettext("%(n)d vacancy", "%(n)d vacancies", headcount) % {"n": headcount}


def district_name(name: str) -> str:
    if is_chinese() or name not in CHONGQING_DISTRICTS:
        return name
    return CHONGQING_DISTRICTS[name][0]


def city_name(name: str) -> str:
    return "Chongqing" if name == CHONGQING and not is_chinese() else name


def place_name(city: str, district: str) -> str:
    """City and district: 重庆·渝北区, Yubei, Chongqing."""
    if is_chinese():
        return "·".join(filter(None, (city, district)))
    return ", ".join(filter(None, (district_name(district), city_name(city))))


def cluster_name(name: str) -> str:
    return name if is_chinese() else cluster_name_en(name)


def salary_step(value: str) -> str:
    if value == "negotiable":
        return _("Salary negotiable")
    return _("¥%(yuan)s and more") % {"yuan": f"{int(value):,}"}


def known(words: dict[str, str | Promise]) -> Callable[[str], str]:
    return lambda value: str(words.get(value, value))


# How each facet says its values.
VALUE_NAMES: dict[str, Callable[[str], str]] = {
    "district": lambda name: district_name(city_name(name)),
    "cluster": cluster_name,
    "degree": lambda name: str(DEGREES[Degree[name.upper()]]),
    "years": known(YEARS),
    "salary": salary_step,
    "type": known(EMPLOYMENT),
    "posted": known(POSTED),
}
