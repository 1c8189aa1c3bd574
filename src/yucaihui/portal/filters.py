"""Filters of the portal's own lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from yucaihui.core.accounts.models import Role, User
from yucaihui.core.audit.models import AuditEntry
from yucaihui.ui.filters import FilterSet


class UserFilters(FilterSet):
    email = django_filters.CharFilter(label=_("E-mail"), lookup_expr="icontains")
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=Role.choices, field_name="grants__role"
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()


class AuditFilters(FilterSet):
    action = django_filters.CharFilter(label=_("Did what"), lookup_expr="startswith")
    object_uid = django_filters.CharFilter(label=_("Record"))
    actor_uid = django_filters.CharFilter(label=_("Account"))

    class Meta:
        model = AuditEntry
        fields: tuple[str, ...] = ()
