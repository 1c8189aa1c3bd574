"""Whether the characters of a text layer are the characters one sees.

A PDF font without a table of its characters extracts as private-use characters, `(cid:12)`,
letters shifted by a constant, or Chinese characters drawn by lot; each leaves a mark in the
statistics of the text.
"""

import re
import unicodedata
from collections import Counter

_CID = re.compile(r"\(cid:\d+\)")
_VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýāēīōūı")
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
    if _CID.search(text) and len(_CID.sub("", text)) < 0.9 * len(text):
        return True
    visible = [c for c in text if not c.isspace()]
    if not visible:
        return False
    if sum(map(_is_bad, visible)) > _MAX_BAD * len(visible):
        return True
    letters = [c for c in visible if c.isalpha()]
    if len(letters) < _MIN_LETTERS * len(visible):
        return True
    return _mixes_scripts(letters) or _latin_is_noise(letters) or _han_is_noise(letters)


def _is_bad(character: str) -> bool:
    if character == "\ufffd":
        return True
    # Co private use, Cn unassigned, Cs half a pair, Cc control
    return unicodedata.category(character) in ("Co", "Cn", "Cs", "Cc")


def _script(character: str) -> str:
    """First word of the Unicode name, which is the script for letters."""
    name = unicodedata.name(character, "?").partition(" ")[0]
    # Japanese mixes three scripts and full-width forms belong to their own.
    return {"HIRAGANA": "CJK", "KATAKANA": "CJK", "FULLWIDTH": "LATIN"}.get(name, name)


def _mixes_scripts(letters: list[str]) -> bool:
    scripts = Counter(map(_script, letters)).most_common()
    stray = sum(count for _, count in scripts[2:])
    return len(letters) >= _ENOUGH_HAN and stray > _MAX_STRAY_SCRIPTS * len(letters)


def _latin_is_noise(letters: list[str]) -> bool:
    latin = [c.lower() for c in letters if _script(c) == "LATIN"]
    if len(latin) < _ENOUGH_LETTERS or len(latin) < len(letters) / 2:
        return False
    odd = sum("\x80" <= c <= "\xff" for c in latin)
    plain = [unicodedata.normalize("NFD", c)[0] for c in latin]
    vowels = sum(c in _VOWELS for c in plain)
    return odd > _MAX_LATIN1 * len(latin) or vowels < _MIN_VOWELS * len(latin)


def _han_is_noise(letters: list[str]) -> bool:
    han = [c for c in letters if _script(c) == "CJK" and c >= "\u3400"]
    common = sum(map(_is_common_han, han))
    return len(han) >= _ENOUGH_HAN and common < _MIN_COMMON_HAN * len(han)


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
