"""Text to features: which pieces of a title, a skill list or a text can match.

A feature is known by a 64-bit hash of its spelling, so two indexes built on different days
agree on it without sharing a dictionary (a clash among a million features has odds of about
1 in 40 million).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from yucaihui.engines.text.skills import canonical_skill, spelling
from yucaihui.engines.text.tokens import normalise, search_tokens

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>[^\W_{_HAN}]+[+#]*)")
_TITLE_CHARACTERS = 1000
_BETWEEN = re.compile(r"[\s\-_]+")
# Chinese characters carry about as much as a Latin syllable: shorter grams say the same.
_SIZES = {"han": (1, 2), "word": (2, 3, 4)}


def title_grams(title: str) -> Iterator[str]:
    """Character n-grams: 1–2 of Chinese runs, 2–4 of other words padded with blanks.

    A title beyond its first 1,000 characters is not read. The padding lets a word's beginning and
    end count as such (scikit-learn's `char_wb`).
    """
    for run in _RUNS.finditer(normalise(title[:_TITLE_CHARACTERS])):
        kind = run.lastgroup or "word"
        text = run.group() if kind == "han" else f" {run.group()} "
        for size in _SIZES[kind]:
            for start in range(len(text) - size + 1):
                yield text[start : start + size]


def skill_names(skills: tuple[str, ...]) -> dict[str, str]:
    """Canonical names by the key they match on, in their first order; blanks left out."""
    canonical = (canonical_skill(skill) for skill in skills)
    return {spelling(name): name for name in canonical if name}


def skill_phrase(name: str) -> str:
    """The name as an encoder reads it: however it was written, words apart and in small letters."""
    return " ".join(_BETWEEN.split(normalise(name).strip()))


def text_tokens(*parts: str) -> list[str]:
    """Search tokens of several texts, none spanning two of them."""
    return [token for part in parts for token in search_tokens(part)]


def place_names(places: tuple[str, ...]) -> tuple[str, ...]:
    """Places in a form that ignores case, width and a closing 市, 区 or 县."""
    return tuple(dict.fromkeys(name for place in places if (name := _bare_place(place))))


def _bare_place(place: str) -> str:
    name = "".join(normalise(place).split())
    return name[:-1] if len(name) > 2 and name[-1] in "市区县" else name


@lru_cache(2**16)
def feature_hash(feature: str) -> int:
    """64-bit BLAKE2b of the spelling; the same on every machine and in every run."""
    return int.from_bytes(blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest())
