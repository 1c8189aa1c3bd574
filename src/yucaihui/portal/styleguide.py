"""/styleguide/: every component of the site with believable content, in both languages.

It is the reference for those who write pages and the page that accessibility checks and
screenshots look at first. The people, firms and figures on it are invented.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yucaihui.ui.forms import BilingualMixin, DateField, FileDrop, YuanField
from yucaihui.ui.navigation import Link
from yucaihui.ui.tables import Column, Table


@dataclass(frozen=True)
class Event:
    at: datetime
    title: str
    who: str = ""
    note: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Reason:
    text: str
    weight: float | None = None


@dataclass(frozen=True)
class Tab(Link):
    count: int | None = None


@dataclass(frozen=True)
class Position:
    title: str
    employer: str
    district: str
    headcount: int
    minimum: int | None
    maximum: int | None
    closes: date


class PositionTable(Table[Position]):
    caption = gettext_lazy("Open positions")
    title = Column(gettext_lazy("Position"))
    employer = Column(gettext_lazy("Employer"))
    district = Column(gettext_lazy("District"))
    salary = Column(
        gettext_lazy("Salary"), lambda row: row, template="portal/styleguide_salary.html"
    )
    headcount = Column(gettext_lazy("Wanted"), numeric=True)
    closes = Column(gettext_lazy("Closes"))
    per_page: ClassVar[int] = 4

    def url_of(self, row: Position) -> str:  # noqa: ARG002 - every row leads back here
        return reverse("portal:styleguide")


class EnquiryForm(BilingualMixin, forms.Form):
    bilingual = ("name",)

    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), required=False)
    amount = YuanField(
        label=gettext_lazy("Amount (yuan)"), help_text=gettext_lazy("At most 3,000,000.")
    )
    term = forms.ChoiceField(
        label=gettext_lazy("Term"),
        choices=[
            ("12", gettext_lazy("12 months")),
            ("24", gettext_lazy("24 months")),
            ("36", gettext_lazy("36 months")),
        ],
    )
    start = DateField(label=gettext_lazy("First day"))
    way = forms.ChoiceField(
        label=gettext_lazy("Way of repayment"),
        widget=forms.RadioSelect,
        choices=[
            ("annuity", gettext_lazy("Equal instalments")),
            ("bullet", gettext_lazy("Interest monthly, principal at the end")),
        ],
    )
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"), widget=forms.Textarea, max_length=500
    )
    paper = forms.FileField(
        label=gettext_lazy("Business plan"),
        help_text=gettext_lazy("PDF or DOCX, at most 10 MB."),
        widget=FileDrop(accept=".pdf,.docx"),
        required=False,
    )
    consent = forms.BooleanField(
        label=gettext_lazy("The bank may see my recognised category for this application")
    )


class SearchForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    district = forms.ChoiceField(
        label=gettext_lazy("District"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("yb", gettext_lazy("Yubei")),
            ("np", gettext_lazy("Nan'an")),
        ],
    )
    remote = forms.BooleanField(label=gettext_lazy("Remote work"), required=False)


@dataclass(frozen=True)
class Filters:
    form: SearchForm
    chosen: bool


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/styleguide.html",
        {**lists(request), **example_case(), **forms_shown(request)},
    )


def forms_shown(request: HttpRequest) -> dict[str, Any]:
    """A form with mistakes in it, and the bar above a list."""
    wrong = {"name_en": "Lin Xiao", "amount": "3.5 million", "term": "36", "purpose": ""}
    search = SearchForm(request.GET or {"district": "yb"})
    return {
        "enquiry": EnquiryForm(wrong),
        "filters": Filters(search, chosen=True),
        "steps": [_("Identity"), _("Application"), _("Documents"), _("Confirm and send")],
    }


def lists(request: HttpRequest) -> dict[str, Any]:
    return {
        "positions": PositionTable(example_positions(), request),
        "no_positions": PositionTable([], request),
        "tabs": [
            Tab(_("Open"), reverse("portal:styleguide"), current=True, count=1204),
            Tab(_("Drafts"), "?tab=drafts", count=3),
            Tab(_("Closed"), "?tab=closed"),
        ],
        "industries": [
            (_("Equipment manufacturing"), 640),
            (_("New energy"), 905),
            (_("Semiconductors"), 758),
            (_("Biomedicine"), 421),
        ],
    }


def example_positions() -> list[Position]:
    rows = [
        (_("Battery pack thermal engineer"), _("Lanhe Power"), _("Yubei"), 3, 18_000, 30_000),
        (_("Embedded software engineer"), _("Qingya Robotics"), _("Nan'an"), 5, 15_000, 25_000),
        (_("Clinical research associate"), _("Shulan Biotech"), _("Beibei"), 2, 9_000, 14_000),
        (
            _("Process integration expert"),
            _("Chuanxin Semiconductor"),
            _("Shapingba"),
            1,
            None,
            None,
        ),
        (_("Financial analyst"), _("Jialing Holdings"), _("Yuzhong"), 1, 12_000, 12_000),
    ]
    closes = date(2026, 12, 18)
    return [Position(*row, closes=closes) for row in rows] * 2


def example_case() -> dict[str, Any]:
    office = _("Talent office")
    at = datetime(2026, 11, 20, 1, 12, tzinfo=UTC)
    return {
        "due": date(2026, 12, 4),
        "moment": at,
        "events": [
            Event(at.replace(day=23), _("Degree certificate to be sent again"), office,
                  _("The scan ends before the seal. Upload both pages."), "wait"),
            Event(at.replace(day=21), _("Accepted for examination"), office, kind="info"),
            Event(at, _("Identity confirmed"), _("Platform"), kind="ok"),
        ],
        "why": [
            Reason(_("Battery management: named in both"), 0.92),
            Reason(_("Six years in the industry; three wanted"), 0.71),
            Reason(_("Master's degree; bachelor's wanted"), 0.4),
        ],
        "gaps": [Reason(_("German B2 is wished for and not in the profile"))],
        "id_number": "500113199001017412",
    }  # fmt: skip
