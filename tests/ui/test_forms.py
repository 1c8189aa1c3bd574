from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.translation import override

from yucaihui.core.accounts.models import User
from yucaihui.ui.forms import BilingualMixin, DateField, FileDrop, YuanField


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    def ids(self) -> set[str | None]:
        return {attrs["id"] for _tag, attrs in self.all if "id" in attrs}

    def attributes(self, name: str) -> list[str | None]:
        return [attrs[name] for _tag, attrs in self.all if name in attrs]


class Sample(BilingualMixin):
    bilingual = ("title",)

    title_zh = forms.CharField(required=False)
    title_en = forms.CharField(required=False)
    amount = YuanField(label="Amount", help_text="At most <b>3</b>")
    day = DateField(required=False)
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")
    paper = forms.FileField(required=False, widget=FileDrop(accept=".pdf"))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def test_every_reference_of_a_wrong_form_leads_to_an_element() -> None:
    page = Elements(str(Sample({})))
    links = {href.removeprefix("#") for href in page.attributes("href") if href}
    described = {name for value in page.attributes("aria-describedby") for name in value.split()}
    labelled = set(page.attributes("for"))
    assert links == {"id_title_zh", "id_amount", "id_way_0", "id_agree"}
    assert (links | described | labelled) - page.ids() == set()


def test_ids_are_unique() -> None:
    found = [attrs["id"] for _tag, attrs in Elements(str(Sample({}))).all if "id" in attrs]
    assert sorted(found) == sorted(set(found))


def test_a_wrong_field_is_marked_and_a_right_one_is_not() -> None:
    page = Elements(str(Sample({"amount": "12", "title_en": "x"})))
    inputs = {a["name"]: a for tag, a in page.all if tag == "input" and "name" in a}
    assert inputs["agree"]["aria-invalid"] == "true"
    assert inputs["amount"].get("aria-invalid") is None
    assert inputs["amount"]["aria-describedby"] == "id_amount_helptext"


def test_an_untouched_form_has_no_summary() -> None:
    assert "error-summary" not in str(Sample())


def test_amounts_are_typed_in_yuan_and_kept_in_fen() -> None:
    form = Sample({"amount": "¥1,234.50"})
    form.is_valid()
    assert form.cleaned_data["amount"] == 123450
    assert Sample(initial={"amount": 123450})["amount"].value() == "1,234.50"


def test_a_word_is_no_amount_and_the_error_says_the_way_out() -> None:
    assert Sample({"amount": "many"}).errors["amount"] == [
        "“many” is not an amount. Write yuan with digits, like 1234.50."
    ]


def test_days_are_typed_and_shown_as_the_browsers_calendar_wants() -> None:
    form = Sample({"day": "2026-11-23"})
    form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 23)
    shown = str(Sample(initial={"day": date(2026, 11, 23)})["day"])
    assert 'type="date"' in shown
    assert 'value="2026-11-23"' in shown


@pytest.mark.parametrize(
    ("data", "wrong"),
    [({}, True), ({"title_zh": "题"}, False), ({"title_en": "Title"}, False)],
)
def test_one_of_two_languages_is_enough(data: dict[str, str], wrong: bool) -> None:
    assert ("title_zh" in Sample(data).errors) == wrong


class PlaceForm(BilingualMixin, forms.ModelForm):  # type: ignore[type-arg]
    bilingual = ("name",)

    name_zh = forms.CharField(required=False)
    name_en = forms.CharField(required=False)

    class Meta:
        model = User
        fields = ["email"]


@pytest.mark.django_db
def test_a_model_form_may_be_bilingual() -> None:
    assert sorted(PlaceForm({"email": "lin@example.com"}).errors) == ["name_zh"]
    assert PlaceForm({"email": "lin@example.com", "name_en": "X"}).save().email == "lin@example.com"


def test_a_file_drop_is_a_plain_file_input_inside() -> None:
    page = Elements(str(Sample()["paper"]))
    assert [a for tag, a in page.all if tag == "input"] == [
        {"type": "file", "name": "paper", "accept": ".pdf", "id": "id_paper"}
    ]


def test_user_text_in_errors_is_escaped() -> None:
    assert "<script>" not in str(Sample({"amount": "<script>"}))
