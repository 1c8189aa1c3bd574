"""Discriminatory wording in postings: the phrase, its kind, and the rule it breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yucaihui.engines.text.wording_rules import (
    AGAINST,
    ALLOWED,
    EQUAL_TREATMENT,
    RULES,
    Law,
    Level,
)


@dataclass(frozen=True, slots=True)
class WordingFinding:
    """A phrase at `text[start:end]` that asks for what may not be asked for."""

    kind: str
    level: Level
    phrase: str
    start: int
    end: int

    @property
    def law(self) -> Law:
        """Name of the kind and the rule against it, zh and en."""
        return AGAINST[self.kind]


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    level: Level
    hint: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]


_SENTENCE = re.compile(r"[^。！!？?\n]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# Chinese punctuation stays: the patterns use it as the end of a clause.
_KEPT = {ord(char): ord(char) for char in "，；：！（）？"}
_FOLD = {code: to for code, to in _WIDE.items() if code not in _KEPT}


def find_wording(text: str) -> tuple[WordingFinding, ...]:
    """Findings in order of place; of one kind at one place the longest phrase, block over warn.

    >>> [finding.kind for finding in find_wording("本科，男性优先，35岁以下")]
    ['gender', 'age']
    """
    folded = _folded(text)
    found = [finding for finding in _matches(_without_allowed(folded), text) if finding]
    found.sort(key=lambda finding: (finding.start, -finding.end, finding.level))
    kept: list[WordingFinding] = []
    for finding in found:
        if not any(other.kind == finding.kind and finding.start < other.end for other in kept):
            kept.append(finding)
    return tuple(kept)


def wording_kinds(findings: tuple[WordingFinding, ...]) -> tuple[str, ...]:
    """Kinds found, each once, in order of first place."""
    return tuple(dict.fromkeys(finding.kind for finding in findings))


def _matches(masked: str, text: str) -> Iterator[WordingFinding]:
    for rule in _rules():
        if rule.hint.search(masked):
            for pattern in rule.patterns:
                for found in pattern.finditer(masked):
                    start, end = found.span()
                    phrase = text[start:end].strip()
                    if phrase:
                        yield WordingFinding(rule.kind, rule.level, phrase, start, end)


def _folded(text: str) -> str:
    """Narrow and lower-case, one character for each, so that places stay true."""
    folded = text.translate(_FOLD)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


def _without_allowed(folded: str) -> str:
    any_hint, allowed, equal = _masks()
    if not any_hint.search(folded):
        return ""
    if equal.search(folded):
        folded = _SENTENCE.sub(
            lambda found: _blank(found) if equal.search(found[0]) else found[0], folded
        )
    return allowed.sub(_blank, folded)


def _blank(found: re.Match[str]) -> str:
    return "\ue000" * len(found[0])  # a private character: neither word, blank nor mark


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule.kind,
            rule.level,
            re.compile(rule.hint),
            tuple(re.compile(pattern, re.MULTILINE) for pattern in rule.patterns),
        )
        for rule in RULES
    )


@cache
def _masks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    hints = "|".join(f"(?:{rule.hint})" for rule in RULES)
    allowed = "|".join(f"(?:{pattern})" for pattern in ALLOWED)
    return re.compile(hints), re.compile(allowed), re.compile(EQUAL_TREATMENT)
