"""Degrees asked for or held, as an ordered scale.

The scale is the one of Chinese vacancies; foreign degrees are placed on it by level
(ISCED 2011: college 5, bachelor 6, master 7, doctor 8).
"""

import re
from enum import IntEnum

from yucaihui.engines.text.tokens import normalise


class Degree(IntEnum):
    """Least degree asked for; higher is more. `NONE` also stands for school below college."""

    NONE = 0
    COLLEGE = 1
    BACHELOR = 2
    MASTER = 3
    DOCTOR = 4

    @property
    def zh(self) -> str:
        """The word used in files: 不限, 大专, 本科, 硕士 or 博士."""
        return ("不限", "大专", "本科", "硕士", "博士")[self]

    @property
    def en(self) -> str:
        """The word used in English pages."""
        return ("any", "college diploma", "bachelor", "master", "doctor")[self]


# A phrase that frees the posting of the question is looked for first; a degree named elsewhere
# in the text as an aside does not then count.
_FREE = re.compile(
    r"学历\s*[:：]?\s*(?:不限|无要求|不作要求|不做要求|没有要求)|不限学历|无学历要求"
    r"|no degree (?:required|needed|necessary)|any degree|regardless of (?:degree|education)"
)
# Postings write the least degree; where several are named ("本科或硕士") the least one rules.
_NAMES: tuple[tuple[Degree, re.Pattern[str]], ...] = (
    (
        Degree.DOCTOR,
        re.compile(
            r"博士|(?<![a-z])ph\.?\s?d\b|(?<![a-z])d\.?phil\b|doctora(?:l|te)|\bdoctor of\b"
            r"|post-?doc|\b(?:sc|eng|ed)\.?d\b"
        ),
    ),
    (
        Degree.MASTER,
        re.compile(
            r"硕士|硕博|(?<!博士)研究生|(?<![a-z])master(?:'?s)?\b(?! data)"
            r"|(?<![a-z.])m\.?s\.?c\b|(?<![a-z.])m\.?eng\b|\bmba\b|\bm\.?phil\b"
            r"|(?<![a-z.])m\.[as]\.|\bms degree\b|postgraduate|graduate degree"
        ),
    ),
    (
        Degree.BACHELOR,
        re.compile(
            r"本科|学士|一本|二本|(?<![a-z])bachelor(?:'?s)?\b|(?<![a-z.])b\.?s\.?c\b"
            r"|(?<![a-z.])b\.?eng\b|(?<![a-z.])b\.[as]\.|\bbs degree\b|\bba degree\b"
            r"|undergraduate|\b(?:university|college|four[- ]year|4[- ]year) degree\b"
            r"|\bbacc?alaureate\b|\bb\.?tech\b"
        ),
    ),
    (
        Degree.COLLEGE,
        re.compile(
            r"大专|专科|高职|大学专|\bassociate(?:'?s)? degree\b|\bassociate of\b"
            r"|\bcollege diploma\b|\bhigher national diploma\b|\bhnd\b|\bjunior college\b"
        ),
    ),
    (
        Degree.NONE,
        re.compile(
            r"高中|中专|职高|中技|技校|初中|小学|不限|无要求|不要求|^无$"
            r"|high school|secondary school|\bged\b|^none$|^any$|not required|unspecified"
        ),
    ),
)


def named_degrees(text: str) -> tuple[Degree, ...]:
    """Every degree named in `text`, highest first, each once."""
    folded = normalise(text)
    return tuple(degree for degree, names in _NAMES if names.search(folded))


def parse_degree(text: str) -> Degree | None:
    """Least degree that `text` asks for, None when it names no degree at all.

    >>> parse_degree("统招本科及以上")
    <Degree.BACHELOR: 2>
    """
    if _FREE.search(normalise(text)):
        return Degree.NONE
    return min(named_degrees(text), default=None)
