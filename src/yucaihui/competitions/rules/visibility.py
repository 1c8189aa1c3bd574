"""Who sees whom in a competition: the one function that pages, lists, search, counts, exports and
the API ask. Pure predicates on loaded rows.

A judge is shown what the stage's flags say; an entrant their own entry; the office everything,
except that nobody, the office included, is shown a draft sheet of somebody else.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Reader:
    """What the rules need to know of a user."""

    person_id: int | None = None
    # Judge rows of the person that are active and pledged.
    judges: frozenset[int] = frozenset()
    # Entries of whose team the person is.
    entries: frozenset[int] = frozenset()
    # Organisations the user acts for.
    organisations: frozenset[int] = frozenset()
    office: bool = False


@dataclass(frozen=True)
class Seat:
    """How a judge stands to an entry in a stage: assigned to it, and done with their own sheet."""

    judge_id: int | None = None
    assigned: bool = False
    submitted: bool = False
    conflicted: bool = False


@dataclass(frozen=True)
class Sight:
    """What a reader is shown of an entry in a stage."""

    entry: bool = False
    authors: bool = False
    judges: bool = False
    reviews: bool = False
    scores: bool = False


EVERYTHING = Sight(entry=True, authors=True, judges=True, reviews=True, scores=True)
NOTHING = Sight()


def sight_of(reader: Reader, stage: Any, entry: Any, seat: Seat) -> Sight:
    """The office sees all; entrants their own without judges and scores; judges what is theirs.

    Own sheet first holds for the office too: who came to it as a judge reads no scores before.
    """
    if reader.office:
        first = seat.assigned and not seat.submitted
        return replace(EVERYTHING, reviews=False, scores=False) if first else EVERYTHING
    if entry.pk in reader.entries:
        return Sight(entry=True, authors=True)
    return judge_sight(stage, seat)


def judge_sight(stage: Any, seat: Seat) -> Sight:
    """By the flags of the stage; a conflicted judge sees nothing of the entry."""
    if seat.judge_id is None or seat.conflicted:
        return NOTHING
    if not seat.assigned and stage.judges_see != "all":
        return NOTHING
    others = sees_reviews(stage, seat)
    return Sight(
        entry=True,
        authors=stage.shows_authors,
        judges=stage.shows_judges,
        reviews=others,
        scores=others,
    )


def sees_reviews(stage: Any, seat: Seat) -> bool:
    """Own sheet first: nobody reads the others' before submitting theirs, whatever the flag."""
    if seat.assigned and not seat.submitted:
        return False
    if stage.shows_reviews == "after_close":
        return stage.state in ("closed", "decided")
    return bool(stage.shows_reviews == "after_own" and seat.submitted)


# From then on a challenge's owner reads its bids; before, nobody could copy one from another.
BIDS_OPEN = ("bidding_closed", "solution_selected", "contracted", "delivered", "accepted")


def bid_sight(reader: Reader, challenge: Any) -> Sight:
    """The office reads bids at any time, the owner once no more come in, others never. Who made a
    bid is shown with it, how it was judged is not."""
    owns = challenge.owner_id in reader.organisations and challenge.case.state in BIDS_OPEN
    return Sight(entry=True, authors=True) if reader.office or owns else NOTHING


def is_public(edition: Any) -> bool:
    return edition.state in ("published", "archived")


def gallery_is_open(edition: Any, now: datetime) -> bool:
    """Which projects take part is secret until the embargo ends."""
    return bool(is_public(edition) and edition.gallery_from and edition.gallery_from <= now)


def screen_sight(stage: Any, edition: Any, now: datetime) -> Sight:
    """What everybody in the hall is shown, whoever opened the screen: nothing of an entry but its
    code before the gallery opens, no authors where judges may not know them, never the judges or
    a single score."""
    opened = gallery_is_open(edition, now)
    return Sight(entry=opened, authors=opened and stage.shows_authors)
