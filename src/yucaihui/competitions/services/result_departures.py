"""What results keep of a person: exported to them, blanked when they are erased."""

from typing import Any

from yucaihui.competitions.models import (
    Appeal,
    Award,
    AwardDocument,
    LandingCase,
    TeamMember,
)
from yucaihui.competitions.services.award_documents import forget_documents


def exported(person: Any) -> list[dict[str, Any]]:
    """Appeals that the person filed, and awards and landings of their teams, ready for JSON."""
    entries = TeamMember.objects.filter(person=person, state=TeamMember.State.ACCEPTED)
    teams = list(entries.values_list("entry", flat=True))
    appeals = Appeal.objects.filter(case__subject=person).select_related("case", "entry")
    awards = Award.objects.filter(entry__in=teams).exclude(case__state="proposed")
    landings = LandingCase.objects.filter(entry__in=teams).select_related("case", "entry")
    return [
        *map(exported_appeal, appeals.order_by("pk")),
        *map(exported_award, awards.select_related("case", "entry", "definition").order_by("pk")),
        *map(exported_document, handed_in_by(person)),
        *map(exported_landing, landings.prefetch_related("milestones").order_by("pk")),
    ]


def exported_appeal(appeal: Appeal) -> dict[str, Any]:
    return {
        "appeal": appeal.uid,
        "entry": appeal.entry.code,
        "state": appeal.case.state,
        "ground": appeal.ground,
        "statement": appeal.statement,
    }


def exported_award(award: Award) -> dict[str, Any]:
    return {
        "award": award.uid,
        "entry": award.entry.code,
        "state": award.case.state,
        "name_zh": award.definition.name_zh,
        "name_en": award.definition.name_en,
        "amount": award.amount,
    }


def handed_in_by(person: Any) -> Any:
    rows = AwardDocument.objects.filter(handed_in_by=person.user, handed_in_by__isnull=False)
    return rows.select_related("award__case", "file").order_by("pk")


def exported_document(document: AwardDocument) -> dict[str, Any]:
    return {
        "award": document.award.uid,
        "document": document.code,
        "file": document.file.name,
        "state": document.state,
        "reason": document.reason,
    }


def exported_landing(landing: LandingCase) -> dict[str, Any]:
    return {
        "landing": landing.uid,
        "entry": landing.entry.code,
        "state": landing.case.state,
        "district": landing.district,
        "milestones": [
            {
                "title_zh": one.title_zh,
                "title_en": one.title_en,
                "due_on": one.due_on.isoformat(),
                "reached_on": one.reached_on.isoformat() if one.reached_on else None,
            }
            for one in landing.milestones.all()
        ],
    }


def erase(person: Any) -> None:
    """What they wrote and handed in goes; that there was an appeal, an award or a landing stays."""
    Appeal.objects.filter(case__subject=person).update(statement="")
    if person.user is not None:
        forget_documents(person.user)
