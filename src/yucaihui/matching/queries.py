"""The matches of the latest run, explanations under its statistics, and what runs and audits say.

Whoever asks for matches has already checked that the viewer may see both sides.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db.models import F, Max, QuerySet, Window
from django.db.models.functions import RowNumber

from yucaihui.directory.queries import Answers, answers_for_audits, persons_with_consent
from yucaihui.engines import matching as engine
from yucaihui.engines.fairness import Compared, Group
from yucaihui.matching.models import Atom, Audit, Match, MatchRun

HEAVY = ("left_index", "right_index", "statistics")
# The first places of two runs' lists that a comparison looks at.
COMPARED_TOP = 10
# Rows fetched at once where all of a run's are read.
SCANNED = 20_000
# Of people by their age in years: the first year of each group.
AGES = ((0, "-24"), (25, "25-34"), (35, "35-44"), (45, "45-54"), (55, "55-"))


def runs(left_kind: str, right_kind: str) -> QuerySet[MatchRun]:
    """All runs over the two kinds, newest first, without their indexes."""
    found = MatchRun.objects.filter(left_kind=left_kind, right_kind=right_kind)
    return found.defer(*HEAVY).order_by("-pk")


def latest_run(left_kind: str, right_kind: str) -> MatchRun | None:
    """The newest finished run of the present engine: others cannot be explained any more."""
    ready = runs(left_kind, right_kind).exclude(finished_at=None)
    return ready.filter(engine_version=engine.ENGINE_VERSION).first()


def matches_for_left(run: MatchRun, left_id: int) -> QuerySet[Match]:
    """The best on the right for one on the left, best first; ties in the engine's order."""
    return Match.objects.filter(run=run, left_id=left_id).order_by("-score", "right_id")[: run.top]


def matches_for_right(run: MatchRun, right_id: int) -> QuerySet[Match]:
    return Match.objects.filter(run=run, right_id=right_id).order_by("-score", "left_id")[: run.top]


def explain_pairs(
    run: MatchRun,
    positions: list[engine.Position],
    talents: list[engine.Talent],
    pairs: list[tuple[str, str]],
) -> list[engine.Explanation]:
    """Why each (position id, talent id) scores what it scores, from the records as they are now."""
    statistics = statistics_of(run.pk, run.digest)
    # Without an encoder: a title that was written since the last comparison is told by its letters.
    atoms = engine.Atoms.from_stored(None, stored_atoms(run, engine.atoms_of(positions, talents)))
    explainer = engine.Explainer(
        engine.PositionIndex(engine.encode_positions(positions, atoms), statistics),
        engine.TalentIndex(engine.encode_talents(talents, atoms), statistics),
        positions,
        talents,
    )
    return [explainer.explain(position, talent) for position, talent in pairs]


def indexes_of(run: MatchRun) -> "tuple[engine.PositionIndex, engine.TalentIndex]":
    """What a finished run was worked out from."""
    left, right = MatchRun.objects.values_list("left_index", "right_index").get(pk=run.pk)
    positions = engine.PositionIndex.from_bytes(bytes(left))
    return positions, engine.TalentIndex.from_bytes(bytes(right))


def candidates_of(run: MatchRun) -> dict[str, list[str]]:
    """On the right, who stood best for each on the left, as the engine names them: twice as many
    as a list holds, so that it is still full where some have left."""
    pairs = Match.objects.filter(run=run).order_by("left_id", "-score")
    found = pairs.values_list("left_id", "right_id").iterator(chunk_size=SCANNED)
    return {
        str(left): [str(right) for _, right in islice(group, 2 * run.top)]
        for left, group in groupby(found, key=itemgetter(0))
    }


def stored_atoms(run: MatchRun, hashes: set[int]) -> dict[int, bytes]:
    """The vectors that a run keeps, by hash."""
    key_of = {Atom.key(one): one for one in hashes}
    kept = Atom.objects.filter(run=run, hash__in=key_of).values_list("hash", "vector")
    return {key_of[key]: bytes(vector) for key, vector in kept}


@lru_cache(maxsize=2)
def statistics_of(run_id: int, digest: str) -> "engine.Statistics":  # noqa: ARG001 - names the run
    """A finished run's statistics never change, so they are read once in a process. In a restored
    database another run may have the number; its digest differs."""
    data = MatchRun.objects.values_list("statistics", flat=True).get(pk=run_id)
    return engine.PositionIndex.from_bytes(bytes(data)).statistics


def finished_runs() -> QuerySet[MatchRun]:
    """The runs over whatever two sets, newest first, without their indexes."""
    return MatchRun.objects.exclude(finished_at=None).defer(*HEAVY).order_by("-pk")


@dataclass(frozen=True)
class Change:
    """One list of both runs: its owner, and how many of the first places have the same in both."""

    left_id: int
    shared: int
    places: int


@dataclass(frozen=True)
class Comparison:
    """Two runs over the lists of the sample that both have.

    `shared` counts the pairs that stand in the first places of both, `entered` and `left` those of
    only the newer and only the older; `shift` is the mean change of a shared pair's score.
    """

    lists: int
    shared: int
    entered: int
    left: int
    shift: float
    most_changed: list[Change]

    @property
    def share(self) -> float:
        return self.shared / (self.shared + self.left) if self.shared + self.left else 0.0


def compare(older: MatchRun, newer: MatchRun, most: int = 10) -> Comparison:
    """What changed from one run to the other. Of a former run only a sample of lists is kept."""
    sampled = set(lists_of(newer, set(lists_of(older))))
    before, after = first_places(older, sampled), first_places(newer, sampled)
    shared = before.keys() & after.keys()
    return Comparison(
        lists=len(sampled),
        shared=len(shared),
        entered=len(after.keys() - shared),
        left=len(before.keys() - shared),
        shift=sum(after[pair] - before[pair] for pair in shared) / (len(shared) or 1),
        most_changed=changes(sampled, set(before), shared)[:most],
    )


Pairs = dict[tuple[int, int], float]


def changes(
    sampled: set[int], before: set[tuple[int, int]], shared: set[tuple[int, int]]
) -> list[Change]:
    """The lists that lost something, most first."""
    stayed, places = (Counter(left for left, _ in pairs) for pairs in (shared, before))
    found = [Change(one, stayed[one], places[one]) for one in sampled if stayed[one] < places[one]]
    return sorted(found, key=lambda one: (one.shared - one.places, one.left_id))


def lists_of(run: MatchRun, among: Collection[int] | None = None) -> Iterator[int]:
    """Whose lists a run has, or which of `among` have one."""
    rows = Match.objects.filter(run=run).order_by()
    if among is not None:
        rows = rows.filter(left_id__in=among)
    return rows.values_list("left_id", flat=True).distinct().iterator()


def first_places(run: MatchRun, left_ids: set[int], top: int = COMPARED_TOP) -> Pairs:
    """The pairs in the first places of these lists, with their scores."""
    rows = ranked(run).filter(left_id__in=left_ids, place__lte=top)
    return {(left, right): s for left, right, s in rows.values_list("left_id", "right_id", "score")}


def ranked(run: MatchRun) -> QuerySet[Any]:
    """Matches with their place in the list of the left, from 1."""
    order = (F("score").desc(), F("right_id").asc())
    place = Window(RowNumber(), partition_by=[F("left_id")], order_by=order)
    return Match.objects.filter(run=run).order_by().annotate(place=place)


def audits() -> QuerySet[Audit]:
    return Audit.objects.order_by("-run_at", "-pk")


def groups_of(audit: Audit) -> list[Group]:
    """The groups that an audit counted."""
    return [
        Group(**{**row, "attributes": tuple(row["attributes"]), "values": tuple(row["values"])})
        for row in audit.groups
    ]


def compared_people(run: MatchRun, on: date, top: int) -> list[Compared]:
    """Everybody whom a run compared and who still agrees to it: the places they hold among the
    first `top` of lists, their best score, and the groups that they named."""
    agreed = persons_with_consent("matching", on).filter(profiles__current=True)
    matches = Match.objects.filter(run=run).order_by().values_list("right_id")
    best = dict(matches.annotate(Max("score")))
    places = Counter(ranked(run).filter(place__lte=top).values_list("right_id", flat=True))
    answers = answers_for_audits()
    return [
        Compared(groups_named(answers.get(key), on), places[key], best.get(key, 0.0))
        for key in agreed.values_list("pk", flat=True).order_by("pk").distinct()
    ]


def groups_named(answers: Answers | None, on: date) -> dict[str, str]:
    """A person's groups by attribute, without those that they did not name."""
    if answers is None:
        return {}
    groups = {
        "gender": answers.gender,
        "age": age_group(on.year - answers.birth_year) if answers.birth_year else "",
        "nationality": answers.nationality,
        "ethnicity": answers.ethnicity.strip().removesuffix("族"),
        "disability": answers.disability,
    }
    return {name: value for name, value in groups.items() if value}


def age_group(years: int) -> str:
    return next(name for least, name in reversed(AGES) if years >= least)
