"""One spelling of a title for the encoder: what stands beside the name of the work is left out.

Gender forms, markers such as (m/f/d), levels, and abbreviations that only insiders read. The
lexical part of the score sees a title as it stands.
"""

import re

from yucaihui.engines.text.titles import normalise_title
from yucaihui.engines.text.tokens import normalise

_HAN = "\u3400-\u9fff"
# "Ingenieur/in", "Lehrer*innen", "técnico/a", "consultant(e)": the ending of the other gender.
_ENDING = r"in|innen|r|a|as|o|os|e|es|ne|nes|euse|euses|rice|trice|ra|ras|ère|ière"
_MARKERS = (
    # (m/f/d), (w/m/x), m/w/d, (h/f), (all genders), (男女不限)
    re.compile(r"[(\[]\s*(?:[mwfdhxv]\s*[/|,]\s*)+[mwfdhxv]\s*[)\]]"),
    re.compile(r"(?<!\w)(?:[mwfdhxv]/)+[mwfdhxv](?!\w)"),
    re.compile(r"[(\[](?:all genders?|gn|男女不限|性别不限)[)\]]"),
    re.compile(rf"(?<=[^\W\d_]{{3}})(?:[/*:_]-?(?:{_ENDING})(?!\w)|\((?:{_ENDING})\))"),
    # Levels; not those of schools and of people in need of care.
    re.compile(
        r"(?<![\w-])(?:senior|junior|sr|jr|mid-level|entry[- ]level)(?![\w-])\.?"
        r"(?!\s+(?:high|school|secondary|college|citizen|care|home|living|cent))"
    ),
    re.compile(r"(?:高级|资深|初级|中高级|初中级|中级)(?!中学|职业|技工|技校|学校|法院|人民|会所)"),
    re.compile(r"(?<=\w)\s+(?:i{1,3}|iv|[1-5])\s*\Z"),
)
_BLANKS = re.compile(r"\s+")
_SHORT = re.compile(r"(?<![a-z0-9.&+#])[a-z0-9&]{2,5}(?![a-z0-9&+#])")


class Spelling:
    """Spells titles; `table` has a line `short | English | Chinese` for each abbreviation."""

    def __init__(self, table: str) -> None:
        self.table = table
        self._long = dict(_entries(table))

    def __call__(self, title: str) -> str:
        """The title in small letters as the encoder reads it; a mere level stays as it is.

        >>> Spelling("hr | human resources | 人力资源")("HR专员/高级")
        '人力资源专员'
        """
        folded = _BLANKS.sub(" ", normalise(title)).strip()
        return self._spelt_out(_one_gender(_bare(folded))) or folded

    def _spelt_out(self, title: str) -> str:
        def long(found: re.Match[str]) -> str:
            english, chinese = self._long.get(found.group(), ("", ""))
            around = title[max(0, found.start() - 1) : found.start()] + title[found.end() :][:1]
            return (chinese if re.search(f"[{_HAN}]", around) else english) or found.group()

        return _SHORT.sub(long, title)


def _entries(table: str) -> list[tuple[str, tuple[str, str]]]:
    rows = [line.split("|") for line in table.splitlines() if "|" in line and line[0] != "#"]
    cells = [[cell.strip() for cell in row] + [""] for row in rows]
    return [(short, (english, chinese)) for short, english, chinese, *_ in cells]


def _bare(title: str) -> str:
    title = normalise_title(title)
    for marker in _MARKERS:
        title = marker.sub(" ", title)
    return normalise_title(_BLANKS.sub(" ", title).strip(" -–,/|"))


def _one_gender(title: str) -> str:
    """The first of "director técnico/directora técnica": word for word the same beginnings."""
    first, slash, second = title.partition("/")
    words, others = first.split(), second.split()
    same = len(words) == len(others) and all(map(_alike, words, others))
    return first.strip() if slash and words and same else title


def _alike(first: str, second: str) -> bool:
    stem = min(len(first), len(second), 5)
    return first[:stem] == second[:stem] and (first == second or stem > 3)
