import django_filters
import pytest
from django.template import Context, Engine
from django.test import RequestFactory
from django.utils.translation import override

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user
from yucaihui.ui.filters import FilterSet

pytestmark = pytest.mark.django_db


class AccountFilters(FilterSet):  # type: ignore[misc]
    email = django_filters.CharFilter(label="E-mail", lookup_expr="contains")
    id = django_filters.NumberFilter(label="Number")

    class Meta:
        model = User
        fields: list[str] = []


def filters(query: str) -> AccountFilters:
    return AccountFilters(User.objects.order_by("pk"), RequestFactory().get(f"/?{query}"))


def bar(query: str, target: str = "") -> str:
    source = "{% filter_bar filters target %}"
    with override("en"):
        context = Context({"filters": filters(query), "target": target})
        return Engine.get_default().from_string(source).render(context)


def test_a_list_is_narrowed_by_its_address() -> None:
    for name in ("lin", "wang", "linh"):
        create_user(f"{name}@example.com")
    assert [user.email[0:4] for user in filters("email=lin").result] == ["lin@", "linh"]


def test_a_senseless_value_narrows_nothing_and_is_marked() -> None:
    create_user("lin@example.com")
    assert filters("id=many").result.count() == 1
    assert 'aria-invalid="true"' in bar("id=many")


@pytest.mark.parametrize(
    ("query", "chosen"), [("", False), ("page=2", False), ("email=", False), ("email=x", True)]
)
def test_a_narrowed_list_can_be_cleared(query: str, chosen: bool) -> None:
    assert filters(query).chosen is chosen
    assert ("Clear" in bar(query)) is chosen


def test_with_script_only_the_list_is_swapped() -> None:
    assert 'hx-target="#results" hx-select="#results"' in bar("", "results")
    assert "hx-" not in bar("")
