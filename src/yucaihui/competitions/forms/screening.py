"""The office's forms on entries, its list and what narrows it."""

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.forms.entries import NoteForm
from yucaihui.competitions.models import Edition, EligibilityResult, Entry, Track
from yucaihui.competitions.process import ENTRY
from yucaihui.competitions.queries.eligibility import entries_by_eligibility
from yucaihui.directory.templatetags.directory import country
from yucaihui.ui.filters import FilterSet
from yucaihui.ui.formats import in_language
from yucaihui.ui.forms import DateField, offer
from yucaihui.ui.tables import Column, Table

CELLS = "competitions/entries/cells"
STATES = [(state.name, state.label) for state in ENTRY.states]


class DecisionForm(NoteForm):
    """A decision that gives a coded reason; the team reads reason and note."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    field_order = ("reason", "note")

    def __init__(self, *args: Any, reasons: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", reasons.items())


class UntilForm(NoteForm):
    """A new deadline, in Chongqing time, and what is asked for or why."""

    day = DateField(label=_("Until (day)"))
    time = forms.TimeField(
        label=_("Until (time)"), help_text=_("Chongqing time."), initial="23:59",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "narrow"}),
    )  # fmt: skip
    field_order = ("note", "day", "time")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True

    @property
    def until(self) -> datetime:
        data = self.cleaned_data
        zone = timezone.get_current_timezone()
        return datetime.combine(data["day"], data["time"], zone)


class ExtendForm(UntilForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("Reason")


class OverrideForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Decide"),
        choices=[
            (EligibilityResult.Verdict.PASSED, EligibilityResult.Verdict.PASSED.label),
            (EligibilityResult.Verdict.FAILED, EligibilityResult.Verdict.FAILED.label),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class HandOverForm(NoteForm):
    member = forms.ChoiceField(label=_("New captain"), widget=forms.RadioSelect)
    field_order = ("member", "note")

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", members)


class MyEntryTable(Table[Entry]):
    """One's own entries."""

    caption = _("My entries")
    empty_title = _("You have not entered yet")
    empty_text = _("Look at the competitions that are open; a draft can be changed until it ends.")
    code = Column(_("Number"), "code", order=("code",))
    project = Column(_("Project"), lambda row: in_language(row.project, "title"))
    track = Column(_("Track"), lambda row: in_language(row.track, "name"))
    state = Column(_("Where it stands"), "case.state", template=f"{CELLS}/state.html")
    moved = Column(_("Last step"), "case.moved_at", order=("case__moved_at",))

    def url_of(self, row: Entry) -> str:
        return reverse("competitions:my_entry", args=[row.uid])


class EntryTable(MyEntryTable):
    """All entries, as the office lists them."""

    caption = pgettext_lazy("list", "Entries")
    empty_title = _("No entry here")
    empty_text = _("Choose another track or state, or wait for the first entries.")
    country = Column(_("Country or region"), lambda row: country(row.country), order=("country",))
    submitted = Column(_("Version"), lambda row: row.submitted.number if row.submitted else "–")

    def url_of(self, row: Entry) -> str:
        return reverse("competitions:entry", args=[row.uid])


class EntryFilters(FilterSet):
    """By edition, track, state, eligibility, and part of a number or a title."""

    q = django_filters.CharFilter(label=_("Number or title"), method="with_text")
    edition = django_filters.ChoiceFilter(
        field_name="track__edition__uid", label=_("Edition"), empty_label=_("All")
    )
    track = django_filters.ChoiceFilter(
        field_name="track__uid", label=_("Track"), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        field_name="case__state", label=_("State"), choices=STATES, empty_label=_("All")
    )
    eligibility = django_filters.ChoiceFilter(
        label=_("Eligibility"), method="with_eligibility", empty_label=_("All"),
        choices=EligibilityResult.Verdict.choices,
    )  # fmt: skip

    def __init__(self, queryset: Any, request: HttpRequest) -> None:
        super().__init__(queryset, request)
        editions = Edition.objects.order_by("-year", "pk")
        self.filters["edition"].extra["choices"] = [
            (edition.uid, in_language(edition, "name")) for edition in editions
        ]
        tracks = Track.objects.select_related("edition").order_by("-edition", "order", "pk")
        self.filters["track"].extra["choices"] = [
            (track.uid, f"{in_language(track.edition, 'name')} · {in_language(track, 'name')}")
            for track in tracks
        ]

    def with_text(self, rows: QuerySet[Entry], _name: str, text: str) -> QuerySet[Entry]:
        return matching(rows, text)

    def with_eligibility(self, rows: QuerySet[Entry], _name: str, verdict: str) -> QuerySet[Entry]:
        return entries_by_eligibility(rows, verdict)


def matching(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    titles = Q(project__title_zh__icontains=text) | Q(project__title_en__icontains=text)
    return rows.filter(titles | Q(code__icontains=text))
