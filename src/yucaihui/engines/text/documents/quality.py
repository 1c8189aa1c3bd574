"""Whether the characters of a text layer are the characters one sees.

A PDF font without a table of its characters extracts as private-use characters, `(cid:12)`,
letters shifted by a constant, or Chinese characters drawn by lot; each leaves a mark in the
statistics of the text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

_CID = re.compile(r"\(cid:\d+\)")
_VOWELS = frozenset("aeiouyæøœı")
_ENOUGH_LETTERS = 80
_ENOUGH_HAN = 20

# Shares beyond which no CV in any language was seen; icons and bullets stay well below.
_MAX_BAD = 0.10
_MIN_LETTERS = 0.25
_MAX_LATIN1 = 0.35
_MIN_VOWELS = 0.22
_MIN_COMMON_HAN = 0.60
_MAX_STRAY_SCRIPTS = 0.30


def is_garbled(text: str) -> bool:
    """True when `text` cannot be what its reader sees."""
    if _CID.search(text) and len(_CID.sub("", text)) < (1 - _MAX_BAD) * len(text):
        return True
    visible = Counter(text)
    for blank in [character for character in visible if character.isspace()]:
        del visible[blank]
    letters = Counter({c: count for c, count in visible.items() if c.isalpha()})
    if _share(visible, _is_bad) > _MAX_BAD:
        return True
    if visible and letters.total() < _MIN_LETTERS * visible.total():
        return True
    return _mixes_scripts(letters) or _latin_is_noise(letters) or _han_is_noise(letters)


def _share(counts: Counter[str], holds: Callable[[str], bool]) -> float:
    """Share of the counted characters for which `holds` is true; 0 of none."""
    return sum(n for c, n in counts.items() if holds(c)) / max(1, counts.total())


def _is_bad(character: str) -> bool:
    # Co private use, Cn unassigned, Cs half a pair, Cc control
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cs", "Cc")


def _script(character: str) -> str:
    """First word of the Unicode name, which is the script for letters."""
    name = unicodedata.name(character, "?").partition(" ")[0]
    # Japanese mixes three scripts and full-width forms belong to their own.
    return {"HIRAGANA": "CJK", "KATAKANA": "CJK", "FULLWIDTH": "LATIN"}.get(name, name)


def _mixes_scripts(letters: Counter[str]) -> bool:
    scripts: Counter[str] = Counter()
    for character, count in letters.items():
        scripts[_script(character)] += count
    stray = scripts.total() - sum(count for _, count in scripts.most_common(2))
    return letters.total() >= _ENOUGH_HAN and stray > _MAX_STRAY_SCRIPTS * letters.total()


def _latin_is_noise(letters: Counter[str]) -> bool:
    latin = Counter({c: n for c, n in letters.items() if _script(c) == "LATIN"})
    if latin.total() < max(_ENOUGH_LETTERS, letters.total() / 2):
        return False
    odd = _share(latin, lambda c: "\x80" <= c <= "\xff")
    return odd > _MAX_LATIN1 or _share(latin, _is_vowel) < _MIN_VOWELS


def _is_vowel(character: str) -> bool:
    return unicodedata.normalize("NFD", character.lower())[0] in _VOWELS


def _han_is_noise(letters: Counter[str]) -> bool:
    han = Counter({c: n for c, n in letters.items() if c >= "\u3400" and _script(c) == "CJK"})
    return han.total() >= _ENOUGH_HAN and _share(han, _is_common_han) < _MIN_COMMON_HAN


def _is_common_han(character: str) -> bool:
    """In the first level of GB 2312, Big5 or JIS X 0208, which order characters by use."""
    for encoding, first, last in (
        ("gb2312", 0xB0, 0xD7),
        ("big5", 0xA4, 0xC6),
        ("euc_jp", 0xB0, 0xCF),
    ):
        try:
            lead = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return True
    return False
