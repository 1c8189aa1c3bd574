"""Languages and levels as people write them, to ISO 639-1 codes and CEFR steps.

Tests are put on the CEFR scale by their publishers' own tables (IELTS, TOEFL iBT, TOEIC, HSK,
JLPT, TOPIK); the college English tests CET-4 and CET-6 by China's Standards of English (CSE)
mapped to CEFR.
"""

import re
from collections.abc import Iterator

from yucaihui.engines.matching.types import Language
from yucaihui.engines.text.tokens import normalise

# code: (Chinese name, English name, further names in lower case)
LANGUAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "zh": ("中文", "Chinese", ("汉语", "普通话", "国语", "华语", "mandarin")),
    "yue": ("粤语", "Cantonese", ("广东话",)),
    "en": ("英语", "English", ("英文",)),
    "ja": ("日语", "Japanese", ("日文",)),
    "ko": ("韩语", "Korean", ("韩文", "朝鲜语")),
    "de": ("德语", "German", ("德文", "deutsch")),
    "fr": ("法语", "French", ("法文", "français")),
    "es": ("西班牙语", "Spanish", ("西语", "español", "castilian")),
    "pt": ("葡萄牙语", "Portuguese", ("葡语", "português")),
    "it": ("意大利语", "Italian", ("italiano",)),
    "ru": ("俄语", "Russian", ("俄文",)),
    "ar": ("阿拉伯语", "Arabic", ()),
    "vi": ("越南语", "Vietnamese", ()),
    "th": ("泰语", "Thai", ()),
    "id": ("印尼语", "Indonesian", ("印度尼西亚语", "bahasa indonesia")),
    "ms": ("马来语", "Malay", ()),
    "hi": ("印地语", "Hindi", ()),
    "nl": ("荷兰语", "Dutch", ()),
    "pl": ("波兰语", "Polish", ()),
    "sv": ("瑞典语", "Swedish", ()),
    "tr": ("土耳其语", "Turkish", ()),
    "uk": ("乌克兰语", "Ukrainian", ()),
    "fa": ("波斯语", "Persian", ("farsi",)),
    "he": ("希伯来语", "Hebrew", ()),
    "hu": ("匈牙利语", "Hungarian", ()),
    "cs": ("捷克语", "Czech", ()),
    "sr": ("塞尔维亚语", "Serbian", ()),
    "ur": ("乌尔都语", "Urdu", ()),
    "bn": ("孟加拉语", "Bengali", ()),
}
LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2")

_CODE_OF = {
    name: code
    for code, (zh, en, others) in LANGUAGES.items()
    for name in (code, zh, en.lower(), *others)
}
# Scored tests: (pattern with the score as its one group, scores from which a CEFR step is
# reached, step of the first).
_SCORED: tuple[tuple[re.Pattern[str], tuple[float, ...], int], ...] = (
    (re.compile(r"(?:ielts|雅思)\D{0,8}(\d(?:\.\d)?)"), (4.0, 5.5, 7.0, 8.5), 3),
    (re.compile(r"(?:toefl|托福)\D{0,8}(\d{2,3})"), (42, 72, 95, 114), 3),
    (re.compile(r"(?:toeic|托业)\D{0,8}(\d{3})"), (120, 225, 550, 785, 945), 1),
    (re.compile(r"(?:hsk)\D{0,3}([1-6])"), (1, 2, 3, 4, 5, 6), 1),
    (re.compile(r"topik\D{0,3}([1-6])"), (1, 2, 3, 4, 5, 6), 1),
)
# Named levels, the first that fits: (CEFR step and JLPT step, words, step of the scale).
_NAMED: tuple[tuple[str, str, int], ...] = (
    ("c2", "native|mother tongue|bilingual|母语|专业8级|专8|专八|tem-?8", 6),
    ("c1|n1", "fluent|advanced|full professional|高级|精通|流利|专业4级|专四|tem-?4|日语1级", 5),
    ("a2|n4", "elementary|limited|日常|日语4级", 2),
    (
        "b2|n2",
        "prof[ei]|good|upper.inter|working language|工作语言|熟练|良好|cet-?6|6级|日语2级",
        4,
    ),
    ("b1|n3", "intermediate|working|conversational|一般|中级|cet-?4|日语3级|4级", 3),
    ("a1|n5", "basic|beginner|初级|入门|日语5级", 1),
)
_LEVELS = tuple(
    (re.compile(rf"(?<![a-z0-9])(?:{steps})(?![0-9])|{words}"), level)
    for steps, words, level in _NAMED
)
# Tests that are of one language.
_TESTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"ielts|雅思|toefl|托福|toeic|托业|cet-?[46]|tem-?[48]|(?<![a-z])bec(?![a-z])"),
        "en",
    ),
    (re.compile(r"(?<![a-z])hsk"), "zh"),
    (re.compile(r"jlpt"), "ja"),
    (re.compile(r"topik"), "ko"),
    (re.compile(r"testdaf|德福"), "de"),
    (re.compile(r"(?<![a-z])(?:delf|dalf)(?![a-z])"), "fr"),
    (re.compile(r"(?<![a-z])dele(?![a-z])"), "es"),
)
_GRADE = re.compile("[一二三四五六七八]级")
_LEVEL_NUMERALS = str.maketrans("一二三四五六七八", "12345678")
_NOT_SPOKEN = frozenset({"none", "no", "not spoken", "无", "不会"})


def language_code(name: str) -> str | None:
    """ISO 639-1 code of a language's name or code, None for a name that is not known.

    >>> language_code("日语")
    'ja'
    """
    folded = normalise(name).strip()
    return _CODE_OF.get(folded) or _CODE_OF.get(folded.split("-")[0].split("_")[0])


def language_level(text: str) -> int | None:
    """CEFR step of a level, a test or a word for it, None when it says nothing known.

    >>> language_level("雅思7.0"), language_level("CET-6"), language_level("B2+")
    (5, 4, 4)
    """
    folded = _GRADE.sub(_with_digit, normalise(text)).strip()
    for pattern, thresholds, first in _SCORED:
        if found := pattern.search(folded):
            reached = sum(float(found[1]) >= threshold for threshold in thresholds)
            return max(reached + first - 1, 1)
    if folded in _NOT_SPOKEN:
        return 0
    return next((level for pattern, level in _LEVELS if pattern.search(folded)), None)


def parse_language(text: str) -> Language | None:
    """A language with or without its level in one text, None when no language is named.

    >>> parse_language("英语 CET-6")
    Language(code='en', level=4)
    """
    code = language_code(text) or next(_named_in(normalise(text)), None)
    return Language(code, language_level(text)) if code else None


def language_name(code: str, *, chinese: bool) -> str:
    """The language's name, or its code when it is not in the table."""
    names = LANGUAGES.get(code)
    return (names[0] if chinese else names[1]) if names else code


def _named_in(folded: str) -> Iterator[str]:
    """Codes of the languages named in a text, then of those its tests are of."""
    for name, code in _CODE_OF.items():
        if (len(name) > 3 or not name.isascii()) and name in folded:
            yield code
    yield from (code for pattern, code in _TESTS if pattern.search(folded))


def _with_digit(grade: re.Match[str]) -> str:
    return grade.group().translate(_LEVEL_NUMERALS)
