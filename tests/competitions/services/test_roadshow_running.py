import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.panel import score
from tests.competitions.stage_show import (
    TO_SCORING,
    at,
    first_slot,
    points,
    running,
    scored,
    seat,
)
from tests.factories import make_user
from tests.together import together
from yucaihui.competitions.models import Assignment, Conflict, Roadshow, ScoreSheet, Slot
from yucaihui.competitions.services import scoring
from yucaihui.competitions.services.conflicts import decide_conflicts
from yucaihui.competitions.services.roadshow_running import (
    end_roadshow,
    move_slot,
    reveal,
)
from yucaihui.core.audit.models import AuditEntry
from yucaihui.directory.errors import AlreadyDecided, Refused

pytestmark = pytest.mark.django_db


def test_a_slot_goes_from_call_to_close_and_its_clock_starts_anew() -> None:
    slot = first_slot(running())
    states, clocks = [], []
    for name in TO_SCORING:
        at(slot, name)
        states.append(slot.state)
        clocks.append(slot.since)
    assert states == ["called", "presenting", "questions", "scoring"]
    assert sorted(set(clocks)) == clocks


@pytest.mark.parametrize("name", ["present", "question", "score", "close", "miss", "put_back"])
def test_a_move_out_of_turn_is_refused(name: str) -> None:
    slot = first_slot(running())
    with pytest.raises(AlreadyDecided):
        at(slot, name)
    slot.refresh_from_db()
    assert (slot.state, slot.since) == ("scheduled", None)


def test_an_unknown_move_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        at(first_slot(running()), "dance")
    assert refusal.value.field == "move"


def test_one_entry_at_a_time() -> None:
    roadshow = running()
    first, second = roadshow.slots.order_by("position")[:2]
    at(first, "call")
    with pytest.raises(AlreadyDecided):
        at(second, "call")
    at(first, "miss")
    at(second, "call")
    assert [slot.state for slot in roadshow.slots.order_by("position")] == [
        "no_show", "called", "scheduled"
    ]  # fmt: skip


def test_one_who_comes_late_may_still_be_called_and_scored() -> None:
    slot = at(first_slot(running()), "call", "miss", *TO_SCORING[:2])
    sheet = score(seat(slot, slot.roadshow.panel.all()[0]), points(80))
    assert sheet.state == "submitted"


def test_a_page_that_showed_another_state_moves_nothing() -> None:
    slot = at(first_slot(running()), "call")
    with pytest.raises(AlreadyDecided):
        move_slot(slot, "call", by=None, seen="scheduled")
    assert slot.state == "called"


@pytest.mark.parametrize("moves", [(), ("call",), (*TO_SCORING, "close")])
def test_no_sheet_is_taken_before_the_presentation_or_after_the_close(moves: tuple[str]) -> None:
    slot = first_slot(running(judges=1))
    at(slot, *moves, without_missing=True)
    first = Assignment.objects.filter(entry=slot.entry).select_related("stage", "judge__person")[0]
    with pytest.raises(Refused):
        scoring.open_sheet(first, by=first.judge.person.user)
    assert not ScoreSheet.objects.exists()


def test_scoring_waits_for_the_missing_or_is_closed_without_them() -> None:
    slot = scored(first_slot(running(judges=3)), 80, 90)
    with pytest.raises(Refused) as refusal:
        at(slot, "close")
    assert refusal.value.field == "without_missing"
    assert Slot.objects.get(pk=slot.pk).state == "scoring"
    slot.refresh_from_db()
    at(slot, "close", without_missing=True)
    states = Assignment.objects.filter(entry=slot.entry).order_by("judge__code")
    assert list(states.values_list("state", flat=True)) == ["submitted", "submitted", "lapsed"]


def test_the_result_is_the_exact_mean_without_the_highest_and_lowest() -> None:
    slot = scored(first_slot(running(judges=5, dropped_each_side=1)), 100, 70, 71, 73, 0)
    at(slot, "close")
    reveal(slot, by=None)
    # 60 + 0.4 × (70 + 71 + 73) / 3 = 88.53333…
    assert slot.result == 885_333


def test_too_few_sheets_have_no_result_and_nothing_is_shown() -> None:
    slot = scored(first_slot(running(judges=3, dropped_each_side=1)), 80, 90)
    at(slot, "close", without_missing=True)
    with pytest.raises(Refused):
        reveal(slot, by=None)
    slot.refresh_from_db()
    assert (slot.revealed_at, slot.result) == (None, None)


def test_a_result_is_revealed_once_and_stays() -> None:
    slot = at(scored(first_slot(running(judges=2)), 80, 90), "close")
    reveal(slot, by=None)
    first = slot.revealed_at
    with pytest.raises(AlreadyDecided):
        reveal(slot, by=None)
    slot.refresh_from_db()
    assert (slot.revealed_at, slot.result) == (first, 940_000)
    assert AuditEntry.objects.filter(action="slot.revealed").count() == 1


def test_nothing_is_revealed_before_scoring_is_closed() -> None:
    slot = scored(first_slot(running(judges=2)), 80, 90)
    with pytest.raises(AlreadyDecided):
        reveal(slot, by=None)


def test_a_sheet_opened_again_holds_the_result_back_until_it_is_in() -> None:
    slot = at(scored(first_slot(running(judges=2)), 80, 90), "close")
    office, first = make_user("office"), seat(slot, slot.roadshow.panel.order_by("code")[0])
    copy = scoring.reopen_sheet(first.sheets.get(), "typing error", by=office)
    with pytest.raises(Refused):
        reveal(slot, by=None)
    user = first.judge.person.user
    first.refresh_from_db()
    copy = scoring.save_sheet(copy, points(100), revision=copy.revision, by=user)
    scoring.submit_sheet(copy, revision=copy.revision, by=user)
    assert reveal(slot, by=None).result == 980_000


def test_a_conflict_confirmed_during_scoring_takes_the_sheet_out_of_the_result() -> None:
    slot = scored(first_slot(running(judges=3)), 80, 90, 0)
    judge = slot.roadshow.panel.order_by("code")[2]
    conflict = Conflict.objects.create(
        judge=judge, entry=slot.entry, kind="declared", source="office", state="potential"
    )
    rows = Conflict.objects.filter(pk=conflict.pk)
    decide_conflicts(rows, "confirmed", by=make_user("office"), note="x")
    at(slot, "close")
    assert reveal(slot, by=None).result == 940_000


def test_it_ends_when_everybody_had_their_turn_and_empty_sheets_lapse() -> None:
    roadshow = running(entries=2, judges=1)
    first, second = roadshow.slots.order_by("position")
    at(scored(first, 80), "close")
    with pytest.raises(Refused):
        end_roadshow(roadshow, by=None)
    at(second, "call", "miss")
    end_roadshow(roadshow, by=None)
    assert roadshow.state == "ended"
    assert [row.state for row in Assignment.objects.order_by("state")] == ["lapsed", "submitted"]
    with pytest.raises(AlreadyDecided):
        at(second, "call")


def test_only_the_office_moves_and_reveals() -> None:
    slot, judge = first_slot(running()), make_user("judge")
    with pytest.raises(PermissionDenied):
        move_slot(slot, "call", by=judge)
    with pytest.raises(PermissionDenied):
        reveal(slot, by=judge)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_moves() -> None:
    slot, office = first_slot(running()), make_user("office")
    copies = [first_slot(slot.roadshow) for _ in range(2)]
    found = together(*(lambda row=row: move_slot(row, "call", by=office) for row in copies))
    assert sorted(type(one).__name__ for one in found) == ["AlreadyDecided", "Slot"]
    assert AuditEntry.objects.filter(action="slot.called").count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_entry_is_called_in_a_roadshow_that_ends_meanwhile() -> None:
    roadshow, office = running(), make_user("office")
    roadshow.slots.update(state="no_show")
    slot = first_slot(roadshow)
    found = together(
        lambda: move_slot(slot, "call", by=office), lambda: end_roadshow(roadshow, by=office)
    )
    states = (first_slot(roadshow).state, Roadshow.objects.get(pk=roadshow.pk).state)
    told = [type(one).__name__ for one in found]
    assert (told, states) in [
        (["Slot", "Refused"], ("called", "running")),
        (["AlreadyDecided", "Roadshow"], ("no_show", "ended")),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_call_two_entries_at_once_one_is_told() -> None:
    roadshow, office = running(), make_user("office")
    found = together(
        *(
            lambda row=row: move_slot(row, "call", by=office)
            for row in roadshow.slots.order_by("position")[:2]
        )
    )
    assert sorted(type(one).__name__ for one in found) == ["AlreadyDecided", "Slot"]
    assert roadshow.slots.filter(state="called").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_reveal_at_once_one_is_told() -> None:
    slot = at(scored(first_slot(running(judges=1)), 80), "close")
    office = make_user("office")
    copies = [first_slot(slot.roadshow) for _ in range(2)]
    found = together(*(lambda row=row: reveal(row, by=office) for row in copies))
    assert sorted(type(one).__name__ for one in found) == ["AlreadyDecided", "Slot"]
