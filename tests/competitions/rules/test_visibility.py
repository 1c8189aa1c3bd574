"""Who sees whom in a competition, by the flags of the stage."""

from types import SimpleNamespace
from typing import Any

import pytest

from yucaihui.competitions.rules.visibility import (
    EVERYTHING,
    NOTHING,
    Reader,
    Seat,
    Sight,
    sight_of,
)

ENTRY = SimpleNamespace(pk=7)
JUDGE = Reader(person_id=1, judges=frozenset({3}))
ASSIGNED = Seat(judge_id=3, assigned=True)
DONE = Seat(judge_id=3, assigned=True, submitted=True)
WATCHING = Seat(judge_id=3)


def stage(**flags: Any) -> SimpleNamespace:
    blind = {
        "judges_see": "assigned", "shows_authors": False, "shows_judges": False,
        "shows_reviews": "never", "state": "judging",
    }  # fmt: skip
    return SimpleNamespace(**{**blind, **flags})


def test_the_office_sees_everything() -> None:
    assert sight_of(Reader(office=True), stage(), ENTRY, Seat()) == EVERYTHING


def test_an_officer_who_is_to_score_the_entry_reads_no_scores_before() -> None:
    seen = sight_of(Reader(office=True), stage(), ENTRY, ASSIGNED)
    assert seen == Sight(entry=True, authors=True, judges=True)
    assert sight_of(Reader(office=True), stage(), ENTRY, DONE) == EVERYTHING


def test_an_entrant_sees_their_own_entry_and_nothing_of_the_judging() -> None:
    own = Reader(person_id=2, entries=frozenset({7}))
    assert sight_of(own, stage(shows_reviews="after_close", state="decided"), ENTRY, Seat()) == (
        Sight(entry=True, authors=True)
    )


def test_a_stranger_sees_nothing() -> None:
    assert sight_of(Reader(person_id=9), stage(judges_see="all"), ENTRY, Seat()) == NOTHING


@pytest.mark.parametrize(
    ("flags", "seat", "seen"),
    [
        ({}, ASSIGNED, Sight(entry=True)),
        ({}, WATCHING, NOTHING),
        ({"judges_see": "all"}, WATCHING, Sight(entry=True)),
        ({"shows_authors": True}, ASSIGNED, Sight(entry=True, authors=True)),
        ({"shows_judges": True}, ASSIGNED, Sight(entry=True, judges=True)),
        ({"shows_reviews": "after_own"}, ASSIGNED, Sight(entry=True)),
        ({"shows_reviews": "after_own"}, DONE, Sight(entry=True, reviews=True, scores=True)),
        ({"shows_reviews": "after_own", "judges_see": "all"}, WATCHING, Sight(entry=True)),
        ({"shows_reviews": "after_close"}, DONE, Sight(entry=True)),
        (
            {"shows_reviews": "after_close", "state": "closed"},
            DONE,
            Sight(entry=True, reviews=True, scores=True),
        ),
        ({"shows_reviews": "after_close", "state": "closed"}, ASSIGNED, Sight(entry=True)),
    ],
)
def test_a_judge_sees_what_the_stage_says(flags: dict[str, Any], seat: Seat, seen: Sight) -> None:
    assert sight_of(JUDGE, stage(**flags), ENTRY, seat) == seen


@pytest.mark.parametrize("reach", ["assigned", "all"])
def test_a_conflict_hides_the_entry_whatever_the_stage_says(reach: str) -> None:
    barred = Seat(judge_id=3, assigned=True, submitted=True, conflicted=True)
    open_stage = stage(judges_see=reach, shows_authors=True, shows_reviews="after_own")
    assert sight_of(JUDGE, open_stage, ENTRY, barred) == NOTHING
