"""Roadshows before they run: planned, entries put in, lots sealed and drawn, the panel seated."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.models import Assignment, Entry, Judge, Roadshow, Slot, Stage
from yucaihui.competitions.queries.conflicts import barred_pairs
from yucaihui.competitions.queries.plan_ground import judged_entries, open_seats
from yucaihui.competitions.rules.draw import drawn_order
from yucaihui.competitions.services.calls import need_name
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.services.people import require

State = Roadshow.State


def plan_roadshow(stage: Stage, *, by: Any, panel: Iterable[Judge] = (), **values: Any) -> Roadshow:
    """A sitting of a roadshow stage, with the entries that stand in the stage and are in no other.

    Raises:
        Refused: the stage is no roadshow or decided, a judge is not on the track's panel, or too
            few judges are left once the highest and lowest are dropped.
    """
    require(allowed=by is None or is_office(by))
    judges = list(panel)
    if stage.kind != Stage.Kind.ROADSHOW:
        raise Refused(_("This stage is no roadshow: change its kind first."), "stage")
    if stage.state not in (Stage.State.PLANNED, Stage.State.JUDGING):
        raise Refused(_("Judging of “%(stage)s” has ended.") % {"stage": stage}, "stage")
    check_plan(stage, values, judges)
    with transaction.atomic():
        roadshow = Roadshow.objects.create(stage=stage, **values)
        roadshow.panel.set(judges)
        add_slots(roadshow, free_entries(stage))
        record(by, "roadshow.planned", roadshow, judges=len(judges))
    return roadshow


def change_roadshow(
    roadshow: Roadshow, *, by: Any, panel: Iterable[Judge], **values: Any
) -> Roadshow:
    """Other times, place, rules or judges. How results are made is fixed once it runs.

    Raises:
        Refused: as in `plan_roadshow`.
        AlreadyDecided: it has started.
    """
    require(allowed=by is None or is_office(by))
    judges = list(panel)
    check_plan(roadshow.stage, values, judges)
    with transaction.atomic():
        planned = Roadshow.objects.filter(pk=roadshow.pk, state=State.PLANNED)
        if not planned.update(**values):
            raise started()
        roadshow.panel.set(judges)
        record(by, "roadshow.changed", roadshow, judges=len(judges))
    roadshow.refresh_from_db()
    return roadshow


def started() -> AlreadyDecided:
    return AlreadyDecided(_("This roadshow has started: that can't be changed any more."))


def check_plan(stage: Stage, values: Mapping[str, Any], judges: Sequence[Judge]) -> None:
    need_name(values)
    seats = set(open_seats([stage]).values_list("judge", flat=True))
    if any(judge.pk not in seats for judge in judges):
        raise Refused(
            _("Every judge of a roadshow sits on the panel of its track. Seat them there first."),
            "panel",
        )
    for name in ("presenting_minutes", "question_minutes"):
        if not 0 < values.get(name, 10) <= 240:
            raise Refused(_("Between 1 and 240 minutes, please."), name)
    dropped = values.get("dropped_each_side", 0)
    if judges and len(judges) <= 2 * dropped:
        raise Refused(
            _("With %(judges)d judges nothing is left when %(n)d highest and lowest are left out.")
            % {"judges": len(judges), "n": dropped},
            "dropped_each_side",
        )


def free_entries(stage: Stage) -> QuerySet[Entry]:
    """Admitted entries of the stage that are in no roadshow of it yet."""
    return judged_entries([stage]).exclude(slots__roadshow__stage=stage)


def add_slots(roadshow: Roadshow, entries: Iterable[Entry]) -> int:
    made = [Slot(roadshow=roadshow, entry=entry) for entry in entries]
    Slot.objects.bulk_create(made)
    return len(made)


def choose_entries(roadshow: Roadshow, entries: Iterable[Entry], *, by: Any) -> int:
    """Exactly these present; sealed lots and a drawn order are forgotten. Gives how many.

    Raises:
        Refused: an entry does not stand in the stage, or presents in another of its roadshows.
        AlreadyDecided: it has started.
    """
    require(allowed=by is None or is_office(by))
    wanted = {entry.pk: entry for entry in entries}
    stage = roadshow.stage
    with transaction.atomic():
        forget_draw(roadshow)
        roadshow.slots.exclude(entry__in=wanted).delete()
        held = set(roadshow.slots.values_list("entry", flat=True))
        missing = [entry for pk, entry in wanted.items() if pk not in held]
        free = set(free_entries(stage).values_list("pk", flat=True))
        if any(entry.pk not in free for entry in missing):
            raise Refused(
                _("Only admitted entries of this stage present, each in one roadshow."), "entries"
            )
        add_slots(roadshow, missing)
        record(by, "roadshow.entries_chosen", roadshow, entries=len(wanted))
    roadshow.refresh_from_db()
    return len(wanted)


def forget_draw(roadshow: Roadshow, **values: Any) -> None:
    """Also takes the row: of a change and a start at once, one is told."""
    planned = Roadshow.objects.filter(pk=roadshow.pk, state=State.PLANNED)
    if not planned.update(**{"seed": "", "drawn_at": None, **values}):
        raise started()
    roadshow.slots.update(position=None)


def seal_lots(roadshow: Roadshow, *, by: Any) -> Roadshow:
    """Think of a seed that nobody knows, and publish its SHA-256: from now on it can't be chosen
    to suit. An order that was drawn before is forgotten; the journal keeps that.

    Raises:
        Refused: there are no entries.
        AlreadyDecided: the roadshow has started.
    """
    require(allowed=by is None or is_office(by))
    if not roadshow.slots.exists():
        raise Refused(_("Choose the entries first: lots are for them."), "entries")
    with transaction.atomic():
        forget_draw(roadshow, seed=secrets.token_hex(16))
        record(by, "roadshow.sealed", roadshow, draws=roadshow.draws)
    roadshow.refresh_from_db()
    return roadshow


def draw_lots(roadshow: Roadshow, *, by: Any) -> Roadshow:
    """Draw the order from the sealed seed, and publish the seed.

    Raises:
        Refused: the lots are not sealed.
        AlreadyDecided: the order is drawn already.
    """
    require(allowed=by is None or is_office(by))
    with transaction.atomic():
        sealed = Roadshow.objects.filter(pk=roadshow.pk, state=State.PLANNED, drawn_at=None)
        if not sealed.exclude(seed="").update(drawn_at=timezone.now(), draws=F("draws") + 1):
            raise not_sealed(roadshow)
        roadshow.refresh_from_db()
        slots = {slot.entry.code: slot for slot in roadshow.slots.select_related("entry")}
        for place, code in enumerate(drawn_order(roadshow.seed, slots), 1):
            slots[code].position = place
        Slot.objects.bulk_update(slots.values(), ["position"])
        record(by, "roadshow.drawn", roadshow, seed=roadshow.seed, draws=roadshow.draws)
    return roadshow


def not_sealed(roadshow: Roadshow) -> Refused:
    roadshow.refresh_from_db()
    if roadshow.drawn_at:
        return AlreadyDecided(_("The order is drawn. To draw anew, seal new lots first."))
    return Refused(_("Seal the lots first, so that everybody can check the draw."), "seed")


def seat_panel(slots: Iterable[Slot], roadshow: Roadshow) -> list[Assignment]:
    """Assignments of the panel to these slots; who is tied to an entry sits that one out."""
    stage = roadshow.stage
    rows = Slot.objects.filter(pk__in=[slot.pk for slot in slots])
    taken = Assignment.objects.filter(stage=stage, entry__in=rows.values("entry"))
    barred = barred_pairs(stage.track.edition)
    barred |= {(judge, entry) for judge, entry in taken.values_list("judge", "entry")}
    panel = list(roadshow.panel.filter(state=Judge.State.ACTIVE))
    return Assignment.objects.bulk_create(
        Assignment(stage=stage, entry=slot.entry, version=slot.entry.submitted, judge=judge)
        for slot in rows.select_related("entry__submitted")
        for judge in panel
        if slot.entry.submitted and (judge.pk, slot.entry_id) not in barred
    )
