"""Hides who the authors are where their names stand in words."""

import re
from collections.abc import Iterable
from typing import Any

COVER = "▇▇"
# What a firm is called in short: its name without the place before and the kind behind.
ENDINGS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|集团|公司|,?\s*(?:Co\.?,?\s*)?(?:Ltd|Limited|Inc|LLC|GmbH)\.?)$",
    re.IGNORECASE,
)
ADDRESS = r"[\w.+-]+[@＠][\w-]+(?:[.．][\w-]+)+"
PHONE = r"(?<!\d)(?:\+?\d{2,3}[\s-]?)?1[3-9]\d(?:[\s.-]?\d{4}){2}(?!\d)"
LINK = r"https?://\S+|\bwww\.\S+"


class Cover:
    """The names of one entry's people and organisations, however they are spaced; addresses,
    telephone numbers and links of anybody."""

    def __init__(self, names: Iterable[str]) -> None:
        words = {word for name in names for word in writings(name)}
        named = [pattern_of(word) for word in sorted(words, key=lambda word: (-len(word), word))]
        self.pattern = re.compile("|".join((ADDRESS, LINK, PHONE, *named)), re.IGNORECASE)
        self.hides = bool(words)

    def text(self, text: str) -> str:
        return self.pattern.sub(COVER, text) if self.hides else text

    def value(self, kind: str, value: Any) -> Any:
        """An answer; a link says who they are, so all of it goes."""
        if kind == "url":
            return COVER
        return (
            self.text(value) if isinstance(value, str) and kind in ("text", "long_text") else value
        )


def writings(name: str) -> set[str]:
    """The whole name, and a firm's without its legal form; one letter says nothing."""
    whole = " ".join(name.split())
    return {word for word in (whole, ENDINGS.sub("", whole).strip()) if len(word) > 1}


def pattern_of(word: str) -> str:
    if word.isascii():
        return r"(?<!\w)" + r"[\s_-]+".join(map(re.escape, word.split())) + r"(?!\w)"
    return r"\s*".join(re.escape(letter) for letter in word if not letter.isspace())
