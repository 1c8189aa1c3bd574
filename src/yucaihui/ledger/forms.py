"""Forms of the ledger. Each carries the key of its request, so that a double click posts once."""

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import users_in_role
from yucaihui.core.ids import new_uid
from yucaihui.directory.queries.organisations import manageable_by
from yucaihui.ledger.models import Book, Budget, PaymentOrder
from yucaihui.ledger.process import BookKind
from yucaihui.ledger.queries.payments import Side, payee_named
from yucaihui.ui.formats import in_language
from yucaihui.ui.forms import BilingualMixin, DateField, FileDrop, YuanField


class KeyedForm(forms.Form):
    key = forms.RegexField(r"^[0-9a-z]{16}$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"key": new_uid()}, **kwargs})


class BookForm(BilingualMixin, forms.ModelForm[Book]):
    bilingual = ("name",)

    kind = forms.ChoiceField(label=_("Kind"), choices=BookKind.choices)
    partner = forms.CharField(
        label=_("Partner"),
        max_length=18,
        required=False,
        help_text=_("Of a mirror book: the organisation's record number or credit code."),
    )

    class Meta:
        model = Book
        fields = ("code", "kind", "name_zh", "name_en")
        help_texts = {"code": _("Letters, digits and dashes; it stands on every voucher.")}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["code"].validators.append(validate_slug)

    def clean_partner(self) -> Any:
        named = self.cleaned_data["partner"].strip()
        if not named:
            return None
        payee = payee_named(named, manageable_by(self.user))
        if payee is None or payee.organisation is None:
            raise forms.ValidationError(_("No organisation has this number. Look it up first."))
        return payee.organisation

    def validate_unique(self) -> None:
        """The service says that a code is taken."""


class BudgetForm(BilingualMixin, forms.ModelForm[Budget]):
    bilingual = ("name",)

    class Meta:
        model = Budget
        fields = ("code", "name_zh", "name_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].validators.append(validate_slug)

    def validate_unique(self) -> None:
        """The service says that a code is taken."""


class MoneyForm(KeyedForm):
    """An amount, and the document that it rests on."""

    amount = YuanField(label=_("Amount in yuan"))
    document = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9:._/-]*$",
        label=_("Supporting document"),
        max_length=64,
        help_text=_("The number of the decision in your files, such as D-2026-17."),
        error_messages={"invalid": _("Write letters, digits and : . _ / - only, no names.")},
    )


class ChangeForm(MoneyForm):
    way = forms.ChoiceField(
        label=_("What to do"),
        choices=[("appropriate", _("Appropriate")), ("withdraw", _("Take back"))],
    )
    field_order = ("way", "amount", "document")


class ClosingForm(forms.Form):
    until = DateField(label=_("Close up to and including"))


class AccountForm(forms.Form):
    """Where the money goes."""

    holder = forms.CharField(label=_("Account holder"), max_length=80)
    bank = forms.CharField(label=_("Bank and branch"), max_length=120)
    account_number = forms.RegexField(
        r"^[0-9A-Za-z -]{8,34}$",
        label=_("Account number"),
        error_messages={"invalid": _("Write the digits of the account, 8 to 34 of them.")},
    )
    due_on = DateField(label=_("To be received by"))


class OrderForm(AccountForm):
    payee = forms.CharField(
        label=_("Payee"),
        max_length=254,
        help_text=_("E-mail or record number of a person, record number or code of a firm."),
    )
    amount = YuanField(label=_("Amount in yuan"))
    purpose_zh = forms.CharField(label=_("Purpose (Chinese)"), max_length=120, required=False)
    purpose_en = forms.CharField(label=_("Purpose (English)"), max_length=160, required=False)
    field_order = ("payee", "amount", "purpose_zh", "purpose_en")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_payee(self) -> Side:
        found = payee_named(self.cleaned_data["payee"].strip(), manageable_by(self.user))
        if found is None:
            raise forms.ValidationError(_("Nobody has this address or number. Look it up first."))
        return found

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not any(self.cleaned_data.get(name) for name in ("purpose_zh", "purpose_en")):
            self.add_error("purpose_zh", _("Say what is paid, in Chinese or in English."))
        return cleaned


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Why"), max_length=200)


class BatchForm(forms.Form):
    orders = forms.ModelMultipleChoiceField(
        queryset=PaymentOrder.objects.none(),
        to_field_name="uid",
        label=_("Approved orders"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one order.")},
    )

    def __init__(self, *args: Any, approved: Any, labels: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["orders"]
        field.queryset = approved
        field.label_from_instance = labels
        field.initial = [order.uid for order in approved]


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"), widget=FileDrop(accept=".csv"))


class StatementForm(FileForm):
    book = forms.ModelChoiceField(
        Book.objects.order_by("code"), to_field_name="code", label=_("Book"), empty_label=None
    )
    field_order = ("book", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book: Any = self.fields["book"]
        book.label_from_instance = lambda one: f"{in_language(one, 'name')} · {one.code}"
        self.fields["file"].help_text = _(
            "A CSV file with control totals. You read a verdict for each line before anything is "
            "taken."
        )


class OwnerForm(forms.Form):
    owner: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, to_field_name="uid", label=pgettext_lazy("break", "Owner"), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = users_in_role(Role.OFFICE)
        field.label_from_instance = lambda user: user.email
