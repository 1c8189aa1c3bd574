"""Lists of applications and reviews, and what narrows them."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.recruitment.models import JobApplication, Posting, ReviewRequest
from yucaihui.recruitment.process import APPLICATION
from yucaihui.recruitment.queries.sheets import headline_of
from yucaihui.ui.filters import FilterSet
from yucaihui.ui.formats import in_language
from yucaihui.ui.tables import Column, Table

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
CELLS = "recruitment/applications/cells"


class MyApplicationTable(Table[JobApplication]):
    """A talent's own applications."""

    caption = _("My applications")
    empty_title = _("You have not applied yet")
    empty_text = _("Look through the positions or your matches; applying takes a minute.")
    position = Column(_("Position"), lambda row: in_language(row.posting, "title"))
    employer = Column(
        pgettext_lazy("role", "Employer"), lambda row: in_language(row.posting.employer, "name")
    )
    state = Column(_("Where it stands"), "case.state", template=f"{CELLS}/my_state.html")
    sent = Column(
        pgettext_lazy("application", "Sent"), "case.opened_at", order=("case__opened_at",)
    )
    moved = Column(_("Last step"), "case.moved_at", order=("case__moved_at",))

    def url_of(self, row: JobApplication) -> str:
        return reverse("recruitment:my_application", args=[row.uid])


class ReceivedTable(Table[JobApplication]):
    """Applications as an employer, or the office, lists them."""

    caption = pgettext_lazy("list", "Applications")
    empty_title = _("No application here")
    empty_text = _("Choose another position or state, or wait for the first applicants.")
    applicant = Column(
        pgettext_lazy("role", "Applicant"), "code", template=f"{CELLS}/applicant.html"
    )
    headline = Column(pgettext_lazy("application", "Profile"), headline_of)
    position = Column(_("Position"), lambda row: in_language(row.posting, "title"))
    state = Column(_("State"), "case.state", template=f"{CELLS}/state.html")
    sent = Column(
        pgettext_lazy("application", "Received"), "case.opened_at", order=("case__opened_at",)
    )
    moved = Column(_("Last step"), "case.moved_at", order=("case__moved_at",))

    def url_of(self, row: JobApplication) -> str:
        return reverse("recruitment:application", args=[row.uid])


class MyReviewTable(Table[ReviewRequest]):
    """Requests for a human review of a match, as their person lists them."""

    caption = _("Reviews of my matches")
    empty_title = _("No review asked for")
    empty_text = _("Every match says why it is one. If it is wrong, a member of the talent office"
                   " looks at it.")  # fmt: skip
    position = Column(_("Position"), lambda row: in_language(row.posting, "title"))
    state = Column(_("State"), "case.state", template=f"{CELLS}/review_state.html")
    asked = Column(_("Asked"), "case.opened_at", order=("case__opened_at",))
    due = Column(_("Answer due"), "case.due_on", order=("case__due_on",))

    def url_of(self, row: ReviewRequest) -> str:
        return reverse("recruitment:review", args=[row.uid])


class ReviewTable(MyReviewTable):
    """The same for the office, which is the one to answer."""

    caption = _("Reviews of matches")
    empty_title = _("Nobody waits for a review")
    empty_text = _("Requests come here with their due day.")


STATES = [(state.name, state.label) for state in APPLICATION.states]


class BoardFilters(FilterSet):
    """Of one posting."""

    posting = django_filters.ChoiceFilter(
        field_name="posting__uid", label=_("Position"), empty_label=_("All")
    )

    def __init__(self, queryset: Any, request: HttpRequest, data: QueryDict | None = None) -> None:
        super().__init__(queryset, request)
        if data is not None:
            self.data = data
        postings = Posting.objects.filter(pk__in=queryset.order_by().values("posting"))
        self.filters["posting"].extra["choices"] = [
            (one.uid, in_language(one, "title")) for one in postings.order_by("-pk")
        ]


class ReceivedFilters(BoardFilters):
    """Of one posting, in one state."""

    state = django_filters.ChoiceFilter(
        field_name="case__state", label=_("State"), choices=STATES, empty_label=_("All")
    )


class FunnelFilters(FilterSet):
    """Applications received in a span of days."""

    since = django_filters.DateFilter(
        field_name="case__opened_at", lookup_expr="date__gte", label=_("Received from"), widget=DAY
    )
    until = django_filters.DateFilter(
        field_name="case__opened_at", lookup_expr="date__lte", label=_("Received until"), widget=DAY
    )
    field_order: ClassVar[tuple[str, ...]] = ("since", "until")
