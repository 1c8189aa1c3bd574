"""Is a text written in letters of the languages that the encoder was trained on?

A gate, not a detector: languages without letters of their own pass. What it refuses is left to the
lexical part of the score, because the encoder's vectors of such a text say nothing.
"""

import re

from yucaihui.engines.text.tokens import normalise

# Letters of ar, de, en, es, fr, it, ja, ko, nl, pl, pt, ru, th, tr and zh after `normalise`.
_ALPHABETS = (
    "a-z0-9",
    "àáâãäæçèéêëìíîïñòóôõöùúûüýÿœß",
    "ąćęłńóśźż",
    "ğış\u0307",
    "а-яё",
    "\u0621-\u063a\u0640-\u0652\u0660-\u0669",
    "\u0e00-\u0e7f",
    "\u3005\u3007\u3041-\u30ff",
    "\u1100-\u11ff\uac00-\ud7af",
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
)
_WORDS = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(f"[^{''.join(_ALPHABETS)}]")
# One name of a firm or a place among three words doesn't make a text foreign.
_MOST_FOREIGN = 1 / 3


def spoken(text: str) -> bool:
    """Whether at most a third of the words have a letter of another language.

    >>> spoken("Škoda service technician"), spoken("Μηχανικός"), spoken("数据工程师")
    (True, False, True)
    """
    words = _WORDS.findall(normalise(text))
    foreign = sum(1 for word in words if _FOREIGN.search(word))
    return foreign <= _MOST_FOREIGN * len(words)
