"""Reads on roadshows: what the hall, the office and a judge see of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from yucaihui.competitions.models import Assignment, Edition, Judge, Roadshow, Slot, Stage
from yucaihui.competitions.queries.conflicts import barred_pairs
from yucaihui.competitions.queries.judging import covers_of, team_of
from yucaihui.competitions.rules.cover import Cover
from yucaihui.competitions.rules.draw import commitment_of
from yucaihui.competitions.rules.roadshows import minutes_of
from yucaihui.competitions.rules.visibility import Reader, Sight, is_public, screen_sight
from yucaihui.ui.formats import in_language


def roadshows_in(stage: Stage) -> QuerySet[Roadshow]:
    return stage.roadshows.order_by("starts_at", "pk")


def roadshows() -> QuerySet[Roadshow]:
    return Roadshow.objects.select_related("stage__track__edition__competition")


def public_roadshows() -> QuerySet[Roadshow]:
    """Those whose edition is public; see `rules.visibility.is_public`."""
    states = [state for state in Edition.State if is_public(Edition(state=state))]
    return roadshows().filter(stage__track__edition__state__in=states)


def slots_of(roadshow: Roadshow) -> QuerySet[Slot]:
    """In the drawn order; before the draw by code."""
    rows = roadshow.slots.select_related(
        "entry__submitted", "entry__organisation", "entry__project", "roadshow__stage"
    )
    return rows.order_by("position", "entry__code")


@dataclass(frozen=True)
class Turn:
    """A slot as the hall sees it. Nothing here says who judges or what one judge gave."""

    uid: str
    position: int | None
    code: str
    title_zh: str
    title_en: str
    organisation_zh: str
    organisation_en: str
    state: str
    since: datetime | None
    minutes: int
    scored: int
    judges: int
    revealed_at: datetime | None
    result: int | None


@dataclass(frozen=True)
class Screen:
    """A roadshow as the hall sees it."""

    roadshow: Roadshow
    turns: Sequence[Turn]
    commitment: str
    seed: str

    @property
    def current(self) -> Turn | None:
        """The entry that is on; between two, the last that was."""
        on = [turn for turn in self.turns if turn.state in Slot.LIVE]
        closed = [turn for turn in self.turns if turn.state == Slot.State.CLOSED and turn.since]
        latest = sorted(closed, key=lambda turn: turn.since or datetime.min)  # noqa: DTZ901
        return next(iter([*on, *reversed(latest)]), None)

    @property
    def next(self) -> Turn | None:
        waiting = (turn for turn in self.turns if turn.state == Slot.State.SCHEDULED)
        return next(waiting, None) if self.roadshow.drawn_at else None


def screen_of(roadshow: Roadshow, now: datetime) -> Screen:
    """In six statements at most, however many entries present."""
    slots = list(slots_of(roadshow))
    sight = screen_sight(roadshow.stage, roadshow.stage.track.edition, now)
    covers = covers_of([slot.entry for slot in slots]) if sight.entry and not sight.authors else {}
    seats = seat_states(roadshow, slots)
    drawn = bool(roadshow.drawn_at)
    return Screen(
        roadshow=roadshow,
        turns=[turn_of(roadshow, slot, sight, covers, seats[slot.entry_id]) for slot in slots],
        commitment=commitment_of(roadshow.seed) if roadshow.seed else "",
        seed=roadshow.seed if drawn else "",
    )


def turn_of(
    roadshow: Roadshow, slot: Slot, sight: Sight, covers: dict[int, Cover], seats: list[str]
) -> Turn:
    title_zh, title_en = shown_titles(slot, sight, covers)
    organisation = slot.entry.organisation if sight.authors else None
    shown = bool(slot.revealed_at)
    return Turn(
        uid=slot.uid,
        position=slot.position,
        code=slot.entry.code,
        title_zh=title_zh,
        title_en=title_en,
        organisation_zh=organisation.name_zh if organisation else "",
        organisation_en=organisation.name_en if organisation else "",
        state=slot.state,
        since=slot.since,
        minutes=minutes_of(roadshow, slot.state),
        scored=seats.count(Assignment.State.SUBMITTED),
        judges=len(seats),
        revealed_at=slot.revealed_at,
        result=slot.result if shown else None,
    )


def shown_titles(slot: Slot, sight: Sight, covers: dict[int, Cover]) -> tuple[str, str]:
    version = slot.entry.submitted
    if version is None or not sight.entry:
        return "", ""
    cover = covers.get(slot.entry_id) or Cover(())
    return cover.text(version.title_zh), cover.text(version.title_en)


def seat_states(roadshow: Roadshow, slots: Iterable[Slot]) -> dict[int, list[str]]:
    """The states of the open assignments of each entry."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Assignment.objects.filter(stage=roadshow.stage_id, state__in=Assignment.OPEN)
    entries = [slot.entry_id for slot in slots]
    for entry, state in rows.filter(entry__in=entries).values_list("entry", "state"):
        found[entry].append(state)
    return found


@dataclass(frozen=True)
class PanelSeat:
    """A judge before the current slot, for the office: no points. `state` is an assignment's, or
    "barred" for one who sits out, "absent" for one without a seat."""

    judge: Judge
    state: str


def panel_at(slot: Slot) -> list[PanelSeat]:
    """Who has scored, who is missing, who sits out; four statements."""
    roadshow = slot.roadshow
    rows = Assignment.objects.filter(stage=roadshow.stage_id, entry=slot.entry_id)
    seats = dict(rows.order_by("pk").values_list("judge", "state"))
    barred = barred_pairs(roadshow.stage.track.edition)
    panel = roadshow.panel.select_related("person").order_by("code")
    return [
        PanelSeat(judge, seats.get(judge.pk) or seatless(judge, slot, barred)) for judge in panel
    ]


def seatless(judge: Judge, slot: Slot, barred: set[tuple[int, int]]) -> str:
    return "barred" if (judge.pk, slot.entry_id) in barred else "absent"


def roadshows_judged_by(reader: Reader) -> QuerySet[Roadshow]:
    return roadshows().filter(panel__in=reader.judges).distinct()


def own_seat(reader: Reader, slot: Slot) -> Assignment | None:
    """The reader's assignment to a slot's entry, if they have one."""
    rows = Assignment.objects.filter(judge__in=reader.judges, state__in=Assignment.OPEN)
    return rows.filter(stage=slot.roadshow.stage_id, entry=slot.entry_id).first()


def current_slot(roadshow: Roadshow) -> Slot | None:
    """The one that is on; else the last that was closed."""
    rows = slots_of(roadshow).select_related("roadshow__stage__track__edition")
    on = rows.filter(state__in=Slot.LIVE).first()
    return on or rows.filter(state=Slot.State.CLOSED).order_by("-since").first()


def next_slot(roadshow: Roadshow) -> Slot | None:
    waiting = slots_of(roadshow).filter(state=Slot.State.SCHEDULED).exclude(position=None)
    return waiting.first()


def team_names(slot: Slot) -> list[str]:
    """Who presents, for the office."""
    return [in_language(member.person, "name") for member in team_of(slot.entry) if member.person]


def as_told(screen: Screen) -> dict[str, Any]:
    """What programs and the big screen read."""
    roadshow = screen.roadshow
    return {
        "id": roadshow.uid,
        "name_zh": roadshow.name_zh,
        "name_en": roadshow.name_en,
        "state": roadshow.state,
        "starts_at": roadshow.starts_at,
        "place": roadshow.place,
        "presenting_minutes": roadshow.presenting_minutes,
        "question_minutes": roadshow.question_minutes,
        "dropped_each_side": roadshow.dropped_each_side,
        "commitment": screen.commitment,
        "seed": screen.seed,
        "drawn_at": roadshow.drawn_at,
        "draws": roadshow.draws,
        "current": screen.current.uid if screen.current else None,
        "turns": [vars(turn) for turn in screen.turns],
    }
