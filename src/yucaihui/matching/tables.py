"""Audits and their groups as rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yucaihui.engines.fairness import LEAST_PEOPLE, Group
from yucaihui.matching.labels import attribute_names, value_names
from yucaihui.matching.models import Audit
from yucaihui.matching.queries import groups_of
from yucaihui.ui.formats import number
from yucaihui.ui.tables import Column, Table

# Below four fifths of the best group's rate one looks closer (29 CFR § 1607.4 D).
FOUR_FIFTHS = 0.8
HEAD = (
    "run", "engine", "digest", "attributes", "group", "people", "excluded", "selection_rate",
    "selection_ratio", "scoring_rate", "scoring_ratio",
)  # fmt: skip


class AuditTable(Table[Audit]):
    caption = _("Audits")
    empty_title = _("No audit yet")
    empty_text = _("One is made in the background after every run of matching.")

    run_at = Column(_("Run"), "run_at", order=("run_at",))
    people = Column(_("People compared"), "people", numeric=True)
    answered = Column(_("Who gave answers"), "answered", numeric=True)
    engine = Column(_("Engine"), "engine_version")

    def url_of(self, row: Audit) -> str:
        return reverse("matching:audit", args=[row.uid])


@dataclass(frozen=True)
class Line:
    """One group in words."""

    group: Group

    @property
    def name(self) -> str:
        return value_names(self.group.attributes, self.group.values)

    @property
    def people(self) -> str:
        return people_shown(self.group)

    @property
    def selection_low(self) -> bool:
        return is_low(self.group.selection_ratio)

    @property
    def scoring_low(self) -> bool:
        return is_low(self.group.scoring_ratio)


@dataclass(frozen=True)
class Part:
    """One attribute, or two together: the groups with rates, and those left out."""

    name: str
    counted: list[Line]
    excluded: list[Line]


def is_low(ratio: float | None) -> bool:
    return ratio is not None and ratio < FOUR_FIFTHS


def people_shown(group: Group) -> str:
    """How many; a small number would tell about somebody."""
    return number(group.people) if group.people >= LEAST_PEOPLE else f"< {LEAST_PEOPLE}"


def parts_of(audit: Audit) -> list[Part]:
    found = groupby(groups_of(audit), key=lambda group: group.attributes)
    return [part_of(attributes, [Line(group) for group in groups]) for attributes, groups in found]


def part_of(attributes: tuple[str, ...], lines: list[Line]) -> Part:
    return Part(
        attribute_names(attributes),
        [line for line in lines if not line.group.excluded],
        [line for line in lines if line.group.excluded],
    )


def csv_lines(audit: Audit) -> Iterator[list[str]]:
    """The audit as rows of codes and rates, for programs."""
    yield list(HEAD)
    for group in groups_of(audit):
        yield [
            audit.run_uid,
            audit.engine_version,
            audit.digest,
            " x ".join(group.attributes),
            " x ".join(group.values),
            people_shown(group),
            "yes" if group.excluded else "no",
            *(rate(value) for value in rates_of(group)),
        ]


def rates_of(group: Group) -> tuple[float | None, ...]:
    return (
        group.selection_rate,
        group.selection_ratio,
        group.scoring_rate,
        group.scoring_ratio,
    )


def rate(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
