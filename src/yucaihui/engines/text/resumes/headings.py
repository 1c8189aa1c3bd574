"""Headings of sections and labels of fields, however stretched or decorated."""

import re

from yucaihui.engines.text.resumes.vocabulary import HEADINGS, LABELS

_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")
_LETTER_SPACED = re.compile(r"(?:\w ){3,}\w")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十\d][)）]|\d{1,2}[、.．]\s*|[IVX]{1,4}\.\s)"
)
_LETTER_SPACED = re.compile(r"(?:\w ){3,}\w")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十\d][)）]|\d{1,2}[、.．]\s*|[IVX]{1,4}\.\s)"
)
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十\d][)）]|\d{1,2}[、.．]\s*|[IVX]{1,4}\.\s)"
)
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\u200b\ufeff]+")
_SOFT_BREAK = re.compile(r"[\u0002\u00ad\ufffe]\s*$")
# Sections that may begin and end on one line: `Skills: Python, SQL`.
_INLINE = (
    "education",
    "work",
    "projects",
    "skills",
    "languages",
    "certificates",
    "awards",
    "summary",
)
PRIVATE = re.compile(r"[\ue000-\uf8ff\u200b\ufeff]+")
LABELLED = re.compile(
    r"(?<![\w\u4e00-\u9fff])("
    + "|".join(
        sorted((re.escape(label).replace(r"\ ", r"\s?") for label in LABELS), key=len, reverse=True)
    )
    + r")\s*[:：]\s*",
    re.IGNORECASE,
)
_FIELD_END = re.compile(r"\s*[|｜]\s*|\t+|\s{2,}|\u3000+|\s+[·•]\s+")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:[.．](?!\d)|[、)）])|[(（]\d{1,2}[)）]|\[\d{1,3}\]|[①-⑳])\s*(?=\S)"
)


def is_han(character: str) -> bool:
    """Whether a character is Chinese or full-width punctuation, which need no blanks."""
    return bool(character) and (
        "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
    )


def fold_heading(text: str) -> str:
    """A heading without ordinals, decoration and the spaces that stretch it."""
    text = _DECORATION.sub("", _ORDINAL.sub("", PRIVATE.sub("", text).strip()))
    text = _HAN_GAP.sub("", text)
    if _LETTER_SPACED.fullmatch(text):
        text = re.sub(r"(?<=\w) (?=\w)", "", text)
    return re.sub(r"\s+", " ", text).replace("（", "(").replace("）", ")").lower()


def section_of(text: str) -> str | None:
    """Section that a whole line names, in one language or in both side by side."""
    if len(text) > 60:
        return None
    folded = fold_heading(text)
    whole = _section(folded)
    if whole or not folded:
        return whole
    han = re.sub(r"[^\u4e00-\u9fff/及与和、]", "", folded)
    latin = re.sub(r"[\u4e00-\u9fff]+", " ", folded).strip(" /|-·()、&")
    if han and latin:
        sections = {_section(han), _section(re.sub(r"\s+", " ", latin))}
        return sections.pop() if len(sections) == 1 else None
    return None


def _section(folded: str) -> str | None:
    return next((name for name, words in HEADINGS.items() if words.fullmatch(folded)), None)


def is_landmark(text: str) -> bool:
    """Whether a line could head a column: a section's heading or a labelled field."""
    return section_of(text) is not None or LABELLED.match(text) is not None


def label_of(text: str) -> str | None:
    """Field that a whole cell or line names."""
    return LABELS.get(fold_heading(text)) if len(text) < 30 else None


def split_labels(text: str) -> list[tuple[str, str]]:
    """`label: value` pairs of a line, and ("", text) for what stands before or between.

    >>> split_labels("性别：女 | 电话：19900000000")
    [('gender', '女'), ('phone', '19900000000')]
    """
    marks = list(LABELLED.finditer(text))
    pairs: list[tuple[str, str]] = []
    if not marks:
        return [("", text.strip())]
    if marks[0].start() > 0:
        pairs.append(("", text[: marks[0].start()]))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : following.start() if following else len(text)]
        first, *others = _FIELD_END.split(value.strip(), maxsplit=1)
        pairs.append((LABELS[re.sub(r"\s+", " ", mark[1]).lower()], first))
        pairs.extend(("", other) for other in others)
    trimmed = [(label, value.strip(" \t|｜;；,，/·•")) for label, value in pairs]
    return [(label, value) for label, value in trimmed if label or value]
