"""Job titles without what is no title: urgency, place, internal codes, level suffixes."""

import re

_PLACES = (
    r"(?:重庆|北京|上海|天津|成都|深圳|广州|杭州|南京|武汉|西安|苏州|长沙|远程|异地|本地"
    r"|驻[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,3}[市区县]|remote)市?"
)
_URGENCY = (
    r"(?:急聘|急招|急需|诚聘|诚招|热招|直招|直聘|高薪|高薪急招|紧急|紧缺|招聘|长期招聘|长期有效"
    r"|多名|若干名?|\d+[人名位]|urgent(?:ly)?(?: hiring)?|hot|new)"
)
_LEVELS = r"(?:高级|资深|初级|中级|初中级|中高级|senior|junior|sr\.?|jr\.?|mid)"
_CODES = r"(?:[a-z]{0,4}[-_]?\d{3,}|编号[:：]?\s*\w+|no\.?\s*\d+)"
_BENEFITS = (
    r"(?:双休|五险一金|六险一金|包吃住|包住|可?实习|应届|应届生|可远程|提供食宿|带薪年假"
    r"|周末双休|\d+薪|[\d.]+[-~][\d.]+[kw万]?)"
)
_NOISE = rf"(?:{_PLACES}|{_URGENCY}|{_LEVELS}|{_CODES}|{_BENEFITS})"
_BRACKETED = re.compile(
    rf"\s*[(（\[【]\s*{_NOISE}(?:\s*[、,，/+·\-\s]\s*{_NOISE})*\s*[)）\]】]\s*", re.IGNORECASE
)
_SUFFIX = re.compile(
    rf"\s*[-–—/|·_,，:：]+\s*{_NOISE}\s*\Z|\s+{_URGENCY}\s*[!！]*\Z|[!！]+\Z", re.IGNORECASE
)
_PREFIX = re.compile(
    rf"\A(?:{_URGENCY})[:：!！\s]+|\A{_CODES}[-_.、\s]+|\A{_PLACES}\s*[-–—|·:：]\s*", re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")


def normalise_title(text: str) -> str:
    """Title for display and comparison; brackets that say something about the work stay.

    >>> normalise_title("前端开发工程师/高级(J27102)（急聘）")
    '前端开发工程师'
    """
    title = _BLANKS.sub(" ", text).strip()
    while True:
        shorter = _PREFIX.sub("", _SUFFIX.sub("", _BRACKETED.sub(" ", title))).strip()
        if shorter in ("", title):
            return title
        title = shorter
