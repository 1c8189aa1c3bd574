"""What a judge is shown: their own seats, and entries as the stage's flags allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from yucaihui.competitions.definitions import Form, FormField, read_form
from yucaihui.competitions.models import (
    Assignment,
    Conflict,
    Entry,
    EntryFile,
    EntryVersion,
    Judge,
    ScoreSheet,
    Stage,
    TeamMember,
)
from yucaihui.competitions.queries.readers import reader_of, sight_at
from yucaihui.competitions.rules.cover import Cover
from yucaihui.competitions.rules.visibility import Reader, Sight


def own_assignments(reader: Reader) -> QuerySet[Assignment]:
    """What the reader is to score or has scored. Nothing of what others do enters here: unscored
    first, then by the entry's code."""
    barred = Conflict.objects.filter(
        judge=OuterRef("judge"), entry=OuterRef("entry"), state=Conflict.State.CONFIRMED
    )
    drafts = ScoreSheet.objects.filter(assignment=OuterRef("pk"), state=ScoreSheet.State.DRAFT)
    return (
        Assignment.objects.filter(judge__in=reader.judges, state__in=Assignment.OPEN)
        .filter(~Exists(barred))
        .annotate(begun=Exists(drafts.filter(revision__gt=0)))
        .select_related("stage__track__edition", "entry__case", "version", "judge__person")
        .order_by("stage__track__order", "stage__number", "state", "entry__code")
    )


def seats_to_score(person: Any) -> QuerySet[Assignment]:
    """What the person has still to score, where judging is open."""
    return Assignment.objects.filter(
        judge__person=person,
        judge__state=Judge.State.ACTIVE,
        state=Assignment.State.PUBLISHED,
        stage__state=Stage.State.JUDGING,
    )


@dataclass(frozen=True)
class Answer:
    """One answer as it is shown; `file` is set for a file that may be downloaded."""

    field: FormField
    value: Any
    file: EntryFile | None = None


@dataclass(frozen=True)
class Review:
    """Another judge's submitted sheet; `by` is a name only where the stage shows judges."""

    by: str
    sheet: ScoreSheet


@dataclass(frozen=True)
class SeenEntry:
    """An entry in one version, as far as the reader's sight goes."""

    sight: Sight
    code: str
    title_zh: str
    title_en: str
    answers: Sequence[Answer]
    team: Sequence[str] = ()
    organisation: str = ""
    country: str = ""


def seen_entry(sight: Sight, entry: Entry, version: EntryVersion) -> SeenEntry:
    """Without the authors, what names them is left out, and covered where it stands in words."""
    form = read_form(version.form.content)
    files = {row.file.uid: row for row in entry.files.select_related("file")}
    if sight.authors:
        return SeenEntry(
            sight=sight,
            code=entry.code,
            title_zh=version.title_zh,
            title_en=version.title_en,
            answers=answers_of(form, version, files),
            team=[member.person.name for member in team_of(entry) if member.person],
            organisation=entry.organisation.name if entry.organisation else "",
            country=entry.country,
        )
    cover = cover_of(entry)
    return SeenEntry(
        sight=sight,
        code=entry.code,
        title_zh=cover.text(version.title_zh),
        title_en=cover.text(version.title_en),
        answers=[
            Answer(one.field, cover.value(one.field.kind, one.value), one.file)
            for one in answers_of(form, version, files)
            if not one.field.names_authors
        ],
    )


def answers_of(form: Form, version: EntryVersion, files: dict[str, EntryFile]) -> list[Answer]:
    given = version.answers
    return [
        Answer(field, given[field.code], files.get(str(given[field.code])))
        for field in form.asked(given)
        if given.get(field.code) not in (None, "", [])
    ]


def team_of(entry: Entry) -> QuerySet[TeamMember]:
    rows = entry.members.filter(state=TeamMember.State.ACCEPTED).exclude(person=None)
    return rows.select_related("person").order_by("pk")


def cover_of(entry: Entry) -> Cover:
    return covers_of([entry])[entry.pk]


def covers_of(entries: Iterable[Entry]) -> dict[int, Cover]:
    """What hides the authors of each entry in its words, in three statements for all."""
    rows = list(
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).select_related(
            "organisation", "project__lead", "project__organisation"
        )
    )
    names: dict[int, set[str]] = {row.pk: set() for row in rows}
    for row in rows:
        for party in (row.organisation, row.project.lead, row.project.organisation):
            if party is not None:
                names[row.pk] |= {party.name_zh, party.name_en}
    members = TeamMember.objects.filter(entry__in=rows).select_related("person")
    for member in members:
        names[member.entry_id].add(member.email)
        if member.person is not None:
            names[member.entry_id] |= {member.person.name_zh, member.person.name_en}
    return {pk: Cover(words) for pk, words in names.items()}


def blind_titles(rows: Sequence[Assignment]) -> dict[int, tuple[str, str]]:
    """Titles (zh, en) by assignment, covered where the stage hides the authors."""
    blind = [row.entry for row in rows if not row.stage.shows_authors]
    covers = covers_of(blind) if blind else {}
    plain = Cover(())
    titles = {}
    for row in rows:
        cover = plain if row.stage.shows_authors else covers[row.entry_id]
        version = row.version
        titles[row.pk] = cover.text(version.title_zh), cover.text(version.title_en)
    return titles


def reviews_of(sight: Sight, stage: Stage, entry: Entry, but: Judge | None) -> list[Review]:
    """The others' submitted sheets, if the reader may read them."""
    if not sight.reviews:
        return []
    sheets = ScoreSheet.objects.filter(
        assignment__stage=stage, assignment__entry=entry, state=ScoreSheet.State.SUBMITTED
    ).exclude(assignment__judge=but)
    rows = sheets.select_related("assignment__judge__person", "rubric").prefetch_related("scores")
    return [
        Review(judge.person.name if sight.judges else judge.code, sheet)
        for sheet in rows.order_by("assignment__judge__code")
        for judge in [sheet.assignment.judge]
    ]


def stage_entries(reader: Reader, stage: Stage) -> QuerySet[Entry]:
    """Entries of a stage whose judges see all of them, for one of its judges; else none."""
    seats = Judge.objects.filter(pk__in=reader.judges, panels__track=stage.track_id)
    judge = seats.first()
    if judge is None or stage.judges_see != Stage.Reach.ALL:
        return Entry.objects.none()
    barred = Conflict.objects.filter(judge=judge, state=Conflict.State.CONFIRMED)
    return (
        Entry.objects.filter(stage=stage, case__state="admitted")
        .exclude(submitted=None)
        .exclude(pk__in=barred.values("entry"))
        .select_related("submitted__form", "stage", "organisation")
        .order_by("code")
    )


def sight_of_assignment(user: Any, assignment: Assignment) -> Sight:
    return sight_at(reader_of(user), assignment.stage, assignment.entry)
