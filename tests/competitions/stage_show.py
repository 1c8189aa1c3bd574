"""A roadshow with entries and a panel, for tests."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tests.competitions.ground import NOW, make_edition
from tests.competitions.panel import make_entry, make_judge, score
from yucaihui.competitions.models import Assignment, Edition, Judge, Roadshow, Slot, Stage
from yucaihui.competitions.services.roadshow_running import move_slot, start_roadshow
from yucaihui.competitions.services.roadshows import draw_lots, plan_roadshow, seal_lots
from yucaihui.competitions.services.scoring import Marks

TO_SCORING = ("call", "present", "question", "score")


def roadshow_stage(edition: Edition | None = None, **values: Any) -> Stage:
    """The first track's stage, made a roadshow."""
    stage = Stage.objects.filter(track__edition=edition or make_edition()).order_by("pk")[0]
    values = {"kind": "roadshow", "shows_authors": True, "method": "trimmed", **values}
    Stage.objects.filter(pk=stage.pk).update(**values)
    stage.refresh_from_db()
    return stage


def values_of(**changes: Any) -> dict[str, Any]:
    return {
        "name_zh": "决赛路演",
        "name_en": "Final roadshow",
        "starts_at": NOW + timedelta(days=1),
        "place": "悦来国际会议中心",
        **changes,
    }


def make_roadshow(
    stage: Stage | None = None,
    *,
    entries: int = 3,
    judges: int = 3,
    panel: Sequence[Judge] = (),
    **values: Any,
) -> Roadshow:
    """Planned, with its entries and a panel of `judges` besides `panel`; nothing drawn."""
    stage = stage or roadshow_stage()
    for _ in range(entries):
        make_entry(stage.track)
    panel = [*panel, *(make_judge(stage.track.edition) for _ in range(judges))]
    return plan_roadshow(stage, by=None, panel=panel, **values_of(**values))


def running(**values: Any) -> Roadshow:
    """Drawn and started."""
    roadshow = make_roadshow(**values)
    seal_lots(roadshow, by=None)
    return start_roadshow(draw_lots(roadshow, by=None), by=None)


def first_slot(roadshow: Roadshow) -> Slot:
    return roadshow.slots.select_related("roadshow__stage__track__edition", "entry").get(position=1)


def at(slot: Slot, *moves: str, **options: Any) -> Slot:
    for name in moves:
        move_slot(slot, name, by=None, **options)
    return slot


def seat(slot: Slot, judge: Judge) -> Assignment:
    rows = Assignment.objects.select_related("stage", "judge__person", "entry")
    return rows.get(stage=slot.roadshow.stage, entry=slot.entry, judge=judge)


def points(innovation: int) -> Marks:
    """Points of which only one differs; the total is 0.4 of it and 60."""
    given = {"innovation": 100 * innovation, "market": 10_000, "team": 10_000}
    return Marks(points=given, comments={"team": "好"})


def scored(slot: Slot, *innovation: int) -> Slot:
    """The slot at scoring, with a sheet of each judge in the order of their codes."""
    at(slot, *TO_SCORING)
    for judge, value in zip(slot.roadshow.panel.order_by("code"), innovation, strict=False):
        score(seat(slot, judge), points(value))
    return slot
