"""Which languages a text is written in, as a set of bits: can two texts share words at all?

Scripts decide where they can; languages in Latin letters are told apart by their function words
(Grefenstette 1995, "Comparing two language identification schemes"). It is a gate, not a
detector: in doubt a text speaks every language of its script, so nothing is shut out by mistake.
"""

import re
from collections import Counter
from collections.abc import Mapping

from yucaihui.engines.text.tokens import normalise

# Letters of scripts that stand for a language, or for a few that are near each other.
_SCRIPTS: Mapping[str, str] = {
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "ja": "\u3041-\u30ff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "hebrew": "\u0590-\u05ff",
    "greek": "\u0370-\u03ff",
    "devanagari": "\u0900-\u097f",
    "thai": "\u0e00-\u0e7f",
}
# Words that nearly every sentence of a language has, and that no neighbour writes alike.
_FUNCTION_WORDS: Mapping[str, str] = {
    "en": "the and of with for from is are was by on as we you your our this that have will be an",
    "de": "und der die das mit für von den dem ist eine ein im zur zum bei auf nicht sowie werden",
    "fr": "et les des une dans pour avec sur au aux est vous nous du ou par ses votre qui",
    "es": "y los las con para del una por el en su sus como al más que un lo",
    "pt": "e os das dos com para uma em na no não ao pela pelo são mais que um",
    "it": "e di il gli con per della dei delle nel una che sono alla dal più un",
    "nl": "het een van voor met op zijn wij je jouw naar bij niet worden",
    "pl": "i w na z do oraz się jest dla przez od nie są po",
    "ro": "și cu pentru din în pe este sunt care sau unei prin",
    "sv": "och att det för med som på är en av den till vi ett",
    "tr": "ve bir için ile bu da olarak olan çok en veya",
    "vi": "và các của cho với trong là có được những",
    "id": "dan yang di untuk dengan dari pada dalam ini adalah",
    "cs": "a v na se s pro je že od který nebo jako",
    "hu": "és a az hogy nem egy is vagy van",
}
# A script with languages of more than one code is known to an encoder that knows one of these.
_CODES: Mapping[str, frozenset[str]] = {
    "cyrillic": frozenset({"ru", "uk", "bg", "sr"}),
    "arabic": frozenset({"ar", "fa", "ur"}),
    "hebrew": frozenset({"he"}),
    "greek": frozenset({"el"}),
    "devanagari": frozenset({"hi"}),
    "thai": frozenset({"th"}),
}
LANGUAGES = (*_SCRIPTS, *_FUNCTION_WORDS)
_BIT = {name: 1 << place for place, name in enumerate(LANGUAGES)}
_LATIN = sum(_BIT[name] for name in _FUNCTION_WORDS)
_SPOKEN_BY = {
    word: [name for name, words in _FUNCTION_WORDS.items() if word in words.split()]
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}
_LETTERS = re.compile(
    "|".join(
        f"(?P<{name}>[{letters}])" if name == "zh" else f"(?P<{name}>[{letters}]+)"
        for name, letters in _SCRIPTS.items()
    )
    + "|(?P<latin>[a-z\u00df-\u024f\u1e00-\u1eff]+)"
)
# So much of a text is read: its language shows long before.
_READ = 4_000
# A language is spoken from this share of the text's words on (a Chinese text names Java and SQL).
_SHARE = 0.15
# From so many function words on, and this share of those of the language with most of them.
_FEWEST, _BESIDE = 3, 0.4


def languages_of(text: str) -> int:
    """The languages of a text, a bit for each of `LANGUAGES`; 0 for a text without words.

    >>> languages_of("负责数据平台") & languages_of("We build the platform for our city")
    0
    """
    words = [
        (found.lastgroup or "", found.group())
        for found in _LETTERS.finditer(normalise(text[:_READ]))
    ]
    scripts = Counter(script for script, _ in words)
    spoken = {script for script, count in scripts.items() if count >= _SHARE * len(words)}
    if "ja" in spoken:  # Japanese writes with Chinese characters too
        spoken.discard("zh")
    latin = _latin([word for script, word in words if script == "latin"])
    if spoken == {"latin"}:
        return latin or _LATIN
    # Beside another script, words without a function word among them are names of tools.
    return sum(latin if script == "latin" else _BIT[script] for script in spoken)


def bits_of(codes: frozenset[str]) -> int:
    """Languages by ISO 639-1 code, as `languages_of` gives them."""
    return sum(bit for name, bit in _BIT.items() if codes & _CODES.get(name, {name}))


def _latin(words: list[str]) -> int:
    """The languages in Latin letters whose function words stand out; 0 where none do."""
    hits = Counter(name for word in words for name in _SPOKEN_BY.get(word, ()))
    most = max(hits.values(), default=0)
    if most < _FEWEST:
        return 0
    return sum(_BIT[name] for name, count in hits.items() if count >= max(_FEWEST, _BESIDE * most))
