"""Tokens for full-text search and matching, the same for both databases.

Chinese has no spaces, and a dictionary segmenter misses new product names, so Chinese runs
are indexed as single characters and overlapping pairs (Nie et al. 2000, "On the use of words
and n-grams for Chinese information retrieval"); Latin words and numbers stay whole.
"""

import re
import unicodedata

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A word may hold . - _ ' between letters (node.js, ci-cd), start with a dot (.net) and end in
# + or # (c++, c#). Sentence stops stay outside because a letter must follow an inner mark.
_WORD = rf"(?:(?<![^\W{_HAN}])\.)?[^\W_{_HAN}]+(?:[._'-][^\W_{_HAN}]+)*(?:\+\+|#(?!\w))?"
_PIECES = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>{_WORD})")


def normalise(text: str) -> str:
    """Fold width and compatibility forms (NFKC) and lower-case; the text keeps its script."""
    folded = unicodedata.normalize("NFKC", text).lower()
    # Lower-casing can leave a form that NFKC would fold further (capital letters with marks).
    return folded if folded.isascii() else unicodedata.normalize("NFKC", folded)


def search_tokens(text: str) -> list[str]:
    """Tokens of `text` in reading order, repeats kept.

    A Latin or digit word is one token; a run of n Chinese characters gives its n characters
    and n-1 pairs, each pair after its first character.

    >>> search_tokens("C++工程师")
    ['c++', '工', '工程', '程', '程师', '师']
    """
    tokens: list[str] = []
    for piece in _PIECES.finditer(normalise(text)):
        if piece.lastgroup == "word":
            tokens.append(piece.group())
        else:
            tokens.extend(_unigrams_and_bigrams(piece.group()))
    return tokens


def _unigrams_and_bigrams(run: str) -> list[str]:
    tokens: list[str] = []
    for start, character in enumerate(run):
        tokens.append(character)
        if start + 1 < len(run):
            tokens.append(run[start : start + 2])
    return tokens
