"""Forms of editions, tracks, stages and challenges."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yucaihui.competitions.models import Challenge, Competition, Edition, Stage, Track
from yucaihui.competitions.queries.calls import competitions
from yucaihui.competitions.queries.challenges import challenge_tracks
from yucaihui.competitions.services.calls import check_dates
from yucaihui.directory.errors import Refused
from yucaihui.engines.text.clusters import CLUSTERS
from yucaihui.ui.formats import in_language, is_chinese
from yucaihui.ui.forms import BilingualMixin, DateField, YuanField, offer, offer_rows


def cluster_name(name: str) -> str:
    known = CLUSTERS.get(name)
    return name if is_chinese() or known is None else known[0]


_cluster_label = lazy(cluster_name, str)
METHODS = {
    "shrunk": gettext_lazy("Calibrated: each judge's severity, spread and noise are estimated"),
    "additive": gettext_lazy("Additive: each judge's severity is taken out"),
    "trimmed": gettext_lazy("Mean without the highest and the lowest"),
    "mean": gettext_lazy("Plain mean"),
}


class MomentField(forms.DateTimeField):
    """A moment in Chongqing time, picked with the browser's own calendar."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        super().__init__(input_formats=formats, **options)


class CompetitionForm(BilingualMixin, forms.ModelForm[Competition]):
    bilingual: ClassVar[tuple[str, ...]] = ("name",)

    class Meta:
        model = Competition
        fields = ("code", "name_zh", "name_en", "summary_zh", "summary_en")
        help_texts = {
            "code": gettext_lazy("Letters, digits and dashes; it stands in every address.")
        }


class EditionForm(BilingualMixin, forms.ModelForm[Edition]):
    bilingual: ClassVar[tuple[str, ...]] = ("name",)

    gallery_from = MomentField(
        label=gettext_lazy("Gallery opens at"),
        required=False,
        help_text=gettext_lazy(
            "Until then nobody outside sees which projects take part. Chongqing time."
        ),
    )

    class Meta:
        model = Edition
        fields = ("name_zh", "name_en", "summary_zh", "summary_en", "gallery_from")


class NewEditionForm(EditionForm):
    competition = forms.ModelChoiceField(
        label=gettext_lazy("Competition"), queryset=competitions(), to_field_name="code"
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)

    field_order = ("competition", "year")


class TrackForm(BilingualMixin, forms.ModelForm[Track]):
    bilingual: ClassVar[tuple[str, ...]] = ("name",)

    opens_at = MomentField(
        label=gettext_lazy("Opens at"),
        help_text=gettext_lazy("All times are Chongqing time; entrants see their own beside it."),
    )
    registration_closes_at = MomentField(label=gettext_lazy("Registration closes at"))
    submission_closes_at = MomentField(label=gettext_lazy("Submission closes at"))
    teams_lock_at = MomentField(label=gettext_lazy("Teams are fixed from"))

    class Meta:
        model = Track
        fields = (
            *("code", "kind", "name_zh", "name_en", "summary_zh", "summary_en", "order"),
            *("opens_at", "registration_closes_at", "submission_closes_at", "grace_minutes"),
            "teams_lock_at",
        )
        help_texts = {
            "grace_minutes": gettext_lazy(
                "So much after the deadline shown, a submission is still taken."
            )
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            try:
                check_dates(self.cleaned_data)
            except Refused as refusal:
                self.add_error(refusal.field, str(refusal))
        return cleaned


class StageForm(BilingualMixin, forms.ModelForm[Stage]):
    bilingual: ClassVar[tuple[str, ...]] = ("name",)

    opens_at = MomentField(label=gettext_lazy("Judging opens at"), required=False)
    closes_at = MomentField(label=gettext_lazy("Judging closes at"), required=False)
    method = forms.ChoiceField(label=gettext_lazy("Ranking method"), choices=list(METHODS.items()))

    class Meta:
        model = Stage
        fields = (
            *("kind", "name_zh", "name_en", "summary_zh", "summary_en", "opens_at", "closes_at"),
            *("judges_per_entry", "judges_see", "shows_authors", "shows_judges", "shows_reviews"),
            *("entrants_see_comments", "method", "advance", "wild_cards"),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        opens, closes = (self.cleaned_data.get(name) for name in ("opens_at", "closes_at"))
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Judging must close after it opens."))
        return cleaned


class TrackChoice(forms.ModelChoiceField[Track]):
    def label_from_instance(self, obj: Track) -> str:
        return f"{in_language(obj.edition, 'name')} · {in_language(obj, 'name')}"


class CopyForm(forms.Form):
    """Another track whose form, rules and rubric are taken over."""

    source = TrackChoice(label=gettext_lazy("Track"), queryset=None, to_field_name="uid")

    def __init__(self, *args: Any, track: Track, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Track.objects.exclude(pk=track.pk).select_related("edition")
        offer_rows(self, "source", others.order_by("-edition__year", "order"))


class IndicatorForm(forms.Form):
    name_zh = forms.CharField(
        label=gettext_lazy("Indicator (Chinese)"), max_length=120, required=False
    )
    name_en = forms.CharField(
        label=gettext_lazy("Indicator (English)"), max_length=160, required=False
    )
    target = forms.CharField(
        label=gettext_lazy("Target"), max_length=120, required=False,
        help_text=gettext_lazy("Measurable, like: ≥ 95 % at −20 °C."),
    )  # fmt: skip


class IndicatorFormSet(forms.BaseFormSet[IndicatorForm]):
    @property
    def indicators(self) -> list[dict[str, str]]:
        rows = [form for form in self.forms if form not in self.deleted_forms]
        return [
            {name: form.cleaned_data.get(name, "") for name in IndicatorForm.base_fields}
            for form in rows
            if any(form.cleaned_data.get(name) for name in IndicatorForm.base_fields)
        ]


Indicators = forms.formset_factory(
    IndicatorForm, formset=IndicatorFormSet, extra=3, can_delete=True, max_num=12
)


class ChallengeForm(BilingualMixin, forms.ModelForm[Challenge]):
    bilingual: ClassVar[tuple[str, ...]] = ("title",)

    track = TrackChoice(
        label=gettext_lazy("Track"), queryset=challenge_tracks(), to_field_name="uid"
    )
    field = forms.ChoiceField(
        label=gettext_lazy("Technical field"),
        required=False,
        choices=[("", "–"), *((name, _cluster_label(name)) for name in CLUSTERS)],
    )
    budget = YuanField(label=gettext_lazy("Budget (yuan)"))
    bids_close_at = MomentField(
        label=gettext_lazy("Bids close at"), help_text=gettext_lazy("Chongqing time.")
    )
    delivery_due_on = DateField(label=gettext_lazy("Delivery due on"), required=False)

    class Meta:
        model = Challenge
        fields = (
            *("track", "title_zh", "title_en", "field", "background_zh", "background_en"),
            *("budget", "bids_close_at", "delivery_due_on"),
        )
        help_texts = {
            "background_zh": gettext_lazy(
                "What the problem is, what was tried, what a solver gets to work with."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.track_id:
            self.initial["track"] = self.instance.track


class NoteForm(forms.Form):
    """Why a step is taken: a coded reason where the step has some, and a note."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Whom it concerns reads it."),
    )

    def __init__(self, *args: Any, reasons: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reasons:
            self.fields["reason"] = forms.ChoiceField(
                label=gettext_lazy("Reason"),
                choices=list(reasons.items()),
                widget=forms.RadioSelect,
            )
            self.order_fields(("reason", "note"))


class ContractForm(forms.Form):
    contract = forms.CharField(label=gettext_lazy("Number of the contract"), max_length=60)


class SolutionForm(forms.Form):
    solution = forms.ChoiceField(label=gettext_lazy("Solution"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, bids: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "solution",
            [(bid.case.uid, f"{bid.code} · {in_language(bid.submitted, 'title')}") for bid in bids],
        )


class GalleryForm(forms.Form):
    """What narrows the gallery."""

    track = forms.ChoiceField(label=gettext_lazy("Track"), required=False)
    text = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=100)

    def __init__(self, *args: Any, tracks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "track",
            [("", _("All tracks")), *((one.code, in_language(one, "name")) for one in tracks)],
        )
