"""Words of CVs in Chinese and English: headings, labels, degrees, titles, fields, languages.

All of it is data about the two languages in general; no name of a school, firm or person.
"""

import re

from yucaihui.engines.text.resumes.wordlist import read_sections, word_set

# Section -> pattern of its whole headings, folded: lower case, no spaces inside Chinese.
HEADINGS = {
    section: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    for section, patterns in read_sections("headings.txt").items()
}

TITLES_OF_PAGE = re.compile(
    r"(?:个人|求职|应聘|我的|中文|电子)?(?:简历|履历)(?:表)?"
    r"|(?:my )?(?:resume|résumé|curriculum vitae|cv)"
    r"|(?:应聘|求职|人员|人才)?(?:登记表|信息表|申请表)|europass|europass curriculum vitae"
)

# Label -> its field.
LABELS = {
    label.strip(): field
    for field, lines in read_sections("labels.txt").items()
    for line in lines
    for label in line.split(" | ")
}
PROTECTED = (
    "gender", "birth", "marital", "nationality", "ethnicity", "hometown", "politics", "religion",
    "health", "body", "photo",
)  # fmt: skip

# Protected facts that stand in a header without a label.
BARE_PROTECTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("gender", re.compile(r"男性?|女性?|(?:fe)?male|non-?binary", re.IGNORECASE)),
    (
        "birth",
        re.compile(
            r"\d{2}\s*(?:周?岁|years? old|y/?o)|(?:19|20)\d\d年(?:\d\d?月)?(?:\d\d?日)?(?:出?生)",
            re.IGNORECASE,
        ),
    ),
    (
        "marital",
        re.compile(
            r"未婚|已婚|离异|未育|已育|已婚已育|已婚未育|single|married|divorced|unmarried",
            re.IGNORECASE,
        ),
    ),
    ("ethnicity", re.compile(r"[\u4e00-\u9fff]{1,3}族")),
    (
        "politics",
        re.compile(r"(?:中共)?(?:预备)?党员|(?:共青)?团员|群众|无党派(?:人士)?|民主党派"),
    ),
)

NONE_WORDS = frozenset(
    ("无", "暂无", "没有", "略", "none", "n/a", "na", "nil", "not applicable", "/", "-", "—", "--")
)

# Words that end a date range still running.
PRESENT = (
    "至今|迄今|现在|目前|今|present|now|current(?:ly)?|ongoing|to date|till date|till now"
    "|until now|today|heute|aujourd'hui|actualidad|presente"
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
            ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
            ("oct", "october"), ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip

LANGUAGES = word_set("languages")
# Examinations that name a language by themselves.
LANGUAGE_EXAMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "英语",
        re.compile(
            r"CET|TEM|大学英语|英语[四六]级|专[四八]|雅思|托福|IELTS|TOEFL|TOEIC|GRE|GMAT|PTE"
            r"|BEC|CATTI",
            re.IGNORECASE,
        ),
    ),
    ("日语", re.compile(r"JLPT|日语|(?<![A-Za-z])N[1-5](?!\w)|NAT-TEST", re.IGNORECASE)),
    ("汉语", re.compile(r"HSK|普通话", re.IGNORECASE)),
    ("韩语", re.compile(r"TOPIK", re.IGNORECASE)),
    ("法语", re.compile(r"DELF|DALF|TCF|TEF", re.IGNORECASE)),
    ("德语", re.compile(r"TestDaF|DSH|Goethe", re.IGNORECASE)),
    ("西班牙语", re.compile(r"DELE", re.IGNORECASE)),
)
FLUENCY = re.compile(
    r"native|bilingual|fluent|proficien|advanced|intermediate|basic|beginner|elementary|conversational"
    r"|mother tongue|professional|working|limited|upper|excellent|good|fair|business|\b[ABC][12]\b"
    r"|母语|流利|精通|熟练|良好|一般|入门|日常|工作语言|双语|优秀|[四六八]级|读写|听说",
    re.IGNORECASE,
)
