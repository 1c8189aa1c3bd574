"""Keys under which different spellings of one name agree: organisations and people."""

import re
import unicodedata

from yucaihui.engines.text.tokens import normalise

_SEPARATORS = re.compile(r"[\s()（）\[\]【】{}<>《》,，.。·・、\-–—_/&'’\"“”]+")
_CHINESE_FORMS = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|责任公司|股份公司|有限合伙|合伙企业|公司)+\Z"
)
_LATIN_FORMS = frozenset(
    [
        "co",
        "company",
        "corp",
        "corporation",
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "plc",
        "gmbh",
        "ag",
        "kg",
        "se",
        "sa",
        "sas",
        "sarl",
        "spa",
        "srl",
        "bv",
        "nv",
        "ab",
        "as",
        "asa",
        "oy",
        "kk",
        "pte",
        "pty",
        "pvt",
        "sdn",
        "bhd",
    ]
)
_HAN = re.compile(r"[\u3400-\u9fff]")


def organisation_key(name: str) -> str:
    """The name without blanks, brackets, marks and legal form; "" for an empty name.

    >>> organisation_key("澜河（重庆）动力科技有限公司")
    '澜河重庆动力科技'
    >>> organisation_key("Lanhe Power Co., Ltd.")
    'lanhe power'
    """
    words = [word for word in _SEPARATORS.split(normalise(name)) if word]
    if _HAN.search(name):
        joined = "".join(words)
        return _CHINESE_FORMS.sub("", joined) or joined
    kept = words[1:] if words[:1] == ["the"] else words
    while len(kept) > 1 and kept[-1] in _LATIN_FORMS:
        kept = kept[:-1]
    return " ".join(kept)


def person_key(name: str) -> str:
    """A Chinese name without blanks; other names lower case, without accents, words in order.

    >>> person_key("欧阳 文")
    '欧阳文'
    >>> person_key("MÜLLER, Anna")
    'anna muller'
    """
    words = [word for word in _SEPARATORS.split(_without_accents(normalise(name))) if word]
    return "".join(words) if _HAN.search(name) else " ".join(sorted(words))


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def is_chinese_name(name: str) -> bool:
    return _HAN.search(name) is not None
