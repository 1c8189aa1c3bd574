"""The grammar of demands: how a posting asks for people of some sort, or turns them away.

A rule names who (a pattern for people of a sort); the functions here give the patterns in which
who is wanted, preferred, doubted or refused, in Chinese and in English. Written for text in lower
case without its full-width forms.
"""

# ruff: noqa: E501  (a vocabulary is read as one line)

from dataclasses import dataclass
from typing import Literal

Level = Literal["block", "warn"]


@dataclass(frozen=True, slots=True)
class WordingRule:
    """Patterns of one kind of wording, tried in sentences that hold one of the `hints`.

    A hint is a piece of Chinese, or an English word; with * it is the beginning of a word.
    """

    kind: str
    level: Level
    hints: str
    patterns: tuple[str, ...]


C = r"[^，。；;！!\n]"  # a character within a Chinese clause
E = r"[^.;!\n]"  # a character within an English clause
START = r"(?:^|(?<=[，。；;！!、,:：|/(（\[【\s\d.]))"
STOP = r"(?=$|[，。；;！!、,.|(（)）\]】\s/])"
NO = r"不(?:予)?(?:考虑|招|收|要|用|录|接受|接收|受理|符合|欢迎|通过|[太大很]?(?:合适|适合|适宜|宜|建议))"

# What a clause is about when it is not about people: between who and verdict it clears the clause.
THING = r"(?:经[验历]|产品|市场|领域|行业|设计|研发|研究|项目|客户|用户|资源|背景知识|平台|系统|技术|试剂|药|临床|病学|数据|业务|品牌|内容|课程|教育|培训|保护|权益|活动|服务|文化|语言|方言|政策|享|补贴|作品|案例|理论|算法|渠道|媒体|专业[^，]{0,2}优|懂|熟悉|了解)"
GAP = rf"(?:(?!{THING}){C})"
ONLY = r"(?:仅限于?|只限于?|限定为?|限制为?|限于|(?<!有)限|[只仅](?:想?招|想?要|认|收|看|聘|考虑|接受|接收|面试|录用|录取|面向|需要?|欢迎|用|选)?|我?们?想要|最好是?为?|(?:希望|期望|期待)(?:你|您)?(?:是|为|招)?|务必|必须要?|一定[要是]|得是|[须需应](?:是|为|系)?|要求(?:是|为)?|招(?:收|聘|募)?|[急诚]?聘)"
LINK = r"(?:\s|招|聘|收|录用|录取|考虑|接受|面试|投递|[一两二三四五六七八九十\d]{1,3}[名位个人]|[是为有具系要招到的:：]|年轻|应届|优秀|漂亮|以下|近?期|任何|者){0,8}"
FILL = r"(?:求职者|应聘者|申请者|应届生|毕业生|大学生|研究生|应聘(?!者)|人员|人士|同志|同学|同胞|朋友|居民|群众|候选人|申请人|报名|选手|员工|生源|方面|投递|[者的们人等类]|均|都|可|将|会|请|暂|最|更|较|特别|尤其|比较|相对|一律|概|给予|酌情|谨慎|适当|同等条件下?|[，,]?[\s：:]|[(（\[【][^)）\]】\n]{0,8}[)）\]】]){0,8}"
GOOD = r"(?:优先|加分|佳|从优|为优|为佳|优选|首选|为[宜主好]|更?[最好]好?更?好|适宜|(?:更|较|最|比较)?(?:适合|合适|合适)|尤佳|青睐|占优|优[录聘取])"
VERDICT = r"(?:优先|加分|优势|从优|[为最尤更]佳|优[录选]|限定|仅限|专属|专岗|不便|更?受欢迎|看过来|[更最较]合?适|首选|为[主宜]|勿[扰投试入报]|免[投谈扰]|慎[投入重]|谨慎|绕[道行]|不[予作再太]?(?:考虑|招|要|收|看|录|接受|接收|受理|合适|适合|建议|推荐)|为先|干不了|做不了|谢绝|除外|止步|暂缓|不可以|不[得能可](?:报|投|应聘|申请|录)|[就请]?别(?:投|来|报|试))"
REJECT = r"(?:勿|慎[投入重]|谨慎|绕[道行]|不[予作再]?(?:考虑|招|要|收|看|录|接受|接收|受理|合适|适合)|谢绝|除外|止步|不可以|不[得能可](?:报|投|应聘|申请|录)|[就请]?别(?:投|来|报))"
BAD = rf"(?:勿|免(?:投|谈|扰|试|问|进|来)|绕(?:道|行|开)|慎|谨慎|{NO}|请?不要|除外|谢绝|止步|请?别|走开|退散|出门左转|往后|恕不|回避|忽略|pass|不[可得能行](?:报|投|应聘|申请|录|入职|考)|不行|劝退|受限|无缘)"
AWAY = r"(?:勿[扰投试入]|慎[投入重]|谨慎(?:投递|报名|应聘)|免谈|免投|绕道|(?:请?不要|不用|不必再?|请别|谢绝|不建议|无需|不必)(?:投递|应聘|报名|投简历|投))"
REFUSE = r"(?:谢绝|拒绝|拒收|拒招|排除|排斥|杜绝|忌|不便(?:录用|安排|招收?)?|恕不(?:接受|考虑|录用)?|概?不(?:予)?(?:考虑|招收?|收|要|用|录用?|接受|接收|欢迎|面向|太?适[合宜]|建议)|不(?:是|得|能)(?:有|为)?|非)"
LEAN = r"(?:优先(?:考虑|录用|录取|面试|招聘|安排)?|倾向于?|偏(?:向|好|爱)?|侧重|诚邀|(?:更|较|比较)?适合|适宜|建议|推荐|欢迎|面向|青睐|喜欢|主要?招|定向)"
ACT = r"(?:求职者?|应聘者?|投递|报考|报名|申请|候选人|前来|加入|从事|招[聘收]|的?岗位?|的[^，。；;]{0,4}(?:岗|工作)|的?工作|入职|胜任|[，,])"

JOBS = r"(?:教师|老师|护士|医生|工程师|司机|秘书|文员|助理|销售|客服|前台|保安|普工|工人|服务员|导购|主播|会计|出纳|翻译|教练|职员|员工|技师|操作工|业务员|跟单|店员|店长|工|专员|技术员|研究员|设计师|编辑|经理|主管|模特|保洁|月嫂|护工|保姆|队长|学徒|实习生|质检|质检员|仓管|仓管员|理货员|收银|收银员|营业员|讲师|顾问|讲解员|安检员|库管|焊工|电工|钳工|厨师|分析师|程序员|程序猿|码农)"

PEOPLE = r"(?:applicants?|candidates?|persons?|people|individuals?|staff|employees?|workers?|graduates?|students?|engineers?|teachers?|secretar(?:y|ies)|assistants?|drivers?|job ?seekers?|ones|colleagues?|nationals?|citizens?|holders?)"
_AUX = r"(?:are|is|will|would|should|be|strongly|highly|greatly|more|most|a|an|of|the|welcome|very)"
_GOOD_EN = r"(?:only|preferred|preferable|prefered|required|wanted|desired|desirable|favou?red|advantage\w*|plus|ideal|suitable|needed|(?:given|get|receive|have|take) (?:priority|preference|precedence)|prioriti[sz]ed|a must|first)"
_BAD_EN = r"(?:need not|please do not|do not|don't|not (?:be )?(?:accepted|considered|eligible|suitable|wanted|hired|recruited|apply|welcome)|can(?:no|')t (?:be )?(?:apply|accepted|considered|hired)|excluded|ineligible|rejected|unsuitable|shouldn't apply|not apply|stay away|encouraged not|advised not|discouraged)"
_WANT_EN = r"(?:only|prefer(?:ably|red|ence|s|ring)?(?: will be| is)?(?: given)?(?: to| for|:)?|must (?:be|have|hold)|should be|has to be|need(?:s|ed)? to be|have to be|looking for|look for|seek(?:ing|s)?|hir(?:e|ing)|wanted:?|recruit(?:ing|s)?|priority (?:is |will be )?(?:given )?(?:to|for)|(?:better |more |most |best |ideally |not )?(?:suitable|suited|fit|appropriate) for|suits|(?:open|limited|restricted|confined|available) (?:only )?to|reserved for|(?:ideal|successful|right|suitable|perfect) (?:candidate|applicant|person) (?:is|will be|would be|should be)|candidates? (?:should|must) be|we (?:need|want|like)|in need of|ideal for|favou?rs?|need:|if you are|better if you are)"
_NOT_EN = r"(?:no|not|non|without|except|excluding|exclude|don't (?:want|hire|accept|take)|(?:do|can|will) not (?:want|hire|accept|take|consider)|cannot (?:hire|accept|take|consider)|never)"
_SOME = r"(?:an?|the|only|to|for|be|young|strong|single|local|one|two|any|some|of|\d)"


def asked(who: str) -> tuple[str, ...]:
    """Patterns of Chinese demands for, or against, people who are `who`."""
    return (
        rf"{ONLY}(?:{LINK}|{GAP}{{0,6}}?){who}(?!\w{{0,2}}(?:经验|市场|产品|用户|客户|系统))",
        rf"{who}{FILL}(?:{GOOD}|{BAD})",
        rf"{who}{GAP}{{0,12}}?(?:{VERDICT}|{AWAY})",
        rf"{REFUSE}{LINK}{who}",
        rf"{LEAN}{LINK}{who}(?:{ACT}|{JOBS}|{STOP})",
    )


def refused(who: str) -> tuple[str, ...]:
    """Patterns of Chinese demands against people who are `who`."""
    return (
        rf"{who}{FILL}{BAD}",
        rf"{who}{GAP}{{0,12}}?(?:{REJECT}|{AWAY})",
        rf"{REFUSE}{LINK}{who}",
    )


def alone(who: str) -> str:
    """`who` as a whole clause: a demand without a verb."""
    return rf"{START}{who}{STOP}"


def labelled(label: str, who: str) -> str:
    """`who` after the label of a field, as in 性别要求：男."""
    return rf"(?:{label})(?:要求|限制|条件|偏好|情况|状况|状态|成[份分]|所在地|类型|\s?[:：为是须需应限仅最好\-—/=])+\s{{0,2}}{who}"


def asked_en(who: str) -> tuple[str, ...]:
    """Patterns of English demands for, or against, people who are `who`."""
    return (
        rf"\b{who}\b(?: {PEOPLE}| (?!languages|markets|products|skills|studies|users|patients|sales)[a-z]+(?:s|er|or|ant|ist))?(?: {_AUX}){{0,4}} {_GOOD_EN}\b",
        rf"\b{_WANT_EN}(?: {_SOME}\b){{0,3}}(?: (?!and|or|for|with|in|of|on|the|who|by)[a-z-]+)? ?\b{who}\b",
        *refused_en(who),
    )


def refused_en(who: str) -> tuple[str, ...]:
    """Patterns of English demands against people who are `who`."""
    return (
        rf"\b{who}\b(?: {PEOPLE})?(?: {_AUX}){{0,4}} {_BAD_EN}",
        rf"\b{_NOT_EN}(?: {_SOME}\b){{0,2}}[ -]{who}\b",
    )
