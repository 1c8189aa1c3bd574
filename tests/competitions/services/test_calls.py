"""Setting up an edition: what is refused, what a change leaves alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from tests.competitions.ground import FORM, NOW, RUBRIC, make_edition, make_office, make_track
from tests.factories import make_user
from yucaihui.competitions.models import Edition
from yucaihui.competitions.services import calls
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_complete_edition_is_published() -> None:
    edition = make_edition(by=make_office())
    assert edition.state == Edition.State.PUBLISHED


def test_an_edition_without_tracks_is_not_published() -> None:
    competition = calls.create_competition("cup", by=None, name_en="Cup")
    edition = calls.create_edition(competition, 2026, by=None, name_en="Cup 2026")
    with pytest.raises(Refused) as caught:
        calls.publish_edition(edition, by=None)
    assert caught.value.field == "tracks"
    edition.refresh_from_db()
    assert edition.state == Edition.State.DRAFT


def test_a_track_without_rubric_and_stage_is_named() -> None:
    competition = calls.create_competition("cup", by=None, name_en="Cup")
    edition = calls.create_edition(competition, 2026, by=None, name_en="Cup 2026")
    track = calls.add_track(
        edition, "ai", by=None, name_en="AI", opens_at=NOW,
        registration_closes_at=NOW + timedelta(days=1),
        submission_closes_at=NOW + timedelta(days=2),
    )  # fmt: skip
    calls.save_definition(track, "form", FORM, by=None)
    with (
        override("en"),
        pytest.raises(Refused, match=r"^Track “AI” lacks: Rubric, a stage\.$"),
    ):
        calls.publish_edition(edition, by=None)


@pytest.mark.parametrize(
    ("registration", "submission", "field"),
    [(0, 5, "registration_closes_at"), (6, 5, "submission_closes_at")],
)
def test_dates_out_of_order_are_refused(registration: int, submission: int, field: str) -> None:
    edition = make_edition(published=False)
    with pytest.raises(Refused) as caught:
        make_track(
            edition, "late", opens_at=NOW,
            registration_closes_at=NOW + timedelta(days=registration),
            submission_closes_at=NOW + timedelta(days=submission),
        )  # fmt: skip
    assert caught.value.field == field


def test_a_changed_rubric_is_a_new_one_and_the_old_one_stays() -> None:
    track = make_edition().tracks.get()
    first = calls.current_definition(track, "rubric")
    heavier = {"criteria": [{**RUBRIC["criteria"][0], "weight": 50}, *RUBRIC["criteria"][1:]]}
    second = calls.save_definition(track, "rubric", heavier, by=None)
    assert first is not None
    first.refresh_from_db()
    assert (first.number, first.content, second.number) == (1, RUBRIC, 2)


def test_the_same_rubric_again_makes_no_new_one() -> None:
    track = make_edition().tracks.get()
    assert calls.save_definition(track, "rubric", RUBRIC, by=None).number == 1


def test_an_unsound_rubric_is_refused_where_it_is_wrong() -> None:
    track = make_edition().tracks.get()
    with pytest.raises(Refused) as caught:
        calls.save_definition(track, "rubric", {"criteria": []}, by=None)
    assert caught.value.field == "content"


@pytest.mark.parametrize("role", ["talent", "employer", "judge", "partner", None])
def test_only_the_office_sets_up_competitions(role: str | None) -> None:
    with pytest.raises(PermissionDenied):
        calls.create_competition("cup", by=make_user(role), name_en="Cup")


def test_a_code_is_taken_once() -> None:
    calls.create_competition("cup", by=None, name_en="Cup")
    with pytest.raises(Refused) as caught:
        calls.create_competition("cup", by=None, name_en="Another")
    assert caught.value.field == "code"


@pytest.mark.parametrize(("days", "is_open"), [(-11, False), (0, True), (11, False)])
def test_a_track_is_open_between_its_dates(days: int, is_open: bool) -> None:
    track = make_edition().tracks.get()
    assert calls.is_open(track, NOW + timedelta(days=days)) is is_open
