"""What a stored ranking says beside its rows, with the names that its reader knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yucaihui.competitions.models import Entry, Judge, RankedEntry, Ranking
from yucaihui.ui.formats import in_language


@dataclass(frozen=True)
class Names:
    """Entries and judges by the ids that the engine was given."""

    entries: dict[str, Entry]
    judges: dict[str, Judge]

    def judge(self, uid: str) -> str:
        found = self.judges.get(uid)
        return f"{found.code} {in_language(found.person, 'name')}" if found else uid

    def entry(self, uid: str) -> str:
        found = self.entries.get(uid)
        return found.code if found else uid


@dataclass(frozen=True)
class NamedSeat:
    """A further score that would help."""

    entry: str
    judge: str


@dataclass(frozen=True)
class Report:
    """`judges`: [name, traits as the engine gave them]; `home`: [what is shared, effect]."""

    judges: list[tuple[str, dict[str, Any]]]
    parts: list[list[str]]
    weak: bool
    lambda2: float
    bridges: list[NamedSeat]
    second_look: list[NamedSeat]
    outliers: list[tuple[NamedSeat, dict[str, Any]]]
    home: list[tuple[str, dict[str, Any]]]
    unscored: list[str]


def names_in(ranking: Ranking) -> Names:
    """Two statements."""
    entries = Entry.objects.filter(case__uid__in=[uid for uid, _track in ranking.inputs["entries"]])
    judges = Judge.objects.filter(uid__in=ranking.inputs["judges"]).select_related("person")
    return Names(
        entries={entry.uid: entry for entry in entries.select_related("case")},
        judges={judge.uid: judge for judge in judges},
    )


def report_of(ranking: Ranking, names: Names) -> Report:
    kept, connection = ranking.report, ranking.report["connection"]
    return Report(
        judges=[(names.judge(one["judge"]), one) for one in kept["judges"]],
        parts=[[names.judge(uid) for uid in part] for part in connection["components"]],
        weak=connection["weak"],
        lambda2=connection["lambda2"],
        bridges=seats(kept["bridges"], names),
        second_look=seats(kept["second_look"], names),
        outliers=list(zip(seats(kept["outliers"], names), kept["outliers"], strict=True)),
        home=list(kept["home"].items()),
        unscored=[names.entry(uid) for uid in kept["unscored"]],
    )


def seats(rows: Iterable[dict[str, Any]], names: Names) -> list[NamedSeat]:
    return [NamedSeat(names.entry(row["entry"]), names.judge(row["judge"])) for row in rows]


@dataclass(frozen=True)
class Effect:
    """What one judge's manner did to an entry's score, in points."""

    judge: str
    severity: float
    weighting: float


@dataclass(frozen=True)
class MovedRow:
    """A row with why it moved; `effects` are empty where it moved three places at most."""

    row: RankedEntry
    points: float | None
    effects: list[Effect]
    shrinkage: float


def moved_rows(rows: Iterable[RankedEntry], names: Names) -> list[MovedRow]:
    return [moved_row(row, row.reasons.get("move"), names) for row in rows]


def moved_row(row: RankedEntry, move: dict[str, Any] | None, names: Names) -> MovedRow:
    if move is None:
        return MovedRow(row, None, [], 0.0)
    effects = [
        Effect(names.judge(one["judge"]), one["severity"], one["weighting"])
        for one in move["effects"]
    ]
    return MovedRow(row, move["points"], effects, move["shrinkage"])
