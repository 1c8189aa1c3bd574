"""Forms: conditions, limits, and what is refused at which place."""

from typing import Any

import pytest

from tests.competitions.ground import FORM
from yucaihui.competitions.definitions import BadDefinition, read_form


def test_a_field_is_asked_when_its_condition_holds() -> None:
    form = read_form(FORM)
    asked = [field.code for field in form.asked({"firm": True})]
    assert asked == ["summary", "firm", "founded_on", "leader_story", "plan"]


def test_a_field_is_not_asked_without_the_answer_it_needs() -> None:
    form = read_form(FORM)
    assert "founded_on" not in [field.code for field in form.asked({"firm": False})]
    assert "founded_on" not in [field.code for field in form.asked({})]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ({"code": "a", "kind": "poem", "label_zh": "一"}, "1.kind"),
        ({"code": "a", "kind": "choice", "label_zh": "一"}, "1.choices"),
        ({"code": "a", "kind": "file", "label_zh": "一", "types": ["exe"]}, "1.types"),
        ({"code": "a", "kind": "file", "label_zh": "一", "megabytes": 51}, "1.megabytes"),
        ({"code": "a", "kind": "text"}, "1.label_zh"),
        ({"code": "a", "kind": "text", "label_zh": "一",
          "shown_if": {"field": "later", "values": ["x"]}}, "1.shown_if"),
    ],
)  # fmt: skip
def test_an_unsound_field_is_refused_at_its_place(field: dict[str, Any], place: str) -> None:
    with pytest.raises(BadDefinition) as caught:
        read_form({"fields": [field]})
    assert caught.value.place == place


def test_a_code_is_used_once() -> None:
    field = {"code": "a", "kind": "text", "label_zh": "一"}
    with pytest.raises(BadDefinition) as caught:
        read_form({"fields": [field, field]})
    assert caught.value.place == "2.code"
