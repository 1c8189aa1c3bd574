"""Reasons that a row gets here: what is on file, who imports, and what day it is.

The engine's own reasons (`engines.text.reasons`) know the file alone.
"""

from typing import Any

from yucaihui.engines.text.reasons import Reason, Verdict, verdict_of

# code: (verdict it leads to, words zh, words en).
REASONS: dict[str, tuple[Verdict, str, str]] = {
    "other_employer": (
        "error",
        "单位名称为“{value}”，与导入单位不符；如所有岗位均属本单位，请将单位名称列设为“不使用”",
        (
            "The row names “{value}”, not the employer you import for; if all rows are yours, set"
            " the employer's column to “not used”"
        ),
    ),
    "employer_needed": (
        "error",
        "没有单位名称，无法确定岗位属于哪个单位；请指定单位名称列",
        "No employer is named, so nobody would own the position; say which column names it",
    ),
    "too_long": (
        "error",
        "“{value}”过长，请缩短后重新导入",
        "“{value}” is too long; shorten it and import again",
    ),
    "out_of_range": (
        "error",
        "数值{value}超出合理范围，请更正",
        "The number {value} is out of range; correct it",
    ),
    "on_file": (
        "duplicate",
        "该岗位已在平台上",
        "This position is on file already",
    ),
    "expired": (
        "warning",
        "截止日期{value}已过，导入后不会公开；可在导入时选择重新开放",
        "Its last day {value} has passed, so it will not be public; you may reopen such rows",
    ),
    "reopened": (
        "warning",
        "截止日期{value}已过，将重新开放",
        "Its last day {value} has passed; it will be opened again",
    ),
    "incomplete": (
        "warning",
        "缺少法规要求的内容，导入后为草稿，补全后方可发布",
        "What the law asks for is missing: it becomes a draft, to be completed and published",
    ),
}
# What the engine says of a file without names, when the importer says whose it is.
ABOUT_MISSING_EMPLOYER = frozenset(
    ("employer_missing", "employer_missing_known_code", "employer_not_in_file")
)


def row_reason(code: str, field: str = "", value: object = "") -> Reason:
    verdict, zh, en = REASONS[code]
    shown = str(value)[:40]
    return Reason(code, field, verdict, zh.format(value=shown), en.format(value=shown))


def as_json(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [{"code": one.code, "field": one.field, "zh": one.zh, "en": one.en} for one in reasons]


def graded(reasons: list[Reason]) -> Verdict:
    return verdict_of(tuple(reasons))
