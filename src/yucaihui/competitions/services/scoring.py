"""Score sheets: opened by their judge, saved as they go, submitted, opened again, void.

Roadshow stages use the same verbs. Points are whole hundredths; a criterion without points is
null, which is not nought.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.definitions import Criterion, Rubric, read_rubric
from yucaihui.competitions.models import Assignment, Definition, Score, ScoreSheet, Slot, Stage
from yucaihui.competitions.rules.judging import has_pledged, takes_scores
from yucaihui.competitions.rules.roadshows import takes_sheets
from yucaihui.competitions.services.calls import current_definition
from yucaihui.competitions.services.judging_letters import tell_judge
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.queries import person_of
from yucaihui.directory.services.people import require

State = ScoreSheet.State
LONGEST_COMMENT = 4000


class StaleSheet(AlreadyDecided):
    """The sheet was saved elsewhere since it was read."""


@dataclass(frozen=True)
class Marks:
    """What a judge wrote: points in hundredths and comments by criterion, and a word on all."""

    points: Mapping[str, int | None] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""


def open_sheet(assignment: Assignment, *, by: Any) -> ScoreSheet:
    """The judge's own sheet for this assignment, by the rubric that holds when it is first opened.

    Raises:
        Refused: judging is not open, the pledge is missing, or the assignment has ended.
    """
    require_judge(assignment, by)
    held = live_sheet(assignment)
    if held is not None:
        return held
    need_open(assignment)
    try:
        with transaction.atomic():
            rubric = rubric_in_force(assignment.stage)
            sheet = ScoreSheet.objects.create(assignment=assignment, rubric=rubric)
            add_scores(sheet)
    except IntegrityError:  # opened on another device in this moment
        sheet = assignment.sheets.get(state__in=(State.DRAFT, State.SUBMITTED))
    return sheet


def rubric_in_force(stage: Stage) -> Definition:
    rubric = current_definition(stage.track, Definition.Kind.RUBRIC)
    if rubric is None:
        raise Refused(_("This track has no rubric. Write to the office."))
    return rubric


def live_sheet(assignment: Assignment) -> ScoreSheet | None:
    rows = assignment.sheets.filter(state__in=(State.DRAFT, State.SUBMITTED))
    return rows.select_related("rubric").first()


def add_scores(sheet: ScoreSheet, marks: Marks = Marks()) -> None:
    """A row for every criterion, with the scale it is scored on."""
    Score.objects.bulk_create(
        Score(
            sheet=sheet,
            criterion=criterion.code,
            least=100 * criterion.least,
            most=100 * criterion.most,
            points=marks.points.get(criterion.code),
            comment=marks.comments.get(criterion.code, ""),
        )
        for criterion in rubric_of(sheet).criteria
    )


def rubric_for(assignment: Assignment, sheet: ScoreSheet | None) -> Rubric:
    """The rubric of the sheet; while there is none, the one that it will have."""
    return rubric_of(sheet) if sheet else read_rubric(rubric_in_force(assignment.stage).content)


def rubric_of(sheet: ScoreSheet) -> Rubric:
    return read_rubric(sheet.rubric.content)


def marks_of(sheet: ScoreSheet) -> Marks:
    rows = list(sheet.scores.all())
    return Marks(
        points={row.criterion: row.points for row in rows},
        comments={row.criterion: row.comment for row in rows},
        comment=sheet.comment,
    )


def save_sheet(sheet: ScoreSheet, marks: Marks, *, revision: int, by: Any) -> ScoreSheet:
    """Keep a draft. Criteria that `marks` does not name stay as they are.

    Raises:
        Refused: points outside the scale or between its steps; the field is the criterion's code.
        StaleSheet: somebody saved it since `revision`, or it is no draft any more.
    """
    assignment = sheet.assignment
    require_judge(assignment, by)
    need_open(assignment, sheet)
    check_marks(rubric_of(sheet), marks)
    with transaction.atomic():
        take_revision(sheet, revision, comment=marks.comment)
        write_scores(sheet, marks)
    sheet.refresh_from_db()
    return sheet


def take_revision(sheet: ScoreSheet, revision: int, **values: Any) -> None:
    seen = ScoreSheet.objects.filter(pk=sheet.pk, revision=revision, state=State.DRAFT)
    if not seen.update(revision=F("revision") + 1, **values):
        raise StaleSheet(
            _("These scores were changed on another device or page since you opened this one."
              " Load the page again: what is saved there is kept.")
        )  # fmt: skip


def write_scores(sheet: ScoreSheet, marks: Marks) -> None:
    changed = []
    for row in sheet.scores.all():
        before = row.points, row.comment
        row.points = marks.points.get(row.criterion, row.points)
        row.comment = marks.comments.get(row.criterion, row.comment)
        if before != (row.points, row.comment):
            changed.append(row)
    Score.objects.bulk_update(changed, ["points", "comment"])


def check_marks(rubric: Rubric, marks: Marks) -> None:
    known = rubric.by_code
    for code in (*marks.points, *marks.comments):
        if code not in known:
            raise Refused(_("The rubric has no criterion “%(code)s”.") % {"code": code}, code)
    for code, points in marks.points.items():
        if points is not None:
            check_points(known[code], points)
    texts = {**marks.comments, "comment": marks.comment}
    for code, text in texts.items():
        if len(text) > LONGEST_COMMENT:
            raise Refused(
                _("At most %(most)d characters, please.") % {"most": LONGEST_COMMENT}, code
            )


def check_points(criterion: Criterion, hundredths: int) -> None:
    """Raises Refused, which names the scale."""
    least, most, step = 100 * criterion.least, 100 * criterion.most, round(100 * criterion.step)
    if not least <= hundredths <= most or (hundredths - least) % step:
        raise Refused(
            _("Points go from %(least)d to %(most)d in steps of %(step)s.")
            % {"least": criterion.least, "most": criterion.most, "step": criterion.step},
            criterion.code,
        )


def submit_sheet(sheet: ScoreSheet, *, revision: int, by: Any) -> ScoreSheet:
    """Hand the sheet in as it is saved: from now on it counts.

    The assignment is taken before the sheet, as `end_assignments` does: of a submission and a
    confirmed conflict at once, the conflict has the last word.

    Raises:
        Refused: points or a required comment are missing; the field is the criterion's code.
        StaleSheet: somebody saved it since `revision`, or it is no draft any more.
    """
    assignment = sheet.assignment
    require_judge(assignment, by)
    need_open(assignment, sheet)
    with transaction.atomic():
        waiting = Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.PUBLISHED)
        taken = waiting.update(state=Assignment.State.SUBMITTED)
        if not taken:
            raise StaleSheet(_("This entry is not yours to score any more, or is scored already."))
        marks = marks_of(sheet)
        total = need_complete(rubric_of(sheet), marks)
        take_revision(
            sheet, revision, state=State.SUBMITTED, total=total, submitted_at=timezone.now()
        )
        record(by, "sheet.submitted", sheet)
    assignment.refresh_from_db()
    sheet.refresh_from_db()
    return sheet


def need_complete(rubric: Rubric, marks: Marks) -> int:
    """The total; raises Refused at the first criterion that lacks something."""
    for criterion in rubric.criteria:
        if marks.points.get(criterion.code) is None:
            raise Refused(
                _("Every criterion needs points before you submit. Nought is a score too."),
                criterion.code,
            )
        if criterion.comment_required and not marks.comments.get(criterion.code, "").strip():
            raise Refused(_("This criterion needs a comment."), f"{criterion.code}_comment")
    total = rubric.total(marks.points)
    assert total is not None  # noqa: S101 - every criterion has points
    return total


def reopen_sheet(sheet: ScoreSheet, reason: str, *, by: Any) -> ScoreSheet:
    """The judge may change what they submitted: a copy is opened, the submitted sheet stays as it
    was, superseded.

    Raises:
        Refused: no reason, or the stage is decided.
        AlreadyDecided: the sheet is not submitted (any more).
    """
    require(allowed=is_office(by))
    if not reason.strip():
        raise Refused(_("Say why the sheet is opened again: the reason stays with it."), "reason")
    assignment = sheet.assignment
    if assignment.stage.state == Stage.State.DECIDED:
        raise Refused(_("This stage is decided. An appeal can have an entry scored again."))
    with transaction.atomic():
        scored = Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.SUBMITTED)
        submitted = ScoreSheet.objects.filter(pk=sheet.pk, state=State.SUBMITTED)
        if not scored.update(state=Assignment.State.PUBLISHED) or not submitted.update(
            state=State.SUPERSEDED
        ):
            raise AlreadyDecided(_("This sheet is not submitted any more."))
        copy = ScoreSheet.objects.create(
            assignment=assignment,
            rubric=sheet.rubric,
            comment=sheet.comment,
            reopened_by=by,
            reason=reason[:200],
        )
        add_scores(copy, marks_of(sheet))
        record(by, "sheet.reopened", sheet)
        judge = assignment.judge
        tell_judge(judge, "reopened", "judge_seat", code=assignment.entry.code, reason=reason)
    return copy


def need_open(assignment: Assignment, sheet: ScoreSheet | None = None) -> None:
    if not has_pledged(assignment.judge):
        raise Refused(_("Sign the pledge first: then the entries open."))
    if assignment.state not in Assignment.OPEN:
        raise AlreadyDecided(_("This entry is not yours to score any more."))
    reopened = sheet is not None and bool(sheet.reason)
    if not takes_scores(assignment.stage, timezone.now(), reopened=reopened):
        raise Refused(_("Scores are not taken at this time. The page says from when to when."))
    need_turn(assignment, reopened=reopened)


def need_turn(assignment: Assignment, *, reopened: bool) -> None:
    """In a roadshow an entry is scored when it has presented, until its scoring is closed."""
    slot = turn_of(assignment)
    if slot is not None and not takes_sheets(slot.state, reopened=reopened):
        raise Refused(_("This entry takes scores from its presentation until scoring is closed."))


def turn_of(assignment: Assignment) -> Slot | None:
    """The entry's turn in a roadshow of the stage."""
    if assignment.stage.kind != Stage.Kind.ROADSHOW:
        return None
    rows = Slot.objects.filter(entry=assignment.entry_id, roadshow__stage=assignment.stage_id)
    return rows.select_related("roadshow").first()


def require_judge(assignment: Assignment, by: Any) -> None:
    require(allowed=assignment.judge.person == person_of(by))
