"""The one record of a project."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Organisation, Person, Project


def create_project(
    *, lead: Person | None = None, organisation: Organisation | None = None, by: Any, **texts: str
) -> Project:
    """A project led by a person, an organisation or both; `texts` are its titles, summaries and
    industry.

    Raises:
        Refused: no title, or nobody leads it.
    """
    if not (texts.get("title_zh") or texts.get("title_en")):
        raise Refused(_("Give the title in Chinese or in English."), "title_zh")
    if lead is None and organisation is None:
        raise Refused(_("Say which person or organisation leads the project."), "lead")
    with transaction.atomic():
        project = Project.objects.create(lead=lead, organisation=organisation, **texts)
        record(by, "project.created", project)
    return project
