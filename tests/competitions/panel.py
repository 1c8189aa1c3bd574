"""Entries, judges and their seats, for tests of judging."""

from io import BytesIO
from itertools import count
from typing import Any

import pypdfium2

from tests.competitions.ground import make_edition
from tests.factories import make_person, make_user
from yucaihui.casework.services import make_move, open_case
from yucaihui.competitions.definitions.pledges import CURRENT_PLEDGE
from yucaihui.competitions.models import (
    Assignment,
    Definition,
    Edition,
    Entry,
    EntryFile,
    EntryVersion,
    Judge,
    Stage,
    TeamMember,
    Track,
)
from yucaihui.competitions.process import ENTRANT, ENTRY, OFFICE
from yucaihui.competitions.services import judges, scoring
from yucaihui.competitions.services.calls import current_definition
from yucaihui.core.accounts.queries import user_by_email
from yucaihui.core.files.services import PDF, store
from yucaihui.directory.services.projects import create_project

numbers = count(1)
FIELDS = ("电池热管理", "激光雷达", "车规芯片", "路侧感知", "氢燃料电池", "线控底盘")


def make_entry(track: Track, *, captain: Any = None, **values: Any) -> Entry:
    """An admitted entry in the track's first stage, with one version and a captain who has an
    account; `organisation`, `country`, `title_zh`, `title_en`, `answers` may be given."""
    number = next(numbers)
    captain = captain or make_person(user=make_user("talent"))
    organisation = values.pop("organisation", None)
    field = FIELDS[number % len(FIELDS)]
    project = create_project(
        title_zh=f"{field}项目{number}", lead=captain, organisation=organisation, by=None
    )
    case = open_case(ENTRY, subject=captain, actor=None, role=ENTRANT)
    entry = Entry.objects.create(
        case=case,
        track=track,
        code=f"{track.code.upper()}-{number:04}",
        project=project,
        organisation=organisation,
        country=values.pop("country", "CN"),
    )
    TeamMember.objects.create(
        entry=entry, person=captain, email=captain.user.email, role="captain", state="accepted"
    )
    hand_in(entry, **{"title_zh": project.title_zh, **values})
    admit(entry)
    return entry


def hand_in(entry: Entry, **values: Any) -> EntryVersion:
    """The next version, submitted."""
    form = current_definition(entry.track, Definition.Kind.FORM)
    assert form is not None
    answers = values.pop("answers", {"summary": f"{entry.project.title_zh}的技术方案与验证"})
    version = EntryVersion.objects.create(
        entry=entry, number=entry.latest + 1, form=form, answers=answers, **values
    )
    entry.latest, entry.submitted = version.number, version
    entry.save()
    return version


def admit(entry: Entry) -> None:
    make_move(entry.case, "submit", actor=None, roles=[ENTRANT])
    make_move(entry.case, "admit", actor=None, roles=[OFFICE])
    entry.case.refresh_from_db()
    entry.stage = entry.track.stages.first()
    entry.save()


def add_file(entry: Entry, data: bytes, name: str, field: str = "plan") -> EntryFile:
    """A file that the newest version names."""
    file = store(
        data, name=name, owner=None, purpose="competition_entry", allowed=[PDF], max_bytes=2**20
    )
    version = entry.submitted
    assert version is not None
    version.answers = {**version.answers, field: file.uid}
    version.save()
    return EntryFile.objects.create(entry=entry, file=file, field=field)


def make_pdf() -> bytes:
    """A page without words."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def make_judge(edition: Edition, *tracks: Track, pledged: bool = True, **values: Any) -> Judge:
    """A judge with an account, accepted, on the panels of `tracks` (default: all)."""
    loads = {name: values.pop(name) for name in ("min_load", "max_load") if name in values}
    email = values.pop("email", f"judge{next(numbers)}@panel.test")
    user = user_by_email(email) or make_user(email=email)
    values.setdefault("name_zh", f"评委{next(numbers)}")
    judge = judges.invite_judge(edition, email, by=None, **values)
    judges.accept_invitation(judge, by=user)
    if pledged:
        judges.sign_pledge(judge, CURRENT_PLEDGE, by=user)
    for track in tracks or edition.tracks.all():
        judges.seat_judge(judge, track, by=None, **loads)
    judge.refresh_from_db()
    return judge


def open_stage(edition: Edition | None = None) -> Stage:
    """The first stage of the edition's first track, being judged."""
    track = (edition or make_edition()).tracks.get()
    stage = track.stages.get()
    stage.state = Stage.State.JUDGING
    stage.save()
    return stage


def assign(stage: Stage, entry: Entry, judge: Judge) -> Assignment:
    assert entry.submitted is not None
    return Assignment.objects.create(stage=stage, entry=entry, judge=judge, version=entry.submitted)


MARKS = scoring.Marks(
    points={"innovation": 8000, "market": 7000, "team": 9000}, comments={"team": "扎实"}
)


def score(assignment: Assignment, marks: scoring.Marks = MARKS) -> Any:
    """Open, save and submit a sheet as its judge."""
    user = user_of(assignment.judge)
    sheet = scoring.open_sheet(assignment, by=user)
    sheet = scoring.save_sheet(sheet, marks, revision=sheet.revision, by=user)
    return scoring.submit_sheet(sheet, revision=sheet.revision, by=user)


def user_of(judge: Judge) -> Any:
    judge.refresh_from_db()
    return judge.person.user
