import json

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import make_office
from tests.competitions.panel import make_entry, make_judge
from tests.competitions.stage_show import (
    first_slot,
    make_roadshow,
    roadshow_stage,
    running,
    seat,
    values_of,
)
from tests.factories import make_user
from yucaihui.competitions.models import Assignment, Conflict, Roadshow, Stage
from yucaihui.competitions.rules.draw import commitment_of, drawn_order
from yucaihui.competitions.services.roadshow_running import start_roadshow
from yucaihui.competitions.services.roadshows import (
    change_roadshow,
    choose_entries,
    draw_lots,
    plan_roadshow,
    seal_lots,
)
from yucaihui.core.audit.models import AuditEntry
from yucaihui.directory.errors import AlreadyDecided, Refused

pytestmark = pytest.mark.django_db


def journal(roadshow: Roadshow) -> list[str]:
    rows = AuditEntry.objects.filter(object_uid=roadshow.uid, action__startswith="roadshow.")
    return list(rows.order_by("id").values_list("action", flat=True))


def order(roadshow: Roadshow) -> list[str]:
    rows = roadshow.slots.exclude(position=None).order_by("position")
    return list(rows.values_list("entry__code", flat=True))


def test_a_plan_takes_in_the_entries_of_the_stage_that_present_nowhere_else() -> None:
    first = make_roadshow(entries=2)
    late = make_entry(first.stage.track)
    second = plan_roadshow(first.stage, by=None, **values_of(name_zh="第二场"))
    assert first.slots.count() == 2
    assert [slot.entry for slot in second.slots.all()] == [late]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name_zh": "", "name_en": ""}, "name_zh"),
        ({"presenting_minutes": 0}, "presenting_minutes"),
        ({"question_minutes": 241}, "question_minutes"),
        ({"dropped_each_side": 2}, "dropped_each_side"),
    ],
)
def test_a_plan_that_cannot_be_held_is_refused_by_field(
    values: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        make_roadshow(judges=4, **values)
    assert refusal.value.field == field
    assert not Roadshow.objects.exists()


def test_judges_of_another_panel_are_refused() -> None:
    stage = roadshow_stage()
    outsider = make_judge(stage.track.edition)
    outsider.panels.all().delete()
    with pytest.raises(Refused) as refusal:
        plan_roadshow(stage, by=None, panel=[outsider], **values_of())
    assert refusal.value.field == "panel"


def test_a_stage_of_reviews_has_no_roadshow() -> None:
    with pytest.raises(Refused) as refusal:
        make_roadshow(roadshow_stage(kind="review"))
    assert refusal.value.field == "stage"


def test_only_the_office_plans_seals_and_draws() -> None:
    roadshow, judge = make_roadshow(), make_user("judge")
    for verb in (seal_lots, draw_lots, start_roadshow):
        with pytest.raises(PermissionDenied):
            verb(roadshow, by=judge)


def test_anybody_can_draw_the_order_again_from_the_seed() -> None:
    roadshow = make_roadshow(entries=6)
    seal_lots(roadshow, by=None)
    sealed = commitment_of(roadshow.seed)
    draw_lots(roadshow, by=None)
    codes = roadshow.slots.values_list("entry__code", flat=True)
    assert commitment_of(roadshow.seed) == sealed
    assert order(roadshow) == drawn_order(roadshow.seed, codes)
    assert roadshow.draws == 1


def test_an_order_is_drawn_once_from_sealed_lots() -> None:
    roadshow = make_roadshow()
    with pytest.raises(Refused):
        draw_lots(roadshow, by=None)
    seal_lots(roadshow, by=None)
    draw_lots(roadshow, by=None)
    with pytest.raises(AlreadyDecided):
        draw_lots(roadshow, by=None)


def test_drawing_anew_stays_in_the_journal_with_its_seeds() -> None:
    roadshow, office = make_roadshow(), make_office()
    seeds = []
    for _ in range(2):
        seal_lots(roadshow, by=office)
        seeds.append(draw_lots(roadshow, by=office).seed)
    rows = AuditEntry.objects.filter(action="roadshow.drawn").order_by("id")
    assert [row.detail for row in rows] == [
        {"seed": seed, "draws": n} for n, seed in enumerate(seeds, 1)
    ]
    assert roadshow.draws == 2


def test_a_sealed_seed_is_not_in_the_journal() -> None:
    roadshow = make_roadshow()
    seal_lots(roadshow, by=None)
    assert roadshow.seed not in json.dumps(
        list(AuditEntry.objects.values_list("detail", flat=True))
    )


def test_other_entries_forget_the_draw() -> None:
    roadshow = make_roadshow(entries=3)
    draw_lots(seal_lots(roadshow, by=None), by=None)
    kept = [slot.entry for slot in roadshow.slots.all()[:2]]
    assert choose_entries(roadshow, kept, by=None) == 2
    assert (roadshow.seed, roadshow.drawn_at, order(roadshow)) == ("", None, [])
    assert journal(roadshow) == [
        "roadshow.planned", "roadshow.sealed", "roadshow.drawn", "roadshow.entries_chosen"
    ]  # fmt: skip


def test_an_entry_presents_in_one_roadshow_of_its_stage() -> None:
    first = make_roadshow(entries=2)
    second = plan_roadshow(first.stage, by=None, **values_of())
    with pytest.raises(Refused) as refusal:
        choose_entries(second, [slot.entry for slot in first.slots.all()], by=None)
    assert refusal.value.field == "entries"


def test_a_start_needs_an_order_and_a_panel() -> None:
    roadshow = make_roadshow(judges=0)
    with pytest.raises(Refused) as refusal:
        start_roadshow(roadshow, by=None)
    assert refusal.value.field == "order"
    draw_lots(seal_lots(roadshow, by=None), by=None)
    with pytest.raises(Refused) as refusal:
        start_roadshow(roadshow, by=None)
    assert refusal.value.field == "panel"


def test_a_start_opens_the_stage_and_seats_the_panel() -> None:
    roadshow = running(entries=2, judges=3)
    stage = Stage.objects.get(pk=roadshow.stage_id)
    assert stage.state == "judging"
    assert stage.assignments.filter(state="published").count() == 6
    with pytest.raises(AlreadyDecided):
        start_roadshow(roadshow, by=None)


@pytest.mark.parametrize(
    ("state", "strength", "sits_out"),
    [("confirmed", 100, True), ("potential", 90, True), ("dismissed", 100, False)],
)
def test_a_tied_judge_sits_out_that_entry_alone(
    state: str, strength: int, *, sits_out: bool
) -> None:
    roadshow = make_roadshow(entries=2, judges=2)
    judge = roadshow.panel.first()
    tied, other = (slot.entry for slot in roadshow.slots.all())
    Conflict.objects.create(
        judge=judge, entry=tied, kind="declared", source="declared", state=state, strength=strength
    )
    start_roadshow(draw_lots(seal_lots(roadshow, by=None), by=None), by=None)
    rows = Assignment.objects.filter(judge=judge)
    assert set(rows.values_list("entry", flat=True)) == {other.pk} | (
        set() if sits_out else {tied.pk}
    )


def test_nothing_changes_once_it_has_started() -> None:
    roadshow = running()
    entries = [slot.entry for slot in roadshow.slots.all()]
    acts = (
        lambda: change_roadshow(roadshow, by=None, panel=roadshow.panel.all(), name_zh="改"),
        lambda: choose_entries(roadshow, entries[:1], by=None),
        lambda: seal_lots(roadshow, by=None),
    )
    before = order(roadshow)
    for act in acts:
        with pytest.raises(AlreadyDecided):
            act()
    assert order(roadshow) == before
    assert seat(first_slot(roadshow), roadshow.panel.all()[0]).state == "published"
