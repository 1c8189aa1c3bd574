"""Explanations of matches in templates, in the language of the page."""

from dataclasses import dataclass
from typing import Any, Literal

from django import template

from yucaihui.engines.matching import Explanation, Note, say
from yucaihui.ui.formats import is_chinese

register = template.Library()
Reader = Literal["talent", "employer"]


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
