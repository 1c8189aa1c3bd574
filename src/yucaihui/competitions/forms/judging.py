"""What judges and the office fill in about judging."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models import Edition, Stage
from yucaihui.competitions.services.plans import CAP, MODES
from yucaihui.ui.formats import in_language
from yucaihui.ui.forms import offer


class TieForm(forms.Form):
    name = forms.CharField(label=_("Name of the organisation or person"), max_length=160)
    note = forms.CharField(
        label=_("How you are connected"),
        help_text=_("For example: adviser to their board, doctoral supervisor, relative."),
        max_length=200,
        required=False,
    )


class ScoreFileForm(forms.Form):
    file = forms.FileField(
        label=_("The filled form"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )


class StepBackForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why"),
        widget=forms.RadioSelect,
        choices=[
            ("conflict", _("I have a conflict of interest: I know or am tied to who is behind it")),
            ("other", _("I can't score it: no time, or not my field")),
        ],
    )
    note = forms.CharField(
        label=_("In a few words"),
        help_text=_("The office reads it. Needed for a conflict of interest."),
        max_length=200,
        required=False,
    )


class JudgeForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"))
    name_zh = forms.CharField(label=_("Name (Chinese)"), max_length=60, required=False)
    name_en = forms.CharField(label=_("Name (English)"), max_length=80, required=False)
    country = forms.CharField(
        label=_("Country or region"),
        help_text=_("Two letters, like CN or DE."),
        min_length=2,
        max_length=2,
        required=False,
    )
    organisation = forms.CharField(
        label=pgettext_lazy("judge", "Organisation"),
        help_text=_("As it is registered here; leave it empty when it is not."),
        max_length=160,
        required=False,
    )
    expertise = forms.CharField(
        label=_("Fields of expertise"),
        help_text=_("Key words, separated by commas: entries are assigned by them."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class SeatForm(forms.Form):
    track = forms.ChoiceField(label=_("Track"))
    min_load = forms.IntegerField(label=_("At least"), min_value=0, max_value=2000, initial=0)
    max_load = forms.IntegerField(label=_("At most"), min_value=0, max_value=2000, initial=25)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "track",
            [(track.uid, in_language(track, "name")) for track in edition.tracks.all()],
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class PlanForm(forms.Form):
    stages = forms.MultipleChoiceField(label=_("Stages"), widget=forms.CheckboxSelectMultiple)
    mode = forms.ChoiceField(
        label=_("How to assign"), choices=list(MODES.items()), widget=forms.RadioSelect
    )
    per_organisation = forms.IntegerField(
        label=_("At most so many judges of one organisation on an entry"),
        help_text=_("0: any number."), min_value=0, max_value=20, initial=1,
    )  # fmt: skip
    per_country = forms.IntegerField(
        label=_("At most so many judges of one country on an entry"),
        help_text=_("0: any number."), min_value=0, max_value=20, initial=0,
    )  # fmt: skip
    forced = forms.CharField(
        label=_("Pairs that must be"),
        help_text=_("One a line: code of the entry, then of the judge. A judge of another track"
                    " is a bridge between the two."),
        widget=forms.Textarea(attrs={"rows": 3}), required=False,
    )  # fmt: skip
    forbidden = forms.CharField(
        label=_("Pairs that must not be"),
        widget=forms.Textarea(attrs={"rows": 3}), required=False,
    )  # fmt: skip
    cap = forms.FloatField(
        label=_("Highest chance of a pair"),
        help_text=_("Only by lot: above 0, at most 1."),
        min_value=0.01, max_value=1, initial=CAP,
    )  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Stage.objects.filter(track__edition=edition).select_related("track")
        offer(
            self,
            "stages",
            [
                (stage.uid, f"{in_language(stage.track, 'name')} · {in_language(stage, 'name')}")
                for stage in rows.order_by("track__order", "number")
            ],
        )


class ConflictForm(forms.Form):
    """A conflict that no record shows."""

    entry = forms.CharField(label=_("Code of the entry"), max_length=20)
    judge = forms.CharField(label=_("Code of the judge"), max_length=20)
    note = forms.CharField(
        label=_("What the conflict is"),
        help_text=_("It counts as confirmed at once; what was assigned is void."),
        max_length=200,
    )


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=_("Why"),
        help_text=_("Needed to dismiss. It stays with the decision."),
        max_length=200,
        required=False,
    )
