"""Two records side by side, for the eye that decides whether they are one person."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.directory.models import Person


@dataclass(frozen=True)
class Row:
    """What both records say to one question; `same` when they share an answer."""

    label: str | Promise
    first: list[str]
    second: list[str]

    @property
    def same(self) -> bool:
        return bool(set(self.first) & set(self.second))


def compared(first: Person, second: Person) -> list[Row]:
    one, other = sides(first), sides(second)
    return [Row(label, one[key], other[key]) for key, label in LABELS.items()]


LABELS: dict[str, str | Promise] = {
    "name_zh": pgettext_lazy("person", "Name (Chinese)"),
    "name_en": pgettext_lazy("person", "Name (English)"),
    "country": _("Country or region"),
    "city": _("City"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "school": pgettext_lazy("cv", "Schools"),
    "employer": pgettext_lazy("cv", "Employers"),
    "identity": _("Identity documents"),
}


def sides(person: Person) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {key: [] for key in LABELS}
    for name in ("name_zh", "name_en", "country", "city"):
        found[name] = [value] if (value := getattr(person, name)) else []
    for contact in person.contacts.order_by("pk"):
        found[contact.kind].append(contact.value)
    for stay in person.affiliations.order_by("started", "pk"):
        years = f"{stay.started}–{stay.ended}".strip("–")
        found[stay.kind].append(f"{stay.name} {years}".strip())
    for document in person.identity_documents.defer("number").order_by("kind"):
        found["identity"].append(f"{document.get_kind_display()} {document.masked}")
    return found
