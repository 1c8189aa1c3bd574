"""What judging keeps of a person: exported to them, blanked when they are erased."""

from typing import Any

from django.db import transaction

from yucaihui.competitions.models import Assignment, Conflict, DeclaredTie, Judge, Score, ScoreSheet
from yucaihui.competitions.services.offline import forget_uploads
from yucaihui.competitions.services.seats import end_assignments


def exported(person: Any) -> list[dict[str, Any]]:
    """The person's seats as a judge with their ties, conflicts and sheets, ready for JSON."""
    judges = Judge.objects.filter(person=person).select_related("edition").order_by("pk")
    return [exported_judge(judge) for judge in judges]


def exported_judge(judge: Judge) -> dict[str, Any]:
    sheets = ScoreSheet.objects.filter(assignment__judge=judge).order_by("pk")
    return {
        "edition": judge.edition.uid,
        "code": judge.code,
        "state": judge.state,
        "country": judge.country,
        "expertise": judge.expertise,
        "pledged_at": judge.pledged_at.isoformat() if judge.pledged_at else None,
        "pledge": judge.pledge,
        "ties": list(judge.ties.order_by("pk").values("name", "note")),
        "conflicts": list(
            judge.conflicts.order_by("pk").values("entry__code", "kind", "state", "note")
        ),
        "sheets": [
            exported_sheet(sheet)
            for sheet in sheets.select_related("assignment__entry").prefetch_related("scores")
        ],
    }


def exported_sheet(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "entry": sheet.assignment.entry.code,
        "state": sheet.state,
        "comment": sheet.comment,
        "scores": [
            {"criterion": row.criterion, "points": row.points, "comment": row.comment}
            for row in sheet.scores.all()
        ],
    }


def erase(person: Any) -> None:
    """Points stay, since rankings rest on them; words, fields and ties go, open seats lapse."""
    with transaction.atomic():
        judges = Judge.objects.filter(person=person)
        waiting = Assignment.objects.filter(judge__in=judges, state=Assignment.State.PUBLISHED)
        end_assignments(waiting, Assignment.State.LAPSED, by=None)
        Assignment.objects.filter(judge__in=judges).update(note="")
        DeclaredTie.objects.filter(judge__in=judges).delete()
        Conflict.objects.filter(judge__in=judges).update(note="", detail=[])
        sheets = ScoreSheet.objects.filter(assignment__judge__in=judges)
        sheets.update(comment="")
        Score.objects.filter(sheet__in=sheets).update(comment="")
        judges.update(state=Judge.State.RELEASED, expertise="", organisation=None)
        if person.user is not None:
            forget_uploads(person.user)
