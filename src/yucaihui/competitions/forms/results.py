"""Forms of rankings, appeals, awards and landings."""

from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.definitions.documents import USUAL
from yucaihui.competitions.forms.calls import METHODS, NoteForm
from yucaihui.competitions.forms.conditions import ask_only_if
from yucaihui.competitions.forms.definitions import as_lines, lines
from yucaihui.competitions.models import AwardDefinition, Edition, RankedEntry
from yucaihui.competitions.process import GROUNDS
from yucaihui.competitions.queries.rankings import stages_to_rank
from yucaihui.competitions.services.award_documents import KINDS
from yucaihui.competitions.services.notices import LEAST_DAYS
from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import users_in_role
from yucaihui.ledger.queries.payments import all_budgets
from yucaihui.ui.formats import in_language
from yucaihui.ui.forms import BilingualMixin, DateField, FileDrop, YuanField, offer

PARTS = ("code", "label_zh", "label_en")


class RankForm(forms.Form):
    """Which stages are ranked, by which method."""

    stages = forms.MultipleChoiceField(
        label=_("Stages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One for the ranking of a track, several for the overall award."),
    )
    method = forms.ChoiceField(
        label=_("Ranking method"),
        required=False,
        choices=[("", _("As the stage says")), *METHODS.items()],
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "stages",
            [
                (stage.uid, f"{in_language(stage.track, 'name')}: {in_language(stage, 'name')}")
                for stage in stages_to_rank(edition)
            ],
        )


class RowForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=RankedEntry.Decision.choices, widget=forms.RadioSelect
    )


class NoticeForm(forms.Form):
    days = forms.IntegerField(
        label=_("Working days that it stands"),
        min_value=1,
        max_value=60,
        initial=LEAST_DAYS,
        help_text=_("At least five; until the last of them the teams may appeal."),
    )


class AppealForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Ground"), choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )
    statement = forms.CharField(
        label=_("Statement"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What happened, when, and what shows it. The office and your team read it."),
    )


class AwardForm(BilingualMixin, forms.ModelForm[AwardDefinition]):
    bilingual: ClassVar[tuple[str, ...]] = ("name",)

    amount = YuanField(label=_("Prize (yuan), each"), required=False)
    documents = forms.CharField(
        label=_("Documents asked for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "The captain hands them in before the prize is paid; you check each."
            " One a line: code | Chinese | English"
        ),
    )

    class Meta:
        model = AwardDefinition
        fields = (
            *("name_zh", "name_en", "summary_zh", "summary_en"),
            *("order", "quota", "amount", "pay_within"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.instance.documents if self.instance.pk else list(map(asdict, USUAL))
        self.initial["documents"] = as_lines(asked, PARTS)

    def clean_amount(self) -> int:
        return self.cleaned_data["amount"] or 0

    def clean_documents(self) -> list[dict[str, str]]:
        return lines(self.cleaned_data["documents"], PARTS)


class DocumentForm(forms.Form):
    """One of the documents of an award."""

    file = forms.FileField(
        label=_("File"),
        widget=FileDrop(accept=",".join(KINDS)),
        help_text=_("PDF, PNG or JPEG, at most 10 MB. You and the office alone can open it."),
    )


class DocumentCheckForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("accept", pgettext_lazy("document", "Accept it")),
            ("refuse", pgettext_lazy("document", "Refuse it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("What is wrong with it; the captain reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_only_if(self, "reason", "verdict", ["refuse"])


class PayeeForm(forms.Form):
    """Who of the team is paid, or the entry's organisation."""

    payee = forms.ChoiceField(label=_("Who is paid"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, payees: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "payee", [(uid, in_language(payee, "name")) for uid, payee in payees.items()])


class PrizeForm(forms.Form):
    """From which budget the prize is paid, and where to."""

    budget = forms.ChoiceField(label=_("Budget"))
    holder = forms.CharField(label=_("Account holder"), max_length=80)
    bank = forms.CharField(label=_("Bank and branch"), max_length=120)
    account_number = forms.RegexField(
        r"^[0-9A-Za-z -]{8,34}$",
        label=_("Account number"),
        error_messages={"invalid": _("Write the digits of the account, 8 to 34 of them.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budgets = {budget.uid: budget for budget in all_budgets()}
        offer(
            self,
            "budget",
            [
                (uid, in_language(budget, "name") or budget.code)
                for uid, budget in self.budgets.items()
            ],
        )
        if not self.budgets:
            self.fields["budget"].help_text = _("No budget is open: open one in the ledger first.")


class OwnerForm(forms.Form):
    """Who of the office follows the project."""

    owner = forms.ChoiceField(label=_("Who follows it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {user.uid: user for user in users_in_role(Role.OFFICE)}
        offer(self, "owner", [(uid, user.email) for uid, user in self.owners.items()])


class MilestoneForm(forms.Form):
    title_zh = forms.CharField(
        label=pgettext_lazy("milestone", "Title (Chinese)"), max_length=120, required=False
    )
    title_en = forms.CharField(
        label=pgettext_lazy("milestone", "Title (English)"), max_length=160, required=False
    )
    due_on = DateField(label=_("Due on"))


class LandingStepForm(NoteForm):
    """A step of a landing; the match names the district."""

    district = forms.CharField(label=_("District"), max_length=40)
    field_order = ("district", "reason", "note")

    def __init__(self, *args: Any, district: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not district:
            del self.fields["district"]
