"""Forms of roadshows."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yucaihui.competitions.forms.calls import MomentField
from yucaihui.competitions.models import Entry, Judge, Roadshow, Stage
from yucaihui.competitions.queries.plan_ground import open_seats
from yucaihui.ui.formats import in_language
from yucaihui.ui.forms import BilingualMixin, offer_rows


class PanelChoice(forms.ModelMultipleChoiceField[Judge]):
    def label_from_instance(self, obj: Judge) -> str:
        return f"{in_language(obj.person, 'name')} ({obj.code})"


class EntryChoice(forms.ModelMultipleChoiceField[Entry]):
    def label_from_instance(self, obj: Entry) -> str:
        return f"{obj.code} · {in_language(obj.submitted, 'title')}"


class RoadshowForm(BilingualMixin, forms.ModelForm[Roadshow]):
    bilingual: ClassVar[tuple[str, ...]] = ("name",)

    starts_at = MomentField(label=_("Starts at"), help_text=_("Chongqing time."))
    panel = PanelChoice(
        label=_("Panel"), queryset=Judge.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Judges on the panel of the track. One with a conflict sits that entry out."),
    )  # fmt: skip

    class Meta:
        model = Roadshow
        fields = (
            *("name_zh", "name_en", "starts_at", "place", "presenting_minutes"),
            *("question_minutes", "dropped_each_side", "panel"),
        )
        help_texts = {
            "dropped_each_side": _("1 leaves out the highest and the lowest total of each entry.")
        }

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        judges = Judge.objects.filter(pk__in=open_seats([stage]).values("judge"))
        offer_rows(self, "panel", judges.select_related("person").order_by("code"))


class EntriesForm(forms.Form):
    entries = EntryChoice(
        label=_("Entries that present"),
        queryset=Entry.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "entries", choices)
