"""How one person and one posting fit, where they stand in each other's list, and if not, why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yucaihui.directory.queries import (
    has_consent,
    person_by_uid,
    persons_with_consent,
)
from yucaihui.engines.matching import Explanation
from yucaihui.matching.queries import latest_run, matches_for_left, matches_for_right
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.matches import (
    PERSON,
    POSTING,
    explained,
    findable,
    for_employer,
    is_verified,
)
from yucaihui.recruitment.queries.postings import public_postings

# Why two are compared or not, and why one is in the other's list or not.
COMPARED, NO_RUN, NO_CONSENT, NO_PROFILE = "compared", "no_run", "no_consent", "no_profile"
LISTED, REFUSED, OUTSCORED, WAITING = "listed", "refused", "outscored", "waiting"
NOT_PUBLIC, HIDDEN, UNVERIFIED = "not_public", "hidden", "unverified"


@dataclass(frozen=True)
class Place:
    """Where one stands in the other's list of the latest run, or what keeps it out.

    `rank` counts from 1 among the `count` that the list shows, None outside it; `last` is the
    score that the list's last one has.
    """

    verdict: str
    rank: int | None = None
    count: int = 0
    last: float = 0.0


@dataclass(frozen=True)
class Fit:
    """One pair. Without a comparison `state` says why, and there is no more."""

    state: str
    explanation: Explanation | None = None
    in_persons_list: Place | None = None
    in_postings_list: Place | None = None
    # A wish that the reader isn't shown refuses the pair.
    withheld: bool = False

    def seen_by_employer(self, names: Iterable[str]) -> "Fit":
        """The same without the person's wishes for pay and their list, and with `names` covered."""
        if self.explanation is None:
            return self
        seen = for_employer(self.explanation, names)
        withheld = len(seen.refused_by) < len(self.explanation.refused_by)
        return replace(self, explanation=seen, in_persons_list=None, withheld=withheld)


def fit_of(posting: Posting, person: Any, on: date) -> Fit:
    """Whoever asks has checked that the reader may see both."""
    if not has_consent(person, "matching", on=on):
        return Fit(NO_CONSENT)
    if latest_run(POSTING, PERSON) is None:
        return Fit(NO_RUN)
    why = explained(posting, person, on)
    if why is None:
        return Fit(NO_PROFILE)
    return Fit(
        COMPARED,
        why,
        persons_place(posting, person, why, on),
        postings_place(posting, person, why, on),
    )


def persons_place(posting: Posting, person: Any, why: Explanation, on: date) -> Place:
    """Where the posting stands in the person's list."""
    run = latest_run(POSTING, PERSON)
    assert run is not None  # noqa: S101 - `fit_of` asked
    rows = [(one.left_id, one.score) for one in matches_for_right(run, person.pk)]
    public = public_postings(on)
    if not public.filter(pk=posting.pk).exists():
        return Place(NOT_PUBLIC)
    shown = set(public.filter(pk__in=[key for key, _ in rows]).values_list("pk", flat=True))
    return place_of(posting.pk, rows, shown, why, run.top)


def postings_place(posting: Posting, person: Any, why: Explanation, on: date) -> Place:
    """Where the person stands in the list that the posting's employer sees."""
    run = latest_run(POSTING, PERSON)
    assert run is not None  # noqa: S101 - `fit_of` asked
    if not is_verified(posting.employer, on):
        return Place(UNVERIFIED)
    if not has_consent(person, "discovery", on=on):
        return Place(HIDDEN)
    rows = [(one.right_id, one.score) for one in matches_for_left(run, posting.pk)]
    shown = set(findable(on, [key for key, _ in rows]).values_list("pk", flat=True))
    return place_of(person.pk, rows, shown, why, run.top)


def place_of(
    wanted: int, rows: list[tuple[int, float]], shown: Collection[int], why: Explanation, top: int
) -> Place:
    """The place of `wanted` among the rows that are shown; outside it, by how much it missed."""
    keys = [key for key, _ in rows if key in shown]
    last = rows[-1][1] if rows else 0.0
    if why.refused_by:
        return Place(REFUSED, None, len(keys), last)
    if wanted in keys:
        return Place(LISTED, keys.index(wanted) + 1, len(keys), last)
    full = len(rows) >= top and why.score <= last
    return Place(OUTSCORED if full else WAITING, None, len(keys), last)


def findable_person(uid: str, posting: Posting, on: date) -> Any | None:
    """The person of this code whom the posting's employer may look at: one who agreed to be found,
    as long as the employer is verified."""
    if not is_verified(posting.employer, on):
        return None
    return persons_with_consent("discovery", on).filter(uid=uid).first()


def anybody(uid: str) -> Any | None:
    """The person of this code, for the office; nobody whose record was erased."""
    person = person_by_uid(uid)
    return person if person and person.erased_at is None else None
