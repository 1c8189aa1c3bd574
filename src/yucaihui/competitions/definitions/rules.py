"""The eligibility rules of a track:
{"rules": [{"code": …, "datum": "team.size", "operator": "at_most", "value": 8, …}]}.

A rule looks at one datum. What is not known fails nobody: the verdict is then "unknown", and the
office is told what is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yucaihui.competitions.definitions.errors import BadDefinition, need_label, parts_of

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda datum, value: datum >= value,
    "at_most": lambda datum, value: datum <= value,
    "equals": lambda datum, value: datum == value,
    "one_of": lambda datum, value: datum in value,
    "none_of": lambda datum, value: datum not in value,
    "contains": lambda datum, value: value in datum,
}


@dataclass(frozen=True)
class Rule:
    """`datum` is a name such as "team.size" or "answers.founded_on"; dates are ISO texts."""

    code: str
    datum: str
    operator: str
    value: Any
    label_zh: str = ""
    label_en: str = ""


@dataclass(frozen=True)
class Outcome:
    """`verdict` is "passed", "failed" or "unknown"; `datum` what was compared, None if missing."""

    rule: Rule
    verdict: str
    datum: Any


def read_rules(content: Any) -> tuple[Rule, ...]:
    """Read rules as stored.

    Raises:
        BadDefinition: a rule without code, label, datum or known operator, or a list is missing.
    """
    return tuple(read_rule(part, place) for place, part in enumerate(parts_of(content, "rules"), 1))


def read_rule(part: Mapping[str, Any], place: int) -> Rule:
    need_label(part, place)
    if not part.get("datum"):
        raise BadDefinition(f"{place}.datum", _("Say what the rule looks at."))
    if part.get("operator") not in OPERATORS:
        raise BadDefinition(f"{place}.operator", _("This comparison is not known."))
    if part["operator"] in ("one_of", "none_of") and not isinstance(part.get("value"), list):
        raise BadDefinition(f"{place}.value", _("List the values to compare with."))
    known = {name: part[name] for name in Rule.__dataclass_fields__ if name in part}
    return Rule(**{"value": None, **known})


def evaluate(rules: tuple[Rule, ...], data: Mapping[str, Any]) -> list[Outcome]:
    """What each rule says of `data`; a datum of another kind than the value counts as missing."""
    return [outcome(rule, data.get(rule.datum)) for rule in rules]


def outcome(rule: Rule, datum: Any) -> Outcome:
    if datum is None or datum == "":
        return Outcome(rule, "unknown", None)
    try:
        met = OPERATORS[rule.operator](datum, rule.value)
    except TypeError:
        return Outcome(rule, "unknown", datum)
    return Outcome(rule, "passed" if met else "failed", datum)
