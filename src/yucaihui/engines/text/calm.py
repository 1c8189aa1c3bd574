"""Texts from outside made safe for patterns.

Patterns that let parts of them repeat take quadratic time or worse on a long run of what they
repeat: twenty thousand blanks, digits or brackets would keep a process busy for minutes. No such
run says more than a short one.
"""

import math
import re

SHORT = 64  # a text of no more characters is left as it is
BLANKS, LINES, SAME, NUMBER = 4, 3, 16, 40

# No database keeps these: NUL ends a string in C, half a surrogate pair is no character.
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_BLANKS = re.compile(rf"[^\S\n]{{{BLANKS + 1},}}")
_LINES = re.compile(rf"(?:[^\S\n]*\n){{{LINES + 1},}}")
_SAME = re.compile(rf"(\S)\1{{{SAME},}}")
_NUMBER = re.compile(rf"[\d.,，．\-–—~]{{{NUMBER + 1},}}")


def calm(text: str) -> str:
    """`text` with at most 4 blanks, 3 line ends, 16 times one character or 40 digits in a row.

    >>> calm("薪资：" + "9" * 100)
    '薪资：9999999999999999'
    """
    if len(text) <= SHORT:
        return text
    text = _LINES.sub("\n" * LINES, _BLANKS.sub(" " * BLANKS, text))
    text = _SAME.sub(lambda run: run[1] * SAME, text)
    return _NUMBER.sub(lambda run: run[0][:NUMBER], text)


def keepable(value: object) -> object:
    """A JSON value without what no database keeps: NUL, half pairs, numbers that are none."""
    if isinstance(value, str):
        return UNKEEPABLE.sub("", value)
    if isinstance(value, dict):
        return {UNKEEPABLE.sub("", key): keepable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [keepable(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
