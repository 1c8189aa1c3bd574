"""Discriminatory wording in postings: the phrase, its kind, and the rule it breaks."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yucaihui.engines.text.wording_allowed import ALLOWED, EQUAL_TREATMENT
from yucaihui.engines.text.wording_en import ENGLISH
from yucaihui.engines.text.wording_grammar import Level
from yucaihui.engines.text.wording_law import AGAINST, Law
from yucaihui.engines.text.wording_zh import CHINESE


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
    patterns: tuple[re.Pattern[str], ...]


_SENTENCE_END = re.compile(r"[。！!？?\n]|(?<=[a-z)])\. ")
# Blanks, and the traditional characters that demands are most often written with.
_NARROW = dict(zip("\u3000\u00a0\t優歲漢齡別僅須戶", "   优岁汉龄别仅须户", strict=True))
# Full-width forms, without the marks that end a Chinese clause, which the patterns know.
_FORMS = r"\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e"
_WIDE = re.compile(f"[{_FORMS}{''.join(_NARROW)}]")


def find_wording(text: str) -> tuple[WordingFinding, ...]:
    """Findings in order of place; of one kind at one place the longest phrase, block over warn.

    >>> [finding.kind for finding in find_wording("本科，男性优先，35岁以下")]
    ['gender', 'age']
    """
    found = list(_findings(_folded(text), text))
    found.sort(key=lambda finding: (finding.start, -finding.end, finding.level))
    kept: list[WordingFinding] = []
    for finding in found:
        if not any(other.kind == finding.kind and finding.start < other.end for other in kept):
            kept.append(finding)
    return tuple(kept)


def wording_kinds(findings: tuple[WordingFinding, ...]) -> tuple[str, ...]:
    """Kinds found, each once, in order of first place."""
    return tuple(dict.fromkeys(finding.kind for finding in findings))


def _findings(folded: str, text: str) -> Iterator[WordingFinding]:
    for start, end, rules in _suspects(folded):
        sentence = folded[start:end]
        suspected = [rule for rule in rules if _matches(rule, sentence)]
        # Most sentences stop here: the allowed contexts, which are many, are looked for last.
        if suspected and (masked := _without_allowed(sentence)):
            for rule in suspected:
                for first, last in _matches(rule, masked):
                    place = slice(start + first, start + last)
                    if phrase := text[place].strip():
                        yield WordingFinding(rule.kind, rule.level, phrase, place.start, place.stop)


def _suspects(folded: str) -> Iterator[tuple[int, int, tuple[_Rule, ...]]]:
    """Start and end of sentences that hold a hint, and the rules that are hinted at."""
    hints, rules_of = _hints()
    ends = [found.end() for found in _SENTENCE_END.finditer(folded)] + [len(folded)]
    hinted: dict[int, dict[_Rule, None]] = {}
    for found in hints.finditer(folded):
        of_sentence = hinted.setdefault(bisect_right(ends, found.start()), {})
        of_sentence.update(rules_of[found[0]])
    for place, rules in hinted.items():
        yield ends[place - 1] if place else 0, ends[place], tuple(rules)


def _matches(rule: _Rule, sentence: str) -> list[tuple[int, int]]:
    return [found.span() for pattern in rule.patterns for found in pattern.finditer(sentence)]


def _folded(text: str) -> str:
    """Narrow and lower-case, one character for each, so that places stay true."""
    narrow = _WIDE.sub(_narrow, text)
    lowered = narrow.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in narrow)


def _narrow(found: re.Match[str]) -> str:
    return _NARROW.get(found[0]) or chr(ord(found[0]) - 0xFEE0)


def _without_allowed(sentence: str) -> str:
    allowed, equal = _masks()
    return "" if equal.search(sentence) else allowed.sub(_blank, sentence)


def _blank(found: re.Match[str]) -> str:
    return "\ue000" * len(found[0])  # a private character: neither word, blank nor mark


@cache
def _hints() -> tuple[re.Pattern[str], dict[str, dict[_Rule, None]]]:
    """One pattern of all hints, each beginning with a letter (so that it is fast), and whose."""
    rules_of: dict[str, dict[_Rule, None]] = {}
    words: dict[str, str] = {}
    for rule in (*CHINESE, *ENGLISH):
        compiled = _Rule(
            rule.kind, rule.level, tuple(re.compile(pattern) for pattern in rule.patterns)
        )
        for hint in rule.hints.split():
            words[hint.rstrip("*")] = _hint_pattern(hint)
            rules_of.setdefault(hint.rstrip("*"), {})[compiled] = None
    ordered = sorted(words, key=len, reverse=True)
    for word in ordered:  # a longer hint hides the shorter ones within it
        for other in ordered:
            if other != word and other in word:
                rules_of[word] = rules_of[word] | rules_of[other]
    return re.compile(_either(words)), rules_of


def _either(words: dict[str, str]) -> str:
    """Alternatives by first character, so that few are tried at each place."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(words[word])
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())


def _hint_pattern(hint: str) -> str:
    """The hint after its first character; an English word is looked for as a word."""
    word = hint.rstrip("*")
    rest = re.escape(word[1:])
    if not (word[0].isascii() and word[0].isalpha()):
        return rest
    whole = "" if hint.endswith("*") else "(?![a-z])"
    return f"{rest}(?<![a-z]{re.escape(word)}){whole}"


@cache
def _masks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    allowed = "|".join(f"(?:{pattern})" for pattern in ALLOWED)
    return re.compile(allowed), re.compile(EQUAL_TREATMENT)
