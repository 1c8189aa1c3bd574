"""Skills a posting asks for: what its lists hold, so that names the lexicon lacks are found too."""

import re
import unicodedata

from yucaihui.engines.text.skills import (
    SkillHit,
    canonical_skill,
    is_known_skill,
    skill_hits,
    spelling,
)

_REQUIREMENTS = re.compile(
    r"(?:任职|岗位|职位|应聘|招聘|技能|能力|资格|录用|基本|其他)?(?:要求|资格|条件"
    r"|需求)\s*[:：】\]]|我们希望你|希望你|你需要"
    r"|任职要求|任职资格|岗位要求|职位要求|\b(?:requirements?|qualifications?"
    r"|what you(?:'ll)? (?:need|bring)|must[- ]haves?|skills)\s*:?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER_SECTION = re.compile(
    r"^\W*(?:岗位职责|工作职责|职位描述|工作内容|岗位描述|主要职责|福利|薪资|待遇|公司|联系"
    r"|工作地点|我们提供|responsibilities|benefits|what we offer|about)\S{0,10}\s*[:：】\]]?",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(r"[^\n;；。!！?？]+")
_STRONG = re.compile(
    r"(?:熟练|精通|熟悉|掌握|了解|擅长|通晓|深谙)(?:地|并)?(?:掌握|使用|运用|应用|操作|编写"
    r"|了解|熟悉|理解)?(?:至少)?(?:以下)?(?:一种|一门|两种|一种或多种|一门或多门)?(?:主流的?"
    r"|常用的?|常见的?)?"
    r"|(?:能够?|会)(?:熟练)?(?:使用|运用|操作)|(?:技能(?:要求|标签|关键词)?|技术栈|专业技能"
    r"|核心技能|关键词|工具)\s*[:：]"
    r"|\b(?:proficien(?:t|cy) (?:in|with)|familiar(?:ity)? with|knowledge of|skilled in"
    r"|expertise in|experienced? (?:in|with|using)"
    r"|competen(?:t|ce|cy) (?:in|with)|command of|fluen(?:t|cy) in"
    r"|hands-on (?:experience )?(?:with|in)|understanding of|(?:technical |key "
    r"|required )?skills?\s*:|tech stack\s*:|mastery of)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"具备|具有|拥有|有|使用过|从事过|持有|background in|ability to use", re.IGNORECASE
)
_SEPARATOR = re.compile(
    r"\s*(?:[、|]|以及|及其?(?!格)|和(?!谐)|与|或者?|\band/or\b|\band\b|\bor\b|&)\s*", re.IGNORECASE
)
_COMMA = re.compile(r"\s*[,，]\s*")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_HEAD = re.compile(
    r"^(?:[\d.、\-*•·●▪✓\s]+|如|例如|比如|包括|其中|等|对|使用|掌握|运用|熟悉|精通|了解|操作"
    r"|至少|一种|一门|或多种|主流的?|常用的?|常见的?|相关的?|各类|各种|下列|the |such as "
    r"|e\.g\.,?|including )+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:等(?:相关|主流|常用|常见)?(?:工具|技术|软件|框架|语言|知识|方法|平台|系统|编程语言"
    r"|开发语言|数据库|技能|经验|标准|体系|设备|仪器)?|(?:者|的)?优先(?:考虑|录用)?"
    r"|(?:的)?(?:相关|实际|实战|项目|使用|开发|工作|操作|应用|实施)*(?:经验|经历|能力"
    r"|背景)(?:者)?"
    r"|(?:的)?(?:使用|操作|应用|运用|原理|知识|理论|基础|相关知识|基本原理|编程|编程语言|语言"
    r"|开发|脚本|软件|工具|框架)|\s+(?:experience|skills?|preferred|required|is a plus|a plus"
    r"|etc\.?|programming|tools?|software))\s*$",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(r"(?<=.)等(?:[\u4e00-\u9fff]{0,10})$")
_NO_SKILL = re.compile(
    r"沟通|团队|协作|精神|责任|抗压|压力|学习能力|表达|协调|执行力|逻辑|思维|积极|主动|认真"
    r"|细心|吃苦|耐劳|敬业|职业道德|品行|出差|加班|服从|身体|形象|气质"
    r"|编程语言|开发语言|^[且其并对能]|要求|理念|热爱|负责|部署 |参与|独立|进行|完成|^软件|良好"
    r"|较强|优秀|以上|以下|年|专业$|学历|毕业|优先|相关|岗位|公司"
    r"|行业$|工作|能力|领域$|产品$|业务$|方向$|communication|team|motivat|ability|years?\b"
    r"|degree|strong|excellent|good\b",
    re.IGNORECASE,
)
_MAJOR = re.compile(r"专业|major|degree in", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def requirements_part(text: str) -> str:
    """The part of a description that says what is asked for; all of it if no heading says so."""
    start = _REQUIREMENTS.search(text)
    if not start:
        return text
    end = _OTHER_SECTION.search(text, start.end())
    return text[start.end() : end.start() if end else len(text)]


def requirement_skills(text: str) -> tuple[str, ...]:
    """Skills that the requirements in `text` name, in order, as written apart from spelling.

    >>> requirement_skills("任职要求：1、本科；2、熟悉镁合金、XRD、新名词材料学")
    ('镁合金', 'XRD', '新名词材料学')
    """
    plain = unicodedata.normalize("NFKC", requirements_part(text))
    return _once([name for sentence in _SENTENCE.findall(plain) for name in _in_sentence(sentence)])


def split_skills(cell: str) -> tuple[str, ...]:
    """Skills in a cell that holds nothing but skills.

    >>> split_skills("python，Docker; 有限元")
    ('Python', 'Docker', '有限元')
    """
    plain = unicodedata.normalize("NFKC", cell)
    items = [item for part in re.split(r"[;；,，、|\n]+", plain) for item in _items(part)]
    return _once([_written(item) for item in items if len(item) <= 60])


def _once(names: list[str]) -> tuple[str, ...]:
    by_spelling: dict[str, str] = {}
    for name in names:
        by_spelling.setdefault(spelling(name), name)
    return tuple(by_spelling.values())


def _written(name: str) -> str:
    """The name as written, in the lexicon's spelling when only width, case or blanks differ."""
    kept = canonical_skill(name)
    return kept if spelling(kept) == spelling(name) else " ".join(name.split())


def _in_sentence(sentence: str) -> list[str]:
    """Names in lists behind words like 熟悉; lexicon names elsewhere in the sentence."""
    names: list[str] = []
    open_list = False
    for clause in _COMMA.split(sentence):
        trigger = _STRONG.search(clause)
        if trigger is None and _MAJOR.search(clause):
            continue
        weak = None if trigger else _WEAK.search(clause)
        found = trigger or weak
        begin = found.end() if found else 0
        items = _items(clause[begin:])
        strong = trigger is not None or (open_list and not weak)
        listed = _accepted(items, strong=strong, continued=trigger is None and open_list)
        names += listed or _elsewhere(clause)
        open_list = bool(listed) and (trigger is not None or open_list)
    return names


def _items(text: str) -> list[str]:
    items = (_stripped(item) for item in _SEPARATOR.split(_ASIDE.sub(_aside, text)))
    return [item for item in items if item]


def _aside(found: re.Match[str]) -> str:
    """A bracket that lists skills goes on as part of the list; any other is left out."""
    return "、" + found[0][1:-1] + "、" if skill_hits(found[0]) else ""


def _stripped(item: str) -> str:
    item = _AND_SO_ON.sub("", _HEAD.sub("", item.strip(" \t\r.:：*`\"'“”")))
    while not is_known_skill(item):
        shorter = _TAIL.sub("", item).strip()
        if shorter in ("", item):
            break
        item = shorter
    return item


def _accepted(items: list[str], *, strong: bool, continued: bool) -> list[str]:
    """Known skills, and in a list that is surely one of skills, unknown names of their kind.

    A clause after a comma goes on with the list only if it names a known skill or is one short
    Latin name; else "熟悉A，能出差" would make a skill of travelling.
    """
    known = [item for item in items if is_known_skill(item)]
    if not strong or (continued and not known):
        return [_written(item) for item in known] if len(known) == len(items) else []
    names: list[str] = []
    for item in items:
        if is_known_skill(item) or _looks_like_a_name(item):
            names.append(_written(item))
        else:
            names += _elsewhere(item)
    return names


def _looks_like_a_name(item: str) -> bool:
    if _NO_SKILL.search(item):
        return False
    if _HAN.search(item):
        return 2 <= len(item) <= 12 and "的" not in item
    words = item.split()
    return len(words) <= 3 and len(item) <= 30 and bool(re.search(r"[A-Z\d+#]", item))


def _elsewhere(clause: str) -> list[str]:
    if _MAJOR.search(clause):
        return []
    return [_hit_name(hit, clause) for hit in skill_hits(clause)]


def _hit_name(hit: SkillHit, clause: str) -> str:
    return _written(clause[hit.start : hit.end])
