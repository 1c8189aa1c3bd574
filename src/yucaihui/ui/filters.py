"""Filters of lists, read from the address and shown as one bar above the list."""

from typing import Any

import django_filters
from django.http import HttpRequest


class FilterSet(django_filters.FilterSet):  # type: ignore[misc]  # django-filter is untyped
    """Base of every list's filters. `result` is the list; `chosen` says whether it is narrowed."""

    def __init__(self, queryset: Any, request: HttpRequest) -> None:
        super().__init__(request.GET, queryset=queryset, request=request)

    @property
    def result(self) -> Any:
        """The filtered list. A value that makes no sense filters nothing; the bar marks it."""
        return self.qs if self.form.is_valid() else self.queryset

    @property
    def chosen(self) -> bool:
        return any(self.form.data.get(name) for name in self.form.fields)
