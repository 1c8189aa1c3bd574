"""Explanations of matches in templates, in the language of the page."""

from dataclasses import dataclass
from typing import Any, Literal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yucaihui.engines.matching import Explanation, Note, say
from yucaihui.recruitment.queries import fits
from yucaihui.recruitment.queries.matches import MatchedPage
from yucaihui.recruitment.queries.talents import code_of
from yucaihui.recruitment.queries.weighing import legs_of
from yucaihui.ui.formats import is_chinese

register = template.Library()
register.filter("code", code_of)
Reader = Literal["talent", "employer"]
TERM_NAMES = {
    "title": gettext_lazy("Titles"),
    "skills": gettext_lazy("Skills"),
    "text": gettext_lazy("Experience and description"),
}
# What keeps one out of the other's list.
OUTSIDE = {
    fits.REFUSED: gettext_lazy("not in it: a hard requirement stands between the two"),
    fits.OUTSCORED: gettext_lazy(
        "not in it: it scores %(score)s, the last in the full list %(last)s"
    ),
    fits.WAITING: gettext_lazy("not in it yet: the next comparison looks at it again"),
    fits.NOT_PUBLIC: gettext_lazy("not in it: the position is not public"),
    fits.HIDDEN: gettext_lazy("not in it: there is no consent to be found by employers"),
    fits.UNVERIFIED: gettext_lazy("there is no list: the employer is not verified"),
}


@dataclass(frozen=True)
class Said:
    """A reason or gap in words; `weight` is its share of what was asked for, when it has one."""

    text: str
    weight: float | None


@register.inclusion_tag("ui/reasons.html")
def why(explanation: Explanation, reader: Reader = "talent", most: int = 0) -> dict[str, Any]:
    """Reasons and gaps of a match; `most` limits each to the weightiest."""
    return {
        "why": said(explanation.reasons, reader, most),
        "gaps": said(explanation.gaps, reader, most),
    }


@register.simple_tag
def refusals(explanation: Explanation, reader: Reader = "talent") -> list[Said]:
    return said(explanation.refused_by, reader, 0)


def said(notes: tuple[Note, ...], reader: Reader, most: int) -> list[Said]:
    tongue: Literal["zh", "en"] = "zh" if is_chinese() else "en"
    chosen = notes[:most] if most else notes
    return [Said(say(note, tongue, reader), weight(note)) for note in chosen]


def weight(note: Note) -> float | None:
    share = dict(note.values).get("share") or dict(note.values).get("alike")
    return float(share) if share is not None else None


@register.filter
def legs(explanation: Explanation) -> list[tuple[Any, str]]:
    """The terms of a score with their names, in points out of 100."""
    return [(TERM_NAMES[name], points(value)) for name, value in legs_of(explanation).items()]


def points(share: float) -> str:
    return f"{share * 100:.1f}"


@register.simple_tag
def standing(place: fits.Place, score: float) -> str:
    """Where one stands in the other's list, or by what it is kept out of it."""
    if place.rank is not None:
        return _("number %(rank)d of %(count)d") % {"rank": place.rank, "count": place.count}
    return str(OUTSIDE[place.verdict]) % {"score": points(score), "last": points(place.last)}


@register.inclusion_tag("recruitment/matches/parts.html")
def weighed_parts(matches: MatchedPage) -> dict[str, Any]:
    """How many were found, and what share of a score each term has under the reader's weights."""
    shares = [(TERM_NAMES[name], f"{share:.0%}") for name, share in matches.parts.items()]
    return {"count": matches.page.paginator.count, "parts": shares}


@register.filter
def percent(share: float) -> str:
    return f"{share:.0%}"


@register.filter
def signed_points(share: float) -> str:
    return f"{share * 100:+.2f}"
