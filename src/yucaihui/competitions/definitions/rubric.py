"""The rubric of a track: {"criteria": [{"code": …, "weight": …, "least": 0, "most": 100, …}]}.

Points are whole hundredths on every road, so that nothing is rounded twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from yucaihui.competitions.definitions.errors import BadDefinition, need_label, parts_of

# A sheet's total lies between nought and this: 100 in ten-thousandths.
WHOLE = 1_000_000


@dataclass(frozen=True)
class Anchor:
    """What a number of points stands for."""

    points: int
    text_zh: str = ""
    text_en: str = ""


@dataclass(frozen=True)
class Criterion:
    """`least`, `most`, `step` and anchors are in points; stored scores are in hundredths."""

    code: str
    weight: int
    label_zh: str = ""
    label_en: str = ""
    help_zh: str = ""
    help_en: str = ""
    least: int = 0
    most: int = 100
    step: float = 1
    comment_required: bool = False
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True)
class Rubric:
    criteria: tuple[Criterion, ...]

    @property
    def by_code(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}

    def total(self, hundredths: Mapping[str, int | None]) -> int | None:
        """The weighted total on 0 to 100, in ten-thousandths; None while a criterion has none."""
        weights = sum(criterion.weight for criterion in self.criteria)
        share = Fraction(0)
        for criterion in self.criteria:
            points = hundredths.get(criterion.code)
            if points is None:
                return None
            span = 100 * (criterion.most - criterion.least)
            share += Fraction((points - 100 * criterion.least) * criterion.weight, span * weights)
        return round(share * WHOLE)


def read_rubric(content: Any) -> Rubric:
    """Read a rubric as stored.

    Raises:
        BadDefinition: no criterion, or one without code, label, positive weight or a scale.
    """
    parts = parts_of(content, "criteria")
    if not parts:
        raise BadDefinition("criteria", _("A rubric needs at least one criterion."))
    return Rubric(tuple(read_criterion(part, place) for place, part in enumerate(parts, 1)))


def read_criterion(part: Mapping[str, Any], place: int) -> Criterion:
    need_label(part, place)
    known = {
        name: value
        for name, value in part.items()
        if name in Criterion.__dataclass_fields__ and name != "anchors"
    }
    criterion = Criterion(**known, anchors=tuple(Anchor(**one) for one in part.get("anchors", ())))
    if not isinstance(criterion.weight, int) or criterion.weight <= 0:
        raise BadDefinition(f"{place}.weight", _("A weight is a whole number above nought."))
    if criterion.least >= criterion.most:
        raise BadDefinition(f"{place}.most", _("The scale must end above where it begins."))
    return criterion
