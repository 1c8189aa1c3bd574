"""Forms about applications, interviews, offers and reviews."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yucaihui.recruitment.models import Interview
from yucaihui.recruitment.process import REJECTIONS, RETRACTIONS
from yucaihui.ui.forms import DateField, YuanField, offer


class VersionedForm(forms.Form):
    """Carries the version of the case that was on the page: a move on an old page is refused."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ApplyForm(forms.Form):
    language = forms.ChoiceField(label=_("Profile to send"), widget=forms.RadioSelect)
    cover_note = forms.CharField(
        label=_("A few words to the employer"),
        help_text=_("Not needed. What about this work is yours? At most 2,000 characters."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=2000,
        required=False,
    )
    consent = forms.BooleanField(
        label=_("Pass my profile as shown here to this employer for this application."),
        help_text=_(
            "You may take this back at any time: the application is then withdrawn, and the"
            " employer no longer sees your profile."
        ),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        offer(self, "language", [(code, names[code]) for code in languages])
        if len(languages) == 1:
            field = self.fields["language"]
            field.initial, field.widget = languages[0], forms.HiddenInput()


class NoteForm(VersionedForm):
    note = forms.CharField(
        label=_("A word to the other side"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class DecisionForm(VersionedForm):
    """A decision that gives a coded reason."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Needed with “another reason”."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    share = forms.BooleanField(
        label=_("The applicant may read reason and note"), required=False, initial=True
    )

    def __init__(self, *args: Any, reasons: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", reasons.items())


def reject_form(*args: Any, **kwargs: Any) -> DecisionForm:
    return DecisionForm(*args, reasons=REJECTIONS, **kwargs)


def retract_form(*args: Any, **kwargs: Any) -> DecisionForm:
    return DecisionForm(*args, reasons=RETRACTIONS, **kwargs)


class InterviewForm(VersionedForm):
    day = DateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        help_text=_("Chongqing time."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "narrow"}),
    )
    minutes = forms.TypedChoiceField(
        label=_("Length"),
        coerce=int,
        initial=30,
        choices=[
            (20, _("20 minutes")),
            (30, _("30 minutes")),
            (45, _("45 minutes")),
            (60, _("1 hour")),
            (90, _("1½ hours")),
            (120, _("2 hours")),
            (240, _("Half a day")),
        ],
    )
    mode = forms.ChoiceField(
        label=_("How"), choices=Interview.Mode.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=_("Place or link"),
        help_text=_("An address, a booth or a link; not needed by telephone."),
        max_length=200,
        required=False,
    )
    interviewer = forms.ChoiceField(label=_("Interviewer"))

    def __init__(self, *args: Any, members: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "interviewer", [(member.user.uid, member.email) for member in members])

    @property
    def span(self) -> tuple[datetime, datetime]:
        start = datetime.combine(
            self.cleaned_data["day"],
            self.cleaned_data["time"],
            timezone.get_current_timezone(),
        )
        return start, start + timedelta(minutes=self.cleaned_data["minutes"])


class OfferForm(VersionedForm):
    monthly_fen = YuanField(
        label=_("Monthly salary before tax (yuan)"), help_text=_("With digits, like 18000.")
    )
    months = forms.IntegerField(
        label=_("Months of pay a year"),
        min_value=1,
        max_value=36,
        initial=12,
        widget=forms.NumberInput(attrs={"class": "narrow"}),
    )
    starts_on = DateField(label=_("First day of work"))
    expires_on = DateField(label=_("Answer until"))
    terms = forms.CharField(
        label=_("Further terms"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        required=False,
    )


class TransferForm(VersionedForm):
    posting = forms.CharField(
        label=_("The other position"),
        help_text=_(
            "Choose one of yours, or paste the address of another employer's position page."
        ),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "own-positions"}),
    )

    @property
    def posting_uid(self) -> str:
        """The last part of an address, or the number itself."""
        return str(self.cleaned_data["posting"]).split("?")[0].rstrip("/").rpartition("/")[2]


class QuestionForm(forms.Form):
    question = forms.CharField(
        label=_("What should be looked at?"),
        help_text=_("For example: a skill that was not seen, or a requirement that you meet."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )


class AnswerForm(VersionedForm):
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("The person reads it as you write it."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )
