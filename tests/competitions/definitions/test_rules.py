"""Eligibility rules: a verdict names the rule and the datum; what is missing fails nobody."""

from typing import Any

import pytest

from yucaihui.competitions.definitions import BadDefinition, evaluate, read_rules

BASE = {"code": "r", "datum": "team.size", "label_en": "Rule"}


@pytest.mark.parametrize(
    ("operator", "value", "datum", "verdict"),
    [
        ("at_most", 8, 8, "passed"),
        ("at_most", 8, 9, "failed"),
        ("at_least", "2018-01-01", "2017-12-31", "failed"),
        ("one_of", ["CN", "DE"], "FR", "failed"),
        ("none_of", ["CN"], "FR", "passed"),
        ("contains", "AI", ["AI", "NEV"], "passed"),
        ("equals", True, False, "failed"),
        ("at_most", 8, None, "unknown"),
        ("at_most", 8, "many", "unknown"),
        ("at_most", 8, "", "unknown"),
    ],
)
def test_a_rule_gives_its_verdict(operator: str, value: Any, datum: Any, verdict: str) -> None:
    rules = read_rules({"rules": [{**BASE, "operator": operator, "value": value}]})
    [outcome] = evaluate(rules, {"team.size": datum})
    assert outcome.verdict == verdict


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"operator": "like"}, "1.operator"),
        ({"operator": "one_of", "value": "CN"}, "1.value"),
        ({"operator": "equals", "datum": ""}, "1.datum"),
    ],
)
def test_an_unsound_rule_is_refused_at_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(BadDefinition) as caught:
        read_rules({"rules": [{**BASE, **change}]})
    assert caught.value.place == place
