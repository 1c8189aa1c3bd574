"""A posting written as free text, zh or en, turned into the cells of a row."""

import re
import unicodedata
from collections.abc import Mapping

from yucaihui.engines.text.calm import calm
from yucaihui.engines.text.columns import heading_field
from yucaihui.engines.text.degree import parse_degree
from yucaihui.engines.text.places import CITIES, CITY_NAMES_EN
from yucaihui.engines.text.postings import Posting, RowText, read_posting
from yucaihui.engines.text.reasons import Reason
from yucaihui.engines.text.salary import parse_salary
from yucaihui.engines.text.skill_lists import requirements_part

_LABELLED = re.compile(
    r"^[\W\d_]{0,12}?([\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z /&]{1,24}?)\W{0,4}?"
    r"[:：]\W{0,3}(\S.*)$",
    re.MULTILINE,
)
_FIELDS = frozenset(
    [
        "employer",
        "title",
        "headcount",
        "degree",
        "years",
        "salary",
        "place",
        "valid_through",
        "posted",
    ]
)
_MARKUP = re.compile(
    r"\*\*+|__+|`+|<[^>]+>|!?\[([^\]]*)\]\([^)]*\)|^[ \t]*[#>*]+[ \t]*", re.MULTILINE
)
_BRACKETED = re.compile(r"[\[【(（]([^\]】)）]*)[\]】)）]")
_HIRING = re.compile(
    r"(?:诚聘|诚招|急聘|急招|招聘|招募|热招|直招|寻找|寻|聘|招|is hiring|hiring|looking for"
    r"|seeking|wanted)\s*[:：]?\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|｜·•]\s*|\s+[-–—/]+\s+|\s*[-–—]{2,}\s*")
_EMPLOYER = re.compile(
    r"(?!参与|主导|我们|本|该|一家|是|在|与|和|以)[\w（）()&.· ]{2,30}?(?:公司|集团|研究院"
    r"|研究所|大学|学院|医院|银行|中心|实验室|事务所"
    r"|工作室|基金会"
    r"|\b(?:Inc|Ltd|LLC|Labs?|GmbH|Corp|Foundation|Technologies|University|Capital|Group)\b\.?)"
)
_POSITION = re.compile(
    r"工程师|经理|主管|总监|专员|助理|设计师|架构师|研究员|科学家|教师|讲师|教授|医生|护士|会计"
    r"|顾问|分析师|运营|销售|开发|算法|产品|实习|博士后"
    r"|engineer|developer|manager|designer|analyst|scientist|researcher|architect|lead|director"
    r"|specialist|intern|officer|consultant|teacher|nurse|accountant",
    re.IGNORECASE,
)
_MONEY = r"(?:(?:usdt?|rmb|us|hk)?\s?[$€£¥]|usdt?|rmb|eur)?\s?"
_PAY = re.compile(
    r"(?:薪资|薪酬|薪水|工资|月薪|年薪|待遇|报酬|salary|compensation|pay\b|base\b)"
    r"[^\n]{0,20}?\d[^\n]{0,40}"
    rf"|{_MONEY}\d[\d,.]*\s?[kw万千u]?\s*(?:/\S{{1,2}})?\s*[-–—~～至到]+\s*{_MONEY}"
    r"\d[\d,.]*\s?(?:[kw万千u](?![a-z])|元|usd)[^\n]{0,16}"
    r"|\d[\d.,]*\s*[kw万千]\s*(?:以上|起)[^\n]{0,8}"
    rf"|{_MONEY}\d{{4,6}}\s*[-–—~～至到]+\s*{_MONEY}\d{{4,6}}[^\n]{{0,12}}",
    re.IGNORECASE,
)
_HEADCOUNT = re.compile(
    r"(?:招聘|招收|招|急聘|需要?|hiring)\s*\D{0,12}?([\d一二两三四五六七八九十]+)\s*(?:名|人|位"
    r"|people|engineers)"
)
_PLACE = re.compile(
    r"(?:工作地点|工作地|地点|坐标|办公地点|base(?:d in)?|location|office in"
    r"|located in)\W{0,4}([^\n。；;|]{2,30})",
    re.IGNORECASE,
)
_CITY = re.compile(
    "(?:" + "|".join(CITIES) + ")市?(?:[\u4e00-\u9fff]{1,4}区)?|" + "|".join(CITY_NAMES_EN),
    re.IGNORECASE,
)
_REMOTE = re.compile(r"远程|在家办公|remote|work from home|\bwfh\b", re.IGNORECASE)


def read_free_text(text: str, heading: str = "") -> tuple[Posting, tuple[Reason, ...]]:
    """Posting in `text`; `heading` is its subject line where there is one.

    What the text does not say stays empty and is named in the reasons, as for a row of a table;
    `extra["remote"]` is "yes" where the work may be done from anywhere.
    """
    cells = free_text_cells(text, heading)
    remote = {"remote": "yes"} if _REMOTE.search(f"{heading}\n{text}") else {}
    return read_posting(RowText(cells, {}, remote))


def free_text_cells(text: str, heading: str = "") -> Mapping[str, str]:
    """Cells by field: what labels say ("薪资：…"), else what headline and sentences say."""
    plain = _plain(text)
    headline = _plain(heading) or next((line for line in plain.splitlines() if line.strip()), "")
    cells = _labelled(plain)
    if not parse_salary(cells.get("salary", "")).minimum:
        cells["salary"] = _found(_PAY, f"{headline}\n{plain}") or cells.get("salary", "")
    if "headcount" not in cells:
        counted = _HEADCOUNT.search(f"{headline}\n{plain}")
        cells["headcount"] = counted[1] if counted else ""
    cells.setdefault("place", _place(headline, plain))
    cells.setdefault(
        "employer", _employer(headline) or _who_hires(headline) or _employer(plain[:400])
    )
    cells.setdefault("title", _title(headline, cells["employer"]))
    if parse_degree(cells.get("degree", "")) is None:
        cells["degree"] = _degree(plain)
    cells["description"] = text.strip()
    return cells


def _plain(text: str) -> str:
    normal = calm(unicodedata.normalize("NFKC", text.replace("\r\n", "\n")))
    return _MARKUP.sub(lambda found: found[1] or "", normal)


def _labelled(plain: str) -> dict[str, str]:
    cells: dict[str, str] = {}
    for label, value in _LABELLED.findall(plain):
        named = heading_field(label)
        if named and named[0] in _FIELDS and named[1] > 2 and len(value) <= 80:
            cells.setdefault(named[0], value.strip())
    return cells


def _found(pattern: re.Pattern[str], text: str) -> str:
    return next((item.group().strip() for item in pattern.finditer(text)), "")


def _place(headline: str, plain: str) -> str:
    city = _CITY.search(headline)
    if city:
        return city.group()
    said = _PLACE.search(plain)
    return said[1].strip() if said else ""


def _employer(text: str) -> str:
    found = _EMPLOYER.search(_HIRING.sub(" ", _BRACKETED.sub(" ", text)))
    return found.group().strip() if found else ""


def _who_hires(headline: str) -> str:
    """What stands before the verb of hiring in a headline: "Acme is hiring …"."""
    before, *after = _HIRING.split(_BRACKETED.sub(" ", headline), maxsplit=1)
    name = before.strip(" :：-–—|,，🔥🚀")
    return name if after and 2 <= len(name) <= 30 and not _POSITION.search(name) else ""


def _title(headline: str, employer: str) -> str:
    """The part of the headline that names a position, else the headline without place and firm."""
    bare = _PAY.sub(" ", _BRACKETED.sub(" ", headline)).replace(employer or "\0", " ")
    after = _HIRING.split(bare)[-1].strip(" :：-–—|")
    parts = [part for part in _SEPARATOR.split(after) if part.strip()]
    named = [part for part in parts if _POSITION.search(part)]
    return (named or parts or [headline])[0].strip(" :：-–—|,，")[:80]


def _degree(plain: str) -> str:
    """The sentence of the requirements that names a degree."""
    sentences = re.split(r"[\n;；。]", requirements_part(plain))
    return next((each for each in sentences if parse_degree(each) is not None), "")
