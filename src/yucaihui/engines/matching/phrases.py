"""Shared words put back together for a reader: 工程 and 程师 side by side are 工程师."""

from collections.abc import Mapping, Sequence


def common_phrases(tokens: Sequence[str], weights: Mapping[str, float]) -> list[str]:
    """Phrases of the text `tokens` made of words in `weights`, weightiest first.

    Overlapping pairs of Chinese characters join as long as each next pair is shared too; other
    words stand alone. Single Chinese characters carry too little to be named.

    >>> common_phrases(["工", "工程", "程", "程师", "师"], {"工程": 2, "程师": 1})
    ['工程师']
    """
    phrases: dict[str, float] = {}
    phrase, weight = "", 0.0
    for token in (*(token for token in tokens if len(token) > 1), ""):
        if token in weights and _continues(phrase, token):
            phrase, weight = phrase + token[1], weight + weights[token]
            continue
        if phrase:
            phrases[phrase] = weight
        phrase, weight = (token, weights[token]) if token in weights else ("", 0.0)
    return sorted(phrases, key=lambda one: (-phrases[one], one))


def _continues(phrase: str, token: str) -> bool:
    pair = len(token) == 2 and not token.isascii()
    return pair and phrase.endswith(token[0])
