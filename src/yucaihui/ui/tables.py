"""Lists declared as columns: sorted and paged by links, read by template tag `table`.

Own code rather than django-tables2: that one brings its own query-string tags, templates and
ordering proxies, all of which the house's templates and accessible markup would have to replace.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yucaihui.ui import formats

Row = TypeVar("Row")
Text = str | Promise


@dataclass(frozen=True)
class Column:
    """One column. `value` is an attribute path ("employer.name") or a function of the row; by
    default the attribute of the column's own name. `order` names the queryset's sort keys."""

    header: Text
    value: str | Callable[[Any], object] = ""
    order: tuple[str, ...] = ()
    numeric: bool = False
    template: str = ""


@dataclass(frozen=True)
class Header:
    label: Text
    numeric: bool
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    label: Text
    content: str
    numeric: bool
    url: str = ""


class Table(Generic[Row]):
    """Subclass with `Column` attributes, a `caption`, and `url_of` when rows lead somewhere.

    The first column is the row's heading and carries its link. `rows` is a queryset or a sequence;
    sorting works on querysets. Two tables on one page need different prefixes.
    """

    caption: ClassVar[Text] = ""
    empty_title: ClassVar[Text] = _("Nothing here yet")
    empty_text: ClassVar[Text] = ""
    per_page: ClassVar[int] = 25
    columns: ClassVar[dict[str, Column]] = {}

    def __init_subclass__(cls) -> None:
        own = {name: part for name, part in vars(cls).items() if isinstance(part, Column)}
        cls.columns = {**cls.columns, **own}

    def __init__(
        self,
        rows: "QuerySet[Any, Any] | Sequence[Row]",
        request: HttpRequest,
        *,
        prefix: str = "",
    ) -> None:
        self.rows = rows
        self.request = request
        self.query = request.GET
        self.sort_key, self.page_key = f"{prefix}sort", f"{prefix}page"

    def url_of(self, row: Row) -> str:  # noqa: ARG002 - for subclasses
        return ""

    @cached_property
    def sort(self) -> tuple[str, bool]:
        """(column, descending) as the address asks; ("", False) without such a column."""
        wanted = self.query.get(self.sort_key, "")
        name = wanted.removeprefix("-")
        known = name in self.columns and self.columns[name].order
        return (name, wanted.startswith("-")) if known else ("", False)

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.ordered(), self.per_page).get_page(self.query.get(self.page_key))

    def ordered(self) -> "QuerySet[Any, Any] | Sequence[Row]":
        if not isinstance(self.rows, QuerySet):
            return self.rows
        name, descending = self.sort
        if name:
            sign = "-" if descending else ""
            # The key breaks ties: without it a row may show on two pages and another on none.
            return self.rows.order_by(*(sign + key for key in self.columns[name].order), "pk")
        return self.rows if self.rows.ordered else self.rows.order_by("pk")

    @property
    def headers(self) -> list[Header]:
        return [self.header(name, column) for name, column in self.columns.items()]

    def header(self, name: str, column: Column) -> Header:
        if not column.order or not isinstance(self.rows, QuerySet):
            return Header(column.header, column.numeric)
        current, descending = self.sort
        mark = ("descending" if descending else "ascending") if name == current else ""
        key = f"-{name}" if mark == "ascending" else name
        url = with_query(self.query, drop=self.page_key, **{self.sort_key: key})
        return Header(column.header, column.numeric, url, mark)

    @property
    def lines(self) -> list[list[Cell]]:
        return [self.line(row) for row in self.page]

    def line(self, row: Row) -> list[Cell]:
        urls = [self.url_of(row)] + [""] * len(self.columns)
        pairs = zip(self.columns.items(), urls, strict=False)
        return [self.cell(row, name, column, url) for (name, column), url in pairs]

    def cell(self, row: Row, name: str, column: Column, url: str) -> Cell:
        value = value_of(row, column.value or name)
        content = drawn(column.template, row, value) if column.template else as_text(value)
        return Cell(column.header, content, column.numeric, url)


def value_of(row: object, value: str | Callable[[Any], object]) -> object:
    """What a column shows of a row: attributes followed to the end, methods called."""
    if not isinstance(value, str):
        return value(row)
    found: Any = row
    for name in value.split("."):
        found = getattr(found, name)
        if callable(found) and not isinstance(found, Model):
            found = found()
        if found is None:
            return None
    return found


def drawn(template: str, row: object, value: object) -> str:
    return render_to_string(template, {"row": row, "value": value})


def as_text(value: object) -> str:
    match value:
        case None | "":
            return formats.NOTHING
        case bool():
            return str(_("Yes") if value else _("No"))
        case date():
            return formats.when(value)
        case int() | float():
            return formats.number(value)
    return str(value)


def with_query(query: QueryDict, *, drop: str = "", **values: str) -> str:
    """The same page with some of its query replaced."""
    changed = query.copy()
    changed.pop(drop, None)
    for key, value in values.items():
        changed[key] = value
    return f"?{changed.urlencode()}"
