"""Filters of the office's lists."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yucaihui.directory.models import Organisation, OrganisationKind, Person
from yucaihui.directory.queries.organisations import search_organisations
from yucaihui.directory.queries.people import search_people
from yucaihui.ui.filters import FilterSet


class PersonFilters(FilterSet):
    text = django_filters.CharFilter(
        label=_("Name, e-mail, telephone or code"), method="filter_text"
    )
    country = django_filters.CharFilter(label=_("Country or region"), lookup_expr="iexact")

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def filter_text(self, people: Any, _name: str, text: str) -> Any:
        return people.filter(pk__in=search_people(self.request.user, text).order_by().values("pk"))


class OrganisationFilters(FilterSet):
    text = django_filters.CharFilter(label=_("Name or credit code"), method="filter_text")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind.choices)
    state = django_filters.ChoiceFilter(
        label=_("Verification"),
        choices=[
            ("verified", _("Verified")),
            ("pending", _("Waiting for the office")),
            ("lapsed", _("Lapsed")),
            ("never", _("Never verified")),
        ],
        method="filter_state",
    )

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = ()

    def filter_text(self, organisations: Any, _name: str, text: str) -> Any:
        return organisations.filter(pk__in=search_organisations(text).order_by().values("pk"))

    def filter_state(self, organisations: Any, _name: str, state: str) -> Any:
        today = timezone.localdate()
        conditions: dict[str, dict[str, Any]] = {
            "verified": {"verified_until__gte": today},
            "pending": {"verifications__state": "pending"},
            "lapsed": {"verified_until__lt": today},
            "never": {"verified_until": None},
        }
        return organisations.filter(**conditions[state])
