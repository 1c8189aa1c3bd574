"""Which column holds what: the header of a sheet found and its headings understood, zh and en."""

# ruff: noqa: E501  (a pattern or a list of headings is read as one line)

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from yucaihui.engines.text.tables import Cell, Row, Sheet

# field: headings, folded. The first field that owns a heading has it; parts count where no
# heading is equal, the longest part first.
HEADINGS: dict[str, tuple[str, ...]] = {
    "sequence": ("序号", "编号序号", "no", "no.", "#", "行号"),
    "id": ("id", "岗位编号", "职位编号", "岗位代码", "职位代码", "岗位id", "职位id", "编号", "需求编号", "job id", "job_id", "jobid", "posting id", "reference", "ref", "requisition id", "req id"),
    "employer": ("单位名称", "单位", "用人单位", "招聘单位", "用人单位名称", "招聘单位名称", "公司名称", "公司", "企业名称", "企业", "机构名称", "引才单位", "需求单位", "雇主", "所属单位", "employer", "employer name", "company", "company name", "organisation", "organization", "organization name", "agency", "hiring organization", "institution"),
    "employer_code": ("统一社会信用代码", "社会信用代码", "信用代码", "组织机构代码", "uscc", "unified social credit code", "registration number"),
    "title": ("岗位名称", "职位名称", "岗位", "职位", "招聘岗位", "招聘职位", "需求岗位", "引才岗位", "职务", "岗位(职位)名称", "招聘岗位名称", "工种", "职务名称", "job title", "title", "position", "position title", "business title", "role", "job name", "job", "post", "vacancy"),
    "headcount": ("招聘人数", "需求人数", "人数", "需求数量", "招聘数量", "岗位人数", "拟招人数", "引进人数", "计划人数", "招聘名额", "名额", "需求数", "数量", "招聘计划", "计划数", "headcount", "openings", "number of openings", "# of positions", "number of positions", "vacancies", "positions", "no. of positions", "no. of vacancies", "quantity"),
    "degree": ("学历要求", "学历", "最低学历", "学历学位", "学历(学位)要求", "学位要求", "学历层次", "学位", "文化程度", "教育程度", "education", "degree", "education level", "required education", "required_education", "minimum education", "qualification level", "min degree", "min_degree"),
    "years": ("工作经验", "经验要求", "工作年限", "经验", "工作经历", "从业年限", "工作经验要求", "年限要求", "经验年限", "experience", "years of experience", "required experience", "required_experience", "work experience", "experience level", "min years", "min_years", "years"),
    "salary": ("薪资待遇", "薪资", "薪酬", "薪酬待遇", "工资", "工资待遇", "待遇", "薪资范围", "薪酬范围", "月薪", "年薪", "薪水", "薪金", "福利待遇", "工资范围", "薪资水平", "税前年薪", "税前月薪", "月薪范围", "年薪范围", "薪酬标准", "提供待遇", "收入", "salary", "salary range", "salary_range", "compensation", "pay", "pay range", "wage", "remuneration", "base salary"),
    "salary_min": ("最低薪资", "最低月薪", "最低年薪", "薪资下限", "月薪下限", "薪酬下限", "最低工资", "起薪", "salary range from", "salary from", "salary min", "min salary", "minimum salary", "salary_min", "pay from"),
    "salary_max": ("最高薪资", "最高月薪", "最高年薪", "薪资上限", "月薪上限", "薪酬上限", "最高工资", "salary range to", "salary to", "salary max", "max salary", "maximum salary", "salary_max", "pay to"),
    "salary_period": ("薪资单位", "计薪方式", "薪资类型", "发薪方式", "salary frequency", "pay frequency", "salary period", "pay period", "salary type"),
    "place": ("工作地点", "工作地", "工作区域", "工作城市", "地点", "地区", "区县", "所在区县", "工作地址", "上班地点", "工作区县", "所在地", "办公地点", "城市", "location", "work location", "workplace", "city", "place", "place of work", "job location", "district", "address"),
    "description": ("岗位描述", "职位描述", "岗位职责", "工作职责", "工作内容", "岗位说明", "职责", "岗位职责及要求", "岗位职责及任职要求", "职位详情", "岗位详情", "岗位介绍", "主要职责", "职责描述", "岗位内容", "description", "job description", "duties", "responsibilities", "job summary", "summary", "details"),
    "requirements": ("任职要求", "岗位要求", "任职资格", "职位要求", "任职条件", "岗位条件", "应聘条件", "招聘条件", "资格条件", "具体要求", "招聘要求", "能力要求", "其他要求", "其它要求", "岗位资格条件", "requirements", "requirement", "qualifications", "minimum qual requirements", "minimum requirements", "preferred qualifications", "job requirements"),
    "skills": ("技能要求", "技能", "专业技能", "技能标签", "技术要求", "关键技能", "技术栈", "skills", "preferred skills", "required skills", "key skills", "tech stack"),
    "major": ("专业要求", "专业", "所学专业", "需求专业", "专业方向", "major", "field of study", "discipline"),
    "posted": ("发布日期", "发布时间", "开始日期", "开始时间", "发布日", "起始日期", "招聘开始时间", "填报日期", "更新日期", "posted", "posting date", "date posted", "post date", "publish date", "published", "start date", "opening date"),
    "valid_through": ("截止日期", "截止时间", "有效期", "有效期至", "招聘截止日期", "报名截止时间", "报名截止日期", "结束日期", "到期日期", "失效日期", "有效期限", "招聘截止时间", "deadline", "closing date", "valid through", "valid_through", "expiry date", "expires", "end date", "apply by", "application deadline", "post until"),
    "benefits": ("福利", "职位福利", "岗位福利", "其他待遇", "benefits", "perks"),
    "industry": ("行业", "所属行业", "产业", "产业领域", "industry", "sector"),
    "employment_type": ("工作性质", "用工形式", "岗位性质", "职位类型", "用工性质", "employment type", "employment_type", "job type", "full-time/part-time indicator"),
    "department": ("部门", "所属部门", "用人部门", "department", "division", "division/work unit"),
    "employer_profile": ("单位简介", "公司简介", "企业简介", "公司介绍", "单位介绍", "企业介绍", "company profile", "company_profile", "about the company"),
    "employer_kind": ("单位性质", "企业性质", "公司性质", "单位类型", "企业类型", "公司规模", "单位规模", "企业规模", "单位地址", "公司地址", "企业地址", "company size", "company type"),
    "category": ("岗位类别", "职位类别", "岗位类型", "岗位分类", "职位分类", "岗位等级", "岗位级别", "职位级别", "job category", "function", "civil service title", "title code no", "level"),
    "contact": ("联系人", "联系电话", "联系方式", "电话", "手机", "邮箱", "电子邮箱", "投递邮箱", "简历投递邮箱", "联系人及电话", "contact", "phone", "email", "e-mail", "tel", "contact person"),
}  # fmt: skip

_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_MARKS = re.compile(r"[*＊※★☆:：]|必填|选填|^\d+[.、]")
_BLANKS = re.compile(r"\s+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SEARCHED_ROWS = 40
_LEAST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What each column holds; a user may confirm or change it before rows are read.

    `header_rows` are positions in `Sheet.rows`; `headings` are the words of the header, one for
    each column; `columns` maps a field of HEADINGS to a position in the row.
    """

    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    columns: dict[str, int]

    @property
    def first_row(self) -> int:
        """Position in `Sheet.rows` of the first row after the header."""
        return max(self.header_rows) + 1


def heading_field(heading: str) -> tuple[str, int] | None:
    """Field that a heading names and how surely: 1,000 for an equal one, else the part's length.

    >>> heading_field("*薪资待遇（税前）")
    ('salary', 1000)
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", heading)).lower()
    plain = _BLANKS.sub(" " if plain.isascii() else "", plain).strip()
    bare = _BRACKETS.sub("", plain).strip()
    for form in (plain, bare):
        if form in _equal():
            return _equal()[form], 1_000
    if not bare or len(bare) > (30 if bare.isascii() else 14):
        return None
    return _by_part(bare)


@cache
def _equal() -> dict[str, str]:
    return {name: field for field, names in reversed(HEADINGS.items()) for name in names}


def _by_part(bare: str) -> tuple[str, int] | None:
    found = (
        (field, len(name))
        for name, field in _parts()
        if bare.startswith(name) or bare.endswith(name)
    )
    return next(found, None)


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    """Headings long enough to be told inside a longer one, the longest first."""
    long_enough = (
        item for item in _equal().items() if len(item[0]) >= (2 if _HAN.search(item[0]) else 5)
    )
    return tuple(sorted(long_enough, key=lambda item: (-len(item[0]), item)))


def propose_mapping(sheet: Sheet) -> ColumnMapping | None:
    """Mapping read from the sheet's header, None if no row looks like the header of postings.

    The header is the row, or the two rows under each other, that name the most fields; one of
    them must be the title of the position.
    """
    best: ColumnMapping | None = None
    for position in range(min(_SEARCHED_ROWS, len(sheet.rows))):
        for depth in (1, 2):
            mapping = _mapping(sheet.rows[position : position + depth], position)
            if mapping and (best is None or len(mapping.columns) > len(best.columns)):
                best = mapping
    return best


def _mapping(rows: tuple[Row, ...], position: int) -> ColumnMapping | None:
    if any(not _could_be_header(row) for row in rows):
        return None
    headings = _joined([tuple(map(str, row.cells)) for row in rows])
    columns = _columns(headings)
    if "title" not in columns or len(columns) < _LEAST_HEADINGS:
        return None
    return ColumnMapping(tuple(range(position, position + len(rows))), headings, columns)


def _could_be_header(row: Row) -> bool:
    """Headings are short words; a row with a date or a long text is data."""
    cells = row.filled
    if not all(_short(cell) for cell in cells):
        return False
    named = sum(heading_field(cell) is not None for cell in cells if isinstance(cell, str))
    return named >= _LEAST_HEADINGS


def _short(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= 60 and not re.fullmatch(r"[\d.,%-]+", cell)


def _joined(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Headings of one or two rows: the lower word where it names a field, else the upper one."""
    if len(rows) == 1:
        return rows[0]
    width = max(len(row) for row in rows)
    upper, lower = ((*row, *[""] * (width - len(row))) for row in rows)
    return tuple(
        below if below and (heading_field(below) or not above) else above
        for above, below in zip(upper, lower, strict=True)
    )


def _columns(headings: tuple[str, ...]) -> dict[str, int]:
    """Each field's surest column, the first of equals; a column serves one field."""
    found = [
        (-sure, position, field)
        for position, heading in enumerate(headings)
        for field, sure in filter(None, [heading_field(heading)])
    ]
    columns: dict[str, int] = {}
    for _, position, field in sorted(found):
        columns.setdefault(field, position)
    return columns
