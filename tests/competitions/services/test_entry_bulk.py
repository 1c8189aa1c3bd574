"""Entries that were handed in elsewhere: each as one would be made, whole hundreds or nothing."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import NOW, make_office
from tests.competitions.team import ANSWERS, TITLES, make_project, open_track
from tests.factories import make_person, make_talent
from yucaihui.casework.queries import verify_chain
from yucaihui.competitions.models import Entry
from yucaihui.competitions.queries.eligibility import results_of
from yucaihui.competitions.services import screening
from yucaihui.competitions.services.entry_bulk import NewEntry, create_entries
from yucaihui.competitions.services.versions import BadAnswers

pytestmark = pytest.mark.django_db


def new(**values: object) -> NewEntry:
    captain = make_person()
    given = {"project": make_project(captain), "captain": captain, "answers": ANSWERS, **TITLES}
    return NewEntry(**{**given, **values})  # type: ignore[arg-type]


def test_entries_are_made_with_their_team_version_verdicts_and_journal() -> None:
    track, members = open_track(), [make_person(), make_person()]
    seen: list[tuple[int, int]] = []
    made = create_entries(
        track, [new(members=members), new(submitted=False, answers={})], by=make_office(),
        now=NOW, progress=lambda *step: seen.append(step),
    )  # fmt: skip
    first, draft = made
    assert [(one.code, one.case.state, one.latest) for one in made] == [
        ("NEV-0001", "submitted", 1), ("NEV-0002", "draft", 1),
    ]  # fmt: skip
    assert list(first.members.values_list("state", "confirmed")) == [("accepted", 1)] * 3
    assert [one.verdict for one in results_of(first)] == ["passed", "passed"]
    assert verify_chain(first.case).whole
    assert (draft.submitted, seen) == (None, [(2, 2)])
    assert screening.admit_passing(track, by=make_office()) == (1, 0)


def test_one_that_is_incomplete_leaves_nothing_of_its_hundred() -> None:
    rows = [new(), new(answers={})]
    with pytest.raises(BadAnswers):
        create_entries(open_track(), rows, by=None, now=NOW)
    assert Entry.objects.count() == 0


def test_only_the_office_makes_many() -> None:
    with pytest.raises(PermissionDenied):
        create_entries(open_track(), [], by=make_talent().user)
