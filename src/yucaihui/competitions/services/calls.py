"""Set up what is called for: competitions, editions, tracks, stages, and their definitions."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.definitions import BadDefinition, read_form, read_rubric, read_rules
from yucaihui.competitions.models import Competition, Definition, Edition, Stage, Track
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require

READERS: dict[str, Callable[[Any], object]] = {
    Definition.Kind.FORM: read_form,
    Definition.Kind.RULES: read_rules,
    Definition.Kind.RUBRIC: read_rubric,
}
# What a track must have before its edition is published.
NEEDED = (Definition.Kind.FORM, Definition.Kind.RUBRIC)


def create_competition(code: str, *, by: Any, **texts: str) -> Competition:
    """Raises Refused: the code is taken, or no name is given."""
    require(allowed=by is None or is_office(by))
    need_name(texts)
    try:
        with transaction.atomic():
            return Competition.objects.create(code=code, **texts)
    except IntegrityError:
        raise Refused(_("Another competition has this code. Choose another."), "code") from None


def create_edition(competition: Competition, year: int, *, by: Any, **texts: Any) -> Edition:
    """Raises Refused: the competition has an edition of that year."""
    require(allowed=by is None or is_office(by))
    need_name(texts)
    try:
        with transaction.atomic():
            edition = Edition.objects.create(competition=competition, year=year, **texts)
            record(by, "competition.edition_created", edition)
    except IntegrityError:
        raise Refused(_("This competition has an edition of that year already."), "year") from None
    return edition


def add_track(edition: Edition, code: str, *, by: Any, **values: Any) -> Track:
    """A track with its dates; teams are fixed a day before submissions close unless said otherwise.

    Raises:
        Refused: the code is taken, the dates are out of order, or the edition has ended.
    """
    require(allowed=by is None or is_office(by))
    need_name(values)
    need_running(edition)
    values.setdefault("teams_lock_at", values["submission_closes_at"] - timedelta(days=1))
    check_dates(values)
    try:
        with transaction.atomic():
            return Track.objects.create(edition=edition, code=code, **values)
    except IntegrityError:
        raise Refused(_("Another track of this edition has this code."), "code") from None


def check_dates(values: Mapping[str, Any]) -> None:
    if values["opens_at"] >= values["registration_closes_at"]:
        raise Refused(_("Registration must close after it opens."), "registration_closes_at")
    if values["registration_closes_at"] > values["submission_closes_at"]:
        raise Refused(_("Submission can't close before registration does."), "submission_closes_at")


def add_stage(track: Track, *, by: Any, **values: Any) -> Stage:
    """The track's next stage."""
    require(allowed=by is None or is_office(by))
    need_running(track.edition)
    with transaction.atomic():
        last = track.stages.aggregate(last=Max("number"))["last"] or 0
        return Stage.objects.create(track=track, number=last + 1, **values)


def save_definition(track: Track, kind: str, content: Mapping[str, Any], *, by: Any) -> Definition:
    """The track's form, rules or rubric from now on; the same content again makes no new one.

    Raises:
        Refused: the content is not sound; the field is "content" and the message says where.
    """
    require(allowed=by is None or is_office(by))
    try:
        READERS[kind](content)
    except BadDefinition as bad:
        raise Refused(str(bad), "content") from None
    with transaction.atomic():
        newest = current_definition(track, kind)
        if newest and newest.content == content:
            return newest
        number = newest.number + 1 if newest else 1
        made = Definition.objects.create(
            track=track, kind=kind, number=number, content=dict(content), made_by=by
        )
        record(by, "competition.definition_saved", track, kind=kind, number=number)
    return made


def current_definition(track: Track, kind: str) -> Definition | None:
    return track.definitions.filter(kind=kind).order_by("-number").first()


def publish_edition(edition: Edition, *, by: Any) -> None:
    """Everybody sees it, and entries may be made when its tracks open. Twice is once.

    Raises:
        Refused: it has no track, or a track lacks its form, its rubric or a stage.
    """
    require(allowed=by is None or is_office(by))
    tracks = list(edition.tracks.all())
    if not tracks:
        raise Refused(_("Add a track before the edition is published."), "tracks")
    for track in tracks:
        need_complete(track)
    draft = Edition.objects.filter(pk=edition.pk, state=Edition.State.DRAFT)
    with transaction.atomic():
        if draft.update(state=Edition.State.PUBLISHED):
            record(by, "competition.edition_published", edition)
    edition.refresh_from_db()


def need_complete(track: Track) -> None:
    missing = [str(kind.label) for kind in NEEDED if current_definition(track, kind) is None]
    if not track.stages.exists():
        missing.append(_("a stage"))
    if missing:
        raise Refused(
            _("Track “%(track)s” lacks: %(missing)s.")
            % {"track": track, "missing": ", ".join(missing)},
            "tracks",
        )


def need_name(texts: Mapping[str, Any]) -> None:
    if not (texts.get("name_zh") or texts.get("name_en")):
        raise Refused(_("Name it in Chinese or in English."), "name_zh")


def need_running(edition: Edition) -> None:
    if edition.state in (Edition.State.ARCHIVED, Edition.State.CANCELLED):
        raise Refused(_("This edition has ended: it is not changed any more."), "edition")


def is_open(track: Track, now: Any = None) -> bool:
    """May one begin an entry in this track now?"""
    now = now or timezone.now()
    published = track.edition.state == Edition.State.PUBLISHED
    return published and track.opens_at <= now <= track.registration_closes_at


def update_edition(edition: Edition, *, by: Any, **values: Any) -> Edition:
    """New texts, or another day on which the gallery opens."""
    require(allowed=by is None or is_office(by))
    need_running(edition)
    need_name(values)
    change(edition, by, values)
    return edition


def update_track(track: Track, *, by: Any, **values: Any) -> Track:
    """New texts or dates; entries that were begun keep their extensions.

    Raises:
        Refused: the dates are out of order, or the edition has ended.
    """
    require(allowed=by is None or is_office(by))
    need_running(track.edition)
    need_name(values)
    check_dates(values)
    change(track, by, values)
    return track


def update_stage(stage: Stage, *, by: Any, **values: Any) -> Stage:
    """Raises Refused: judging has begun; who sees whom is not changed under the judges' hands."""
    require(allowed=by is None or is_office(by))
    need_running(stage.track.edition)
    if stage.state != Stage.State.PLANNED:
        raise Refused(_("Judging of this stage has begun: it is not changed any more."), "stage")
    change(stage, by, values)
    return stage


def change(thing: Any, by: Any, values: Mapping[str, Any]) -> None:
    """Save `values`; the journal says which fields are others than before."""
    names = [name for name, value in values.items() if getattr(thing, name) != value]
    if not names:
        return
    with transaction.atomic():
        for name in names:
            setattr(thing, name, values[name])
        thing.save(update_fields=names)
        kind = type(thing).__name__.lower()
        record(by, f"competition.{kind}_changed", thing, fields=names)


def copy_definitions(source: Track, target: Track, *, by: Any) -> int:
    """Form, rules and rubric of another track, as they are now; gives how many were taken over."""
    require(allowed=by is None or is_office(by))
    newest = [current_definition(source, kind) for kind in Definition.Kind]
    found = [definition for definition in newest if definition is not None]
    with transaction.atomic():
        for definition in found:
            save_definition(target, definition.kind, definition.content, by=by)
    return len(found)


ENDS: dict[str, tuple[Edition.State, ...]] = {
    Edition.State.ARCHIVED: (Edition.State.PUBLISHED,),
    Edition.State.CANCELLED: (Edition.State.DRAFT, Edition.State.PUBLISHED),
}


def end_edition(edition: Edition, state: str, *, by: Any) -> None:
    """Archive what is over, or cancel what will not be held.

    Raises:
        Refused: it is a draft (only published editions are archived), or has ended already.
    """
    require(allowed=by is None or is_office(by))
    waiting = Edition.objects.filter(pk=edition.pk, state__in=ENDS[state])
    with transaction.atomic():
        if not waiting.update(state=state):
            raise Refused(_("This edition can't be ended so from where it stands."), "state")
        record(by, f"competition.edition_{state}", edition)
    edition.refresh_from_db()
