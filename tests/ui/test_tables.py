from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest, QueryDict
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user
from yucaihui.ui.tables import Column, Header, Table, as_text, value_of, with_query


@dataclass(frozen=True)
class Firm:
    name: str


@dataclass(frozen=True)
class Position:
    title: str
    firm: Firm | None
    headcount: int = 1

    def doubled(self) -> int:
        return 2 * self.headcount


class Positions(Table[Position]):
    caption = "Positions"
    per_page = 2
    title = Column("Position")
    employer = Column("Employer", "firm.name")
    wanted = Column("Wanted", "headcount", numeric=True)

    def url_of(self, row: Position) -> str:
        return f"/{row.title}/"


class Urgent(Positions):
    late = Column("Late", lambda row: row.headcount > 1)


class Accounts(Table[User]):
    email = Column("E-mail", order=("email",))
    language = Column("Language", order=("language",))


ROWS = [Position("cook", Firm("Inn"), 1200), Position("clerk", None), Position("smith", Firm("X"))]


def get(query: str = "") -> HttpRequest:
    return RequestFactory().get(f"/?{query}")


def test_columns_keep_their_order_and_are_inherited() -> None:
    assert list(Urgent.columns) == ["title", "employer", "wanted", "late"]
    assert list(Positions.columns) == ["title", "employer", "wanted"]


def test_cells_follow_paths_and_the_first_one_carries_the_link() -> None:
    lines = Positions(ROWS, get()).lines
    assert [[cell.content for cell in line] for line in lines] == [
        ["cook", "Inn", "1,200"],
        ["clerk", "–", "1"],
    ]
    assert [cell.url for cell in lines[0]] == ["/cook/", "", ""]
    assert [cell.numeric for cell in lines[0]] == [False, False, True]


@pytest.mark.parametrize(
    ("page", "titles"), [("2", ["smith"]), ("99", ["smith"]), ("x", ["cook", "clerk"])]
)
def test_a_page_out_of_range_is_the_nearest(page: str, titles: list[str]) -> None:
    assert [line[0].content for line in Positions(ROWS, get(f"page={page}")).lines] == titles


def test_two_tables_on_a_page_turn_their_own_pages() -> None:
    table = Positions(ROWS, get("page=1&second-page=2"), prefix="second-")
    assert [line[0].content for line in table.lines] == ["smith"]


def test_a_sequence_offers_no_sorting() -> None:
    assert [header.url for header in Positions(ROWS, get()).headers] == ["", "", ""]


@pytest.mark.django_db
def test_a_queryset_is_sorted_by_links_that_keep_the_filters() -> None:
    for name in ("b", "a", "c"):
        create_user(f"{name}@example.com")
    table = Accounts(User.objects.all(), get("q=x&sort=-email&page=1"))
    assert [line[0].content[0] for line in table.lines] == ["c", "b", "a"]
    assert table.headers == [
        Header("E-mail", numeric=False, url="?q=x&sort=email", sorted="descending"),
        Header("Language", numeric=False, url="?q=x&sort=language"),
    ]


@pytest.mark.django_db
def test_an_unknown_sort_is_no_sort_and_an_unordered_queryset_goes_by_key() -> None:
    for name in ("b", "a"):
        create_user(f"{name}@example.com")
    table = Accounts(User.objects.all(), get("sort=password"))
    assert table.sort == ("", False)
    assert [line[0].content[0] for line in table.lines] == ["b", "a"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_list_costs_two_queries_whatever_its_length(
    count: int, django_assert_num_queries: Any
) -> None:
    User.objects.bulk_create([User(email=f"{n}@example.com") for n in range(count)])
    table = Accounts(User.objects.all(), get())
    with django_assert_num_queries(2):
        render("{% table table %}", table=table)


def test_values_are_told_as_people_read_them() -> None:
    with override("en"):
        assert [as_text(v) for v in (None, "", True, False, 12000, "x")] == [
            "–", "–", "Yes", "No", "12,000", "x",
        ]  # fmt: skip
        assert as_text(date(2026, 1, 2)) == '<time datetime="2026-01-02">2 Jan 2026</time>'


def test_methods_on_a_path_are_called() -> None:
    assert value_of(ROWS[0], "doubled") == 2400
    assert value_of(ROWS[1], "firm.name") is None


def test_a_new_query_keeps_the_rest() -> None:
    query = QueryDict("q=渝&page=3&tag=a&tag=b")
    assert with_query(query, drop="page", sort="-x") == "?q=%E6%B8%9D&tag=a&tag=b&sort=-x"
    assert query["page"] == "3"


def render(source: str, **context: object) -> str:
    return Engine.get_default().from_string(source).render(Context(context))


def test_cells_are_escaped() -> None:
    html = render("{% table table %}", table=Positions([Position("<b>", None)], get()))
    assert '<a href="/&lt;b&gt;/">&lt;b&gt;</a>' in html
    assert "<b>" not in html


def test_an_empty_list_says_so() -> None:
    with override("en"):
        html = render("{% table table %}", table=Positions([], get()))
    assert "<h2>Nothing here yet</h2>" in html
    assert "<table" not in html


def test_the_empty_template_needs_no_request() -> None:
    assert "<h3>None</h3>" in render_to_string("ui/empty.html", {"title": "None", "level": 3})
