"""Why a row got its verdict: codes, and their words in Chinese and English."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["ok", "warning", "error", "duplicate", "skipped"]

# code: (verdict it leads to, words zh, words en). {…} is filled by the row.
REASONS: dict[str, tuple[Verdict, str, str]] = {
    "title_row": ("skipped", "表格标题行", "Title of the table"),
    "note": ("skipped", "说明或备注行", "Note"),
    "header": ("skipped", "表头行", "Header"),
    "blank": ("skipped", "空行", "Blank row"),
    "subtotal": ("skipped", "小计或合计行", "Subtotal or total"),
    "no_header": (
        "skipped",
        "此工作表没有岗位表头",
        "This sheet has no header of positions",
    ),
    "title_missing": (
        "error",
        "缺少岗位名称，请补填后重新导入",
        "The title of the position is missing; fill it in and import again",
    ),
    "employer_missing": (
        "error",
        "缺少单位名称，请补填后重新导入",
        "The employer's name is missing; fill it in and import again",
    ),
    "employer_missing_known_code": (
        "error",
        "缺少单位名称；按信用代码应为“{value}”，请确认后补填",
        "The employer's name is missing; by its code it is “{value}”: confirm and fill it in",
    ),
    "employer_not_in_file": (
        "warning",
        "文件没有单位名称列，请在导入时指定单位",
        "The file has no column of employers; name the employer when importing",
    ),
    "headcount_missing": (
        "warning",
        "未写明招聘人数（法规要求写明）",
        "The number of openings is not given (the law asks for it)",
    ),
    "headcount_invalid": (
        "error",
        "招聘人数“{value}”应为 1 至 9999",
        "The number of openings “{value}” must be from 1 to 9999",
    ),
    "salary_not_stated": (
        "warning",
        "未写明薪酬（法规要求写明基本薪酬）",
        "The pay is not stated (the law asks for basic pay)",
    ),
    "salary_unread": (
        "warning",
        "无法读懂薪资“{value}”，请写成 8000-12000元/月",
        "The pay “{value}” can't be read; write it as 8000-12000元/月",
    ),
    "salary_period_guessed": (
        "warning",
        "薪资“{value}”未写明按月或按年，已按年薪理解",
        "The pay “{value}” does not say month or year; it was read as yearly",
    ),
    "salary_after_tax": (
        "warning",
        "薪资“{value}”似为税后，请填写税前",
        "The pay “{value}” seems to be after tax; state it before tax",
    ),
    "salary_implausible": (
        "warning",
        "薪资“{value}”不合常理，请核对单位",
        "The pay “{value}” is out of the ordinary; check its unit",
    ),
    "salary_foreign_currency": (
        "warning",
        "薪资“{value}”不是人民币，未换算",
        "The pay “{value}” is not in yuan and was not converted",
    ),
    "degree_unread": (
        "warning",
        "无法读懂学历“{value}”，请写成 本科、硕士 等",
        "The degree “{value}” can't be read; write bachelor, master …",
    ),
    "years_unread": (
        "warning",
        "无法读懂工作经验“{value}”，请写成 3年以上",
        "The experience “{value}” can't be read; write 3 years or more",
    ),
    "place_unread": (
        "warning",
        "没有认出工作地点“{value}”，请写明城市和区县",
        "The place of work “{value}” was not recognised; give city and district",
    ),
    "posted_unread": (
        "warning",
        "无法读懂发布日期“{value}”，请写成 2026-01-31",
        "The posting date “{value}” can't be read; write 2026-01-31",
    ),
    "valid_through_unread": (
        "warning",
        "无法读懂截止日期“{value}”，请写成 2026-01-31",
        "The closing date “{value}” can't be read; write 2026-01-31",
    ),
    "valid_through_missing": (
        "warning",
        "未写明截止日期（法规要求写明有效期）",
        "No closing date (the law asks for a validity)",
    ),
    "dates_reversed": (
        "error",
        "截止日期早于发布日期，请更正",
        "The closing date is before the posting date; correct one",
    ),
    "description_missing": (
        "warning",
        "没有岗位描述（法规要求写明工作内容）",
        "There is no description (the law asks for the work's content)",
    ),
    "wording_blocked": (
        "error",
        "“{value}”限制了{kind_zh}。{rule_zh}。请删去",
        "“{value}” limits by {kind_en}. {rule_en}. Remove it",
    ),
    "wording_doubtful": (
        "warning",
        "“{value}”可能限制了{kind_zh}。{rule_zh}",
        "“{value}” may limit by {kind_en}. {rule_en}",
    ),
    "duplicate": (
        "duplicate",
        "与{value}重复",
        "Repeats {value}",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a verdict: its code, the field it is about ("" for the row), and words."""

    code: str
    field: str
    verdict: Verdict
    zh: str
    en: str


def reason(code: str, field: str = "", value: object = "", **words: str) -> Reason:
    """Reason `code` about `field`, with `value` (the cell, shortened) in its words."""
    verdict, zh, en = REASONS[code]
    short = " ".join(str(value).split())
    shown = short if len(short) <= 40 else short[:39] + "…"
    return Reason(
        code,
        field,
        verdict,
        zh.format(value=shown, **words),
        en.format(value=shown, **words),
    )


_GRAVEST_FIRST: tuple[Verdict, ...] = ("skipped", "error", "duplicate", "warning")


def verdict_of(reasons: tuple[Reason, ...]) -> Verdict:
    """The gravest verdict among the reasons, `ok` without any."""
    given = {each.verdict for each in reasons}
    return next((verdict for verdict in _GRAVEST_FIRST if verdict in given), "ok")
