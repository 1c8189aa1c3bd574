"""Reads on projects."""

from typing import Any

from django.db.models import Q, QuerySet

from yucaihui.directory.models import Project
from yucaihui.directory.queries.organisations import organisations_of
from yucaihui.directory.queries.people import person_of


def projects_of(user: Any) -> QuerySet[Project]:
    """The projects that the user leads, or whose organisation they act for; newest first."""
    own = Q(lead=person_of(user)) if person_of(user) else Q(pk=None)
    theirs = Q(organisation__in=organisations_of(user))
    return Project.objects.filter(own | theirs).select_related("organisation").order_by("-pk")
