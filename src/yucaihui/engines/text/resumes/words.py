"""What tells an organisation from a job title and a school from a field of study.

General vocabulary only: legal forms, kinds of organisation, heads and modifiers of titles,
disciplines. Names of schools or firms are not listed, so unseen ones are read as well.
"""

import re

from yucaihui.engines.text.resumes.wordlist import alternatives, word_set

_LEGAL = (
    r"Ltd|Limited|Inc|Incorporated|LLC|LLP|Corp|Corporation|Co|Company|GmbH|mbH|AG|KG|SE|S\.?A|SAS"
    r"|SARL|B\.?V|N\.?V|PLC|Pte|Pty|K\.?K|Oyj?|AB|A/S|ApS|S\.?r\.?l|S\.?p\.?A|Sdn|Bhd|Group"
    r"|Holdings?|e\.?V|AS|Sp\. z o\.o|d\.o\.o|GbR|UG|Ltda|Lda|S\.?L"
)
# A legal form as a whole word, with the stop it may carry.
LEGAL_FORM = re.compile(rf"(?<![\w.])(?:{_LEGAL})(?![\w&-])\.?(?!\w)")

_NOTE = r"(?:[(（][^()（）]*[)）])?"  # a remark in brackets
ORG_ZH = re.compile(alternatives("organisation zh") + _NOTE + "$")
SCHOOL_ZH = re.compile(alternatives("school zh") + _NOTE + "$")
SCHOOL_EN = re.compile(rf"\b{alternatives('school en')}(?!\w)|üniversitesi\b", re.IGNORECASE)
TITLE_ZH = re.compile(rf"{alternatives('title zh')}(?:{_NOTE[3:-2]}|[IVX]{{1,3}}|\d)?$")

ORG_TAILS = word_set("organisation tails")
TITLE_HEADS = word_set("title heads")
TITLE_MODIFIERS = word_set("title modifiers")
FIELD_WORDS = word_set("fields of study")
TITLES_ALONE = word_set("titles of one word")
COMPOUNDS = word_set("compounds")
LONGEST_FIELD = 6  # words

_DEGREE_ZH = (
    rf"{alternatives('degree zh before')}?{alternatives('degree zh')}(?:在读|毕业|学历|学位|生)?"
)
_MODE = r"(?:[\u4e00-\u9fff]{0,6}(?:博士|硕士|学士|学位|本科|研究生|在读|全日制|统招))"
DEGREE_ZH = re.compile(_DEGREE_ZH)
DEGREE_ZH_FULL = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,6}}(?:博士|硕士|学士)|{_DEGREE_ZH}|MBA|EMBA|MPA|PhD|专升本|学历)"
    rf"(?:\s*[/／(（、+]\s*{_MODE}[)）]?)*"
)
_HONOURS = r"(?: \((?:Hons\.?|Honou?rs)\))?"
DEGREE_EN = re.compile(
    r"(?<![\w.])(?:"
    r"(?:Doctor(?:ate|al)?|(?:Master|Bachelor|Associate)(?:['’]?s)?)"
    rf"(?: of {alternatives('degree en of')}(?!\w))?(?: (?:degree|diploma|program(?:me)?))?"
    rf"|{alternatives('degree en')})(?!\w){_HONOURS}"
)
