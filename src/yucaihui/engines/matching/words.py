"""Notes of the engine in Chinese and English."""

from collections.abc import Callable, Mapping
from typing import Literal

from yucaihui.engines.matching.languages import LEVELS, language_name
from yucaihui.engines.matching.types import Note, Value
from yucaihui.engines.text.degree import Degree

Tongue = Literal["zh", "en"]
Reader = Literal["talent", "employer"]

# Code of a note: its sentence in Chinese and in English. The names in braces are the note's
# values as `_SHOWN` puts them, and the words of `_VOICES` for who is spoken to.
SENTENCES: dict[str, tuple[str, str]] = {
    "title": (
        "{you}的职务“{own}”与岗位“{asked}”相近（相似度{alike}）",
        "{your} title “{own}” is close to “{asked}” (similarity {alike})",
    ),
    "skill": (
        "具备所需技能“{skill}”（占技能要求的{share}）",
        "has the skill {skill} ({share} of the skills asked for)",
    ),
    "near_skill": (
        "具备“{own}”，与所需技能“{skill}”相近（计技能要求的{share}）",
        "has {own}, close to the {skill} asked for (counts {share} of the skills asked for)",
    ),
    "missing_skill": (
        "未见所需技能“{skill}”（占技能要求的{share}）",
        "the skill {skill} was not found ({share} of the skills asked for)",
    ),
    "text": (
        "经历与岗位描述有共同用语：{words}",
        "experience and description have words in common: {words}",
    ),
    "other_language": (
        "岗位描述与{you}的经历所用语言不同，只比较职务和技能",
        "the texts are in different languages: titles and skills alone are compared",
    ),
    "degree": ("学历要求{asked}，{you}为{has}", "asks for {asked}, {have} {has}"),
    "no_degree": ("学历要求{asked}，{you}为{has}", "asks for {asked}, {have} {has}"),
    "unknown_degree": ("学历要求{asked}，{you}的学历未填写", "asks for {asked}, {yours_unknown}"),
    "years": ("要求{asked}年工作经验，{you}有{has}年", "asks for {asked} years, {have} {has}"),
    "no_years": (
        "要求{asked}年工作经验，{you}有{has}年，差{short}年",
        "asks for {asked} years, {have} {has}: {short} short",
    ),
    "unknown_years": (
        "要求{asked}年工作经验，{you}的工作年限未填写",
        "asks for {asked} years of work, {yours_unknown}",
    ),
    "salary": (
        "月薪最高{asked}元，不低于{you}期望的{has}元",
        "pays up to {asked} yuan a month, {wish} for {has} or more",
    ),
    "no_salary": (
        "月薪最高{asked}元，低于{you}期望的{has}元，差{short}元",
        "pays up to {asked} yuan a month, {wish} for {has} or more: {short} short",
    ),
    "place": (
        "工作地点{asked}，符合{you}的意向（{has}）",
        "the place is {asked}, as {wished} ({has})",
    ),
    "no_place": (
        "工作地点{asked}，{you}的意向是{has}",
        "the place is {asked}, {wish} for {has}",
    ),
    "language": (
        "要求{language}{asked}，{you}为{has}",
        "asks for {language}{asked}, {have} {has}",
    ),
    "no_language": (
        "要求{language}{asked}，{you}为{has}",
        "asks for {language}{asked}, {have} {has}",
    ),
    "unknown_language": (
        "要求{language}{asked}，{you}的水平未填写",
        "asks for {language}{asked}, {yours_unknown}",
    ),
    "condition": ("符合条件：{condition}", "meets the condition: {condition}"),
    "no_condition": ("不符合条件：{condition}", "does not meet the condition: {condition}"),
    "unknown_condition": (
        "需要确认的条件：{condition}",
        "a condition still to be confirmed: {condition}",
    ),
}

# How the talent is spoken to, and spoken of to an employer.
_VOICES: dict[tuple[Reader, Tongue], dict[str, str]] = {
    ("talent", "zh"): {"you": "您"},
    ("employer", "zh"): {"you": "候选人"},
    ("talent", "en"): {
        "your": "your",
        "yours_unknown": "yours is not known",
        "have": "you have",
        "wish": "you wish",
        "wished": "you wish",
    },
    ("employer", "en"): {
        "your": "the candidate's",
        "yours_unknown": "the candidate's is not known",
        "have": "the candidate has",
        "wish": "the candidate wishes",
        "wished": "the candidate wishes",
    },
}

# Conditions known by name; a deployment's own are shown as they are written.
_CONDITIONS = {
    "work_permit": ("持有工作许可", "holds a work permit"),
    "available": ("可到岗", "available for work"),
}
_DEGREES_EN = {
    Degree.NONE: "no degree",
    Degree.COLLEGE: "a college diploma",
    Degree.BACHELOR: "a bachelor's degree",
    Degree.MASTER: "a master's degree",
    Degree.DOCTOR: "a doctorate",
}


def say(note: Note, tongue: Tongue, reader: Reader = "talent") -> str:
    """The note as a sentence for the talent or the employer; KeyError for an unknown code.

    >>> say(Note("no_degree", (("asked", 3), ("has", 2))), "zh")
    '学历要求硕士，您为本科'
    """
    chinese = tongue == "zh"
    values = dict(note.values)
    shown = _VOICES[reader, tongue] | {
        name: _show(note.code, name, value, chinese) for name, value in values.items()
    }
    asked, has = values.get("asked"), values.get("has")
    if isinstance(asked, int | float) and isinstance(has, int | float):
        shown["short"] = f"{round(abs(asked - has), 1):,}"
    return SENTENCES[note.code][0 if chinese else 1].format(**shown)


def _show(code: str, name: str, value: Value, chinese: bool) -> str:
    kind = code.removeprefix("no_").removeprefix("unknown_")
    show = _SHOWN.get((kind, name)) or _SHOWN.get(("", name))
    return show(value, chinese) if show else f"{value:,}" if kind == "salary" else f"{value}"


def _degree(value: Value, chinese: bool) -> str:
    degree = Degree(int(value or 0))
    none = "大专以下" if degree is Degree.NONE else degree.zh
    return none if chinese else _DEGREES_EN[degree]


def _level_asked(value: Value, chinese: bool) -> str:
    return "" if value is None else f" {LEVELS[int(value)]}" + ("" if chinese else " or better")


def _level_held(value: Value, chinese: bool) -> str:
    if value is None:
        return "已列出" if chinese else "listed it"
    none = "不会" if chinese else "none"
    return LEVELS[int(value)] if value else none


def _condition(value: Value, chinese: bool) -> str:
    known = _CONDITIONS.get(str(value))
    return known[0 if chinese else 1] if known else str(value)


def _percent(value: Value, _: bool) -> str:
    return f"{float(value or 0):.0%}"


_SHOWN: Mapping[tuple[str, str], Callable[[Value, bool], str]] = {
    ("degree", "asked"): _degree,
    ("degree", "has"): _degree,
    ("language", "language"): lambda value, zh: language_name(str(value), chinese=zh),
    ("language", "asked"): _level_asked,
    ("language", "has"): _level_held,
    ("condition", "condition"): _condition,
    ("", "share"): _percent,
    ("", "alike"): _percent,
}
