"""Save a version of an entry, and submit it. A version never changes; judges score one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.casework.services import make_move
from yucaihui.competitions.definitions import Form, read_form
from yucaihui.competitions.definitions.answers import Fault, read_answers, unanswered
from yucaihui.competitions.models import Definition, Entry, EntryVersion, TeamMember, Track
from yucaihui.competitions.process import ENTRANT
from yucaihui.competitions.queries.entries import newest_version
from yucaihui.competitions.queries.teams import (
    accepted_members,
    is_captain,
    place_of,
    unconfirmed,
)
from yucaihui.competitions.services.calls import current_definition
from yucaihui.competitions.services.eligibility import judge_eligibility
from yucaihui.competitions.services.entries import lock, need_writable
from yucaihui.competitions.services.entry_letters import tell_team
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.services.people import require
from yucaihui.ui.formats import in_language

TITLES = {"title_zh": 120, "title_en": 160}


class BadAnswers(Refused):
    """Some answers can't be taken. `faults` are all of them; the message is the first one's."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message, faults[0].field)
        self.faults = faults


class StaleVersion(AlreadyDecided):
    """Somebody else of the team saved first."""


def save_version(
    entry: Entry,
    *,
    by: Any,
    base: int,
    answers: Mapping[str, Any],
    title_zh: str = "",
    title_en: str = "",
    now: datetime | None = None,
) -> EntryVersion:
    """The entry's next version, by any member of the team; the same content makes no new one.

    `base` is the number of the version that was changed, 0 for the first. Whoever saves stands
    behind it; the others of the team are asked anew.

    Raises:
        PermissionDenied: not of the team.
        Refused: the deadline is over, or the entry is decided on.
        BadAnswers: an answer is not of its field's kind; nothing is saved.
        StaleVersion: somebody saved since `base`.
    """
    place = None if by is None else place_of(by, entry)
    require(allowed=by is None or place is not None)
    with transaction.atomic():
        held = lock(entry)
        need_writable(held, now)
        form = need_form(held.track)
        content = checked_content(held, read_form(form.content), answers, title_zh, title_en)
        newest = newest_version(held)
        if newest is not None and base == newest.number and same(newest, form, content):
            version = newest
        else:
            version = next_version(held, base, form=form, saved_by=by, **content)
        if place is not None:
            TeamMember.objects.filter(pk=place.pk).update(confirmed=version.number)
    return version


def need_form(track: Track) -> Definition:
    form = current_definition(track, Definition.Kind.FORM)
    if form is None:
        raise Refused(_("This track has no form yet. Ask the talent office."), "form")
    return form


def checked_content(
    entry: Entry, form: Form, answers: Mapping[str, Any], title_zh: str, title_en: str
) -> dict[str, Any]:
    titles = {"title_zh": title_zh.strip(), "title_en": title_en.strip()}
    kept, faults = read_answers(form, answers, uploaded(entry))
    faults = [*title_faults(titles), *faults]
    if faults:
        raise BadAnswers(faults)
    return {**titles, "answers": kept}


def title_faults(titles: Mapping[str, str]) -> list[Fault]:
    return [
        Fault(name, _("At most %(limit)d characters.") % {"limit": TITLES[name]})
        for name, title in titles.items()
        if len(title) > TITLES[name]
    ]


def uploaded(entry: Entry) -> dict[str, str]:
    """The field of each file of the entry, by the file's uid."""
    return dict(entry.files.values_list("file__uid", "field"))


def same(version: EntryVersion, form: Definition, content: Mapping[str, Any]) -> bool:
    return version.form_id == form.pk and all(
        getattr(version, name) == value for name, value in content.items()
    )


def next_version(entry: Entry, base: int, **values: Any) -> EntryVersion:
    """Only from the version that was changed: of two at once, the second finds no row."""
    moved = Entry.objects.filter(pk=entry.pk, latest=base).update(latest=base + 1)
    if not moved:
        raise StaleVersion(
            _(
                "Version %(latest)d was saved meanwhile. Look at it and put your changes into it;"
                " yours were not saved."
            )
            % {"latest": entry.latest},
            "base",
        )
    entry.latest = base + 1
    return EntryVersion.objects.create(entry=entry, number=base + 1, **values)


def submit(
    entry: Entry,
    *,
    by: Any,
    base: int | None = None,
    now: datetime | None = None,
) -> EntryVersion:
    """The captain hands in the newest version, for the first time or instead of an earlier one.

    `base` is the number of the version that the captain had before them.

    Raises:
        PermissionDenied: not the captain.
        Refused: the deadline is over, a member does not stand behind it, or nothing is new.
        BadAnswers: required answers are missing.
        StaleVersion: a newer version was saved since `base`.
        StaleCase, MoveNotOpen: see casework.
    """
    require(allowed=by is None or is_captain(by, entry))
    with transaction.atomic():
        held = lock(entry)
        need_writable(held, now)
        version = version_to_submit(held, base)
        need_complete(held, version)
        confirm_own(held, version, by)
        need_team(held, version)
        hand_in(held, version, by)
    return version


def hand_in(entry: Entry, version: EntryVersion, by: Any) -> None:
    """The move and what follows from it, on a locked entry that may be submitted."""
    make_move(entry.case, submitting(entry, version), actor=by, roles={ENTRANT})
    Entry.objects.filter(pk=entry.pk).update(submitted=version)
    entry.submitted = version
    judge_eligibility(entry)
    tell_team(entry, "submitted", version=version)


def version_to_submit(entry: Entry, base: int | None) -> EntryVersion:
    version = newest_version(entry)
    if version is None:
        raise Refused(_("Save the form before you submit."), "version")
    if base is not None and base != version.number:
        raise StaleVersion(
            _("Version %(latest)d was saved meanwhile. Look at it before you submit.")
            % {"latest": version.number},
            "base",
        )
    return version


def submitting(entry: Entry, version: EntryVersion) -> str:
    """The move's name; the version that is submitted is not submitted again."""
    if entry.case.state != "submitted":
        return "submit"
    if entry.submitted_id == version.pk:
        raise Refused(_("This version is submitted already."), "version")
    return "revise"


def need_complete(entry: Entry, version: EntryVersion) -> None:
    faults = missing(entry, version)
    if faults:
        raise BadAnswers(faults)


def missing(entry: Entry, version: EntryVersion | None) -> list[Fault]:
    """What the newest form still asks of a version before it may be submitted."""
    form = need_form(entry.track)
    answers = version.answers if version else {}
    faults = [
        Fault(field.code, _("“%(field)s” is missing.") % {"field": in_language(field, "label")})
        for field in unanswered(read_form(form.content), answers)
    ]
    if version is None or not (version.title_zh or version.title_en):
        faults.insert(0, Fault("title_zh", _("Give the title in Chinese or in English.")))
    if version is not None and version.form_id != form.pk:
        faults += renewed(entry, form, version)
    return faults


def renewed(entry: Entry, form: Definition, version: EntryVersion) -> list[Fault]:
    """Faults of answers that were given to an older form than the one that holds now."""
    _kept, faults = read_answers(read_form(form.content), version.answers, uploaded(entry))
    return faults


def confirm_own(entry: Entry, version: EntryVersion, by: Any) -> None:
    """Who submits stands behind it; what was handed in elsewhere (`by` None), its whole team."""
    members = entry.members.filter(state=TeamMember.State.ACCEPTED)
    if by is not None:
        members = members.filter(role=TeamMember.Role.CAPTAIN)
    members.update(confirmed=version.number)


def need_team(entry: Entry, version: EntryVersion) -> None:
    waiting = unconfirmed(accepted_members(entry), version.number)
    if waiting:
        raise Refused(
            _("Not everybody in the team stands behind this version yet: %(names)s.")
            % {"names": "、".join(name_of(member) for member in waiting)},
            "team",
        )


def name_of(member: TeamMember) -> str:
    person = member.person
    return (in_language(person, "name") if person else "") or member.email
