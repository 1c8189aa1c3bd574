"""What a posting may not ask for: patterns, contexts that are allowed, and the rules of law.

Written against lower-cased text of unchanged length. `AGAINST` gives each kind's law in words.
"""

# ruff: noqa: E501  (a pattern or a list of headings is read as one line)

from dataclasses import dataclass
from typing import Literal

Level = Literal["block", "warn"]


@dataclass(frozen=True, slots=True)
class WordingRule:
    """Patterns of one kind of wording. `hint` is a cheap pattern without which none can match."""

    kind: str
    level: Level
    hint: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """Name of a kind of wording and the rule against it, in both languages."""

    name_zh: str
    name_en: str
    rule_zh: str
    rule_en: str


_EMPLOYMENT_ACT_ZH = (
    "《就业促进法》第三条：劳动者就业，不因民族、种族、性别、宗教信仰等不同而受歧视"
)
_EMPLOYMENT_ACT_EN = (
    "Employment Promotion Law, art. 3: no discrimination by ethnicity, race, sex or religion"
)
_RECRUITMENT_ZH = "《网络招聘服务管理规定》：招聘信息不得含有歧视性内容"
_RECRUITMENT_EN = "Provisions on Online Recruitment Services: no discriminatory content"

AGAINST: dict[str, Law] = {
    "gender": Law(
        "性别",
        "gender",
        "《就业促进法》第二十七条、人社部等九部门通知（2019）：不得限定性别或性别优先",
        "Employment Promotion Law, art. 27, and the nine-department notice of 2019: "
        "no limit to or preference for one sex",
    ),
    "age": Law("年龄", "age", _RECRUITMENT_ZH, _RECRUITMENT_EN),
    "marital": Law(
        "婚育状况",
        "marital or family status",
        "人社部等九部门通知（2019）：不得询问婚育情况或以其作为录用条件",
        "Nine-department notice of 2019: no question about, or condition of, marriage or children",
    ),
    "hukou": Law(
        "户籍",
        "household registration",
        "《就业促进法》第三十一条及五部门通知（2026）：不得违法设置户籍限制",
        "Employment Promotion Law, art. 31, and the five-department notice of 2026: "
        "no unlawful limit by household registration",
    ),
    "region": Law(
        "地域",
        "place of origin",
        "五部门通知（2026）：不得违法设置地域限制",
        "Five-department notice of 2026: no unlawful limit by place of origin",
    ),
    "ethnicity": Law("民族", "ethnicity", _EMPLOYMENT_ACT_ZH, _EMPLOYMENT_ACT_EN),
    "religion": Law("宗教信仰", "religion", _EMPLOYMENT_ACT_ZH, _EMPLOYMENT_ACT_EN),
    "health": Law(
        "健康状况",
        "health",
        "《就业促进法》第二十九、三十条：不得歧视残疾人，不得以传染病病原携带者为由拒绝录用",
        "Employment Promotion Law, arts. 29 and 30: no discrimination against disabled people "
        "or carriers of an infection",
    ),
    "university_tier": Law(
        "院校层次",
        "tier of university",
        "《深化新时代教育评价改革总体方案》第二十一条：不得将毕业院校作为限制性条件",
        "Overall Plan for Educational Evaluation Reform (2020), item 21: "
        "the university attended may not be a limiting condition",
    ),
    "political": Law(
        "政治面貌",
        "political status",
        "五部门通知（2026）：不得违法设置身份限制，确有规定的岗位请注明依据",
        "Five-department notice of 2026: no unlawful limit by status; name the basis if one exists",
    ),
    "appearance": Law("身高外貌", "height and looks", _RECRUITMENT_ZH, _RECRUITMENT_EN),
}

_C = r"[^，。；;！!\n]"  # within a clause
_E = r"[^.;!\n]"  # within an English clause
_START = r"(?:^|(?<=[，。；;！!、:：(（\[【\s\d.]))"
_STOP = r"(?=$|[，。；;！!、)）\]】\s/])"
_ONLY = r"(?:仅限于?|只限|限定|限于|限|仅招|只招|只要|仅要|只考虑|仅考虑|仅接受|只接受|只面试|只录用|仅录用|仅面向|只面向|最好是|最好为|希望是|希望为|必须是|必须为|必须|须为|须是|须|需为|要求为?|应为|务必)"
_PREFER = r"(?:者?优先|者?佳|为佳|者?优\b|为宜|为主|为好|更佳|者?勿扰|者?勿投|勿扰|免扰|免谈|不考虑|不招|除外|谢绝|慎投|者?慎|不接受|不予考虑|不予录用|者?勿)"
_SEX = r"(?:男孩子|女孩子|男孩|女孩|男性|女性|男生|女生|男士|女士|男士们|男青年|女青年|男同志|女同志|男员工|女员工|男|女)"
_JOBS = r"(?:教师|老师|护士|医生|工程师|司机|秘书|文员|助理|销售|客服|前台|保安|普工|工人|服务员|导购|主播|会计|出纳|翻译|教练|职员|员工|技师|操作工|业务员|跟单|店员|店长)"
_AGE = r"(?:[1-7]\d|[一二三四五六]?十[一二三四五六七八九]?)"
_YEAR_OF_AGE = r"(?:周岁|岁)"
_TO = r"\s{0,2}(?:周?岁)?\s{0,2}(?:-|–|—|~|～|〜|至|到)\s{0,2}"
_FAMILY = (
    r"(?:已婚已育|未婚未育|已婚未育|已婚|未婚|单身|离异|已育|未育|无孩|有孩|无子女|有子女|宝妈)"
)
_PEOPLE_EN = r"(?:applicants?|candidates?|persons?|people|individuals?|staff|employees?|workers?|graduates?|students?)"
_TIER = r"(?:(?<![\d.-])(?:985|211)(?!\d)|双一流|一流大学|c9)"
_SCHOOL = r"(?:高校|院校|大学|学校|毕业|本科|硕士|博士|学历|背景|出身)"

RULES: tuple[WordingRule, ...] = (
    WordingRule("gender", "block", r"[男女]|male|\bm[ae]n\b|wom[ae]n|lad(?:y|ies)|girl|gentlem|性别", (
        rf"{_ONLY}\s{{0,2}}(?:招|聘|收)?\s{{0,2}}{_SEX}(?!装|鞋|包|方|儿)",
        rf"{_SEX}\s{{0,2}}(?:求职者|应聘者|候选人|人员|毕业生|{_JOBS})?\s{{0,2}}{_PREFER}",
        rf"(?:优先|倾向|更适合|适合|偏向|需要?|招收?|招聘|急聘|诚聘|急招|聘){_C}{{0,4}}?{_SEX}(?:{_JOBS}|{_STOP}|\d)",
        rf"(?:谢绝|不招|拒绝|不考虑|不收|不要|不用|不接受){_C}{{0,2}}?{_SEX}(?!装|鞋|包|方|儿)",
        rf"性别(?:要求|限制)?\s{{0,2}}[:：为是]?\s{{0,2}}{_SEX}(?!女)",
        rf"{_START}(?:限)?(?:男|女|男性|女性|男士|女士|男生|女生){_STOP}(?!\s{{0,2}}[/、或和与及]?\s{{0,2}}[男女])",
        rf"{_START}[男女]{_JOBS}",
        r"[男女](?:性|生|士)?\s{0,2}[\d一二两三四五六七八九十]+\s{0,2}[名人个位]",
        r"(?:招|要|限|聘)\s{0,2}(?:聘)?\s{0,2}(?:美女|帅哥|靓女|靓仔|小姐姐|小哥哥)|(?:美女|帅哥|靓女|靓仔)优先",
        r"\b(?:fe)?males?\s{1,2}(?:" + _PEOPLE_EN + r"\s{1,2})?(?:are\s{1,2}|is\s{1,2}|strongly\s{1,2})?(?:only|preferred|required|wanted|desired|applicants|candidates)\b",
        r"\b(?:wom[ae]n|m[ae]n|ladies|lady|girls?|gentlem[ae]n)\s{1,2}(?:are\s{1,2})?(?:only|preferred|wanted)\b",
        r"\b(?:only|prefer(?:ably|red|ence for)?:?|must be|looking for|seeking|hiring|wanted:?)\s{1,2}(?:an?\s{1,2})?(?:young\s{1,2}|single\s{1,2})?(?:(?:fe)?males?|m[ae]n|wom[ae]n|lady|ladies|girls?)\b(?!-owned)",
        r"\b(?:gender|sex)\s{0,2}(?:requirement)?\s{0,2}[:：]\s{0,2}(?:fe)?male\b(?!\s{0,2}(?:/|or|and))",
        r"\bno (?:females?|males?|wom[ae]n|m[ae]n)\b(?!\s{0,2}(?:'|power))",
    )),
    WordingRule("age", "block", r"岁|龄|\d0后|[89]\d后|年轻|年纪|青年|\bage|years? old|young|\bolder|\bunder \d|\bborn\b|出生", (
        rf"{_AGE}\s{{0,2}}{_YEAR_OF_AGE}?\s{{0,2}}(?:[(（]含[)）]|含)?\s{{0,2}}(?:及其?|或|\(含\)|（含）)?(?:{_YEAR_OF_AGE})?\s{{0,2}}(?:以下|以内|之内|之下|为限|封顶|以前)(?=$|{_C}{{0,3}})(?<!年以下)(?<!\d人以下)",
        rf"(?:不超过|不得超过|小于|低于|未满|不大于|不满|≤|<)\s{{0,2}}{_AGE}\s{{0,2}}{_YEAR_OF_AGE}",
        rf"{_AGE}{_TO}{_AGE}\s{{0,2}}(?:{_YEAR_OF_AGE}|之间的?年龄)",
        rf"(?:年龄|岁数){_C}{{0,8}}?{_AGE}(?!\s{{0,2}}(?:年|%))",
        rf"(?<!\d)(?:19|[2-6]\d)\s{{0,2}}{_YEAR_OF_AGE}\s{{0,2}}(?:及)?(?:以上|左右|上下)",
        rf"(?:{_ONLY}|招)\s{{0,2}}(?:[5-9]0|00|[5-9]5|05){_C}{{0,3}}后",
        rf"(?:[5-9]0|00|[5-9]5|05)后{_C}{{0,4}}{_PREFER}",
        rf"(?:年轻人?|青年人?|年龄小|年纪轻){_C}{{0,3}}{_PREFER}",
        r"(?:19|20)\d\d年?(?:\d+月\d*日?)?\s{0,2}(?:1日)?\s{0,2}(?:以后|之后|后)出生",
        rf"(?:限|年满|须满|满){_C}{{0,2}}(?:19|[2-6]\d)\s{{0,2}}{_YEAR_OF_AGE}",
        r"年轻[^。；;\n]{0,8}者优先|(?:适合|只招|仅限|限)年轻人",
        rf"(?:超龄|大龄|中老年){_C}{{0,3}}(?:勿扰|勿投|不考虑|免谈)",
        r"\b(?:under|below|not over|no older than|not older than|younger than|up to)\s{1,2}(?:the age of\s{1,2}|age\s{1,2})?[2-6]\d\b(?:\s{0,2}(?:years?\s{0,2}(?:old|of age)|yrs? old)|(?=\s{0,2}(?:$|[.,;)]|only|preferred)))(?!\s{0,2}(?:%|hours|minutes|people|employees))",
        r"\bage[ds]?\s{0,2}(?:limit|range|requirement|group)?\s{0,2}[:：]?\s{0,2}(?:is\s{1,2}|from\s{1,2}|between\s{1,2}|under\s{1,2}|below\s{1,2}|up to\s{1,2}|max\.?\s{0,2})?[1-6]\d\b(?!\s{0,2}(?:\+|and (?:over|above)|or (?:over|older)))",
        r"\b[12345]\d\s{0,2}(?:-|–|to|and)\s{0,2}[2-6]\d\s{0,2}(?:years?\s{0,2}(?:old|of age)|yrs? old)",
        r"\b(?:maximum|max\.?|upper)\s{1,2}age\b",
        r"\b(?:only|prefer(?:ably|red)?)\s{1,2}young\b|\byoung(?:er)?\s{1,2}(?:" + _PEOPLE_EN + r"|wom[ae]n|m[ae]n|females?|males?|lad(?:y|ies))\s{1,2}(?:only|preferred|wanted|required)",
        r"\bborn (?:after|in or after|since) (?:19|20)\d\d",
    )),
    WordingRule("marital", "block", r"婚|育|单身|孕|子女|孩|宝妈|离异|marr|single|pregnan|child", (
        rf"{_FAMILY}{_C}{{0,4}}?(?:{_PREFER}|女性|男性|人士|均?可?以上)",
        rf"(?:{_ONLY}|优先考虑|优先录用|不招|谢绝|拒绝|不考虑|不接受|偏向){_C}{{0,4}}?{_FAMILY}",
        rf"{_START}{_FAMILY}{_STOP}",
        r"(?:婚姻|婚育|婚否|生育)(?:状况|情况|状态)?(?:要求)?\s{0,2}[:：为须需是]\s{0,2}(?:已|未|单身|离异)",
        r"(?:[一二两三四五六\d]\s{0,2}年|近期|短期|入职|未来|合同期|服务期)" + _C + r"{0,6}(?:不(?:得|能|准|打算|考虑|可|会)?|无|没有)" + _C + r"{0,3}(?:结婚|生育|怀孕|婚育|备孕|要孩子|生孩子|休产假)",
        r"(?:无|没有|暂无|不得有)" + _C + r"{0,6}(?:结婚|生育|怀孕|婚育|备孕|生子|二胎|二孩|三孩)" + _C + r"{0,2}(?:计划|打算|需求|意愿|意向)",
        r"(?:婚育|婚姻|生育)(?:状况|情况)?(?:良好|正常)|(?:不招|谢绝|拒绝|不接受|不考虑)" + _C + r"{0,3}(?:备孕|怀孕|孕期|哺乳)",
        r"(?:非|不招|谢绝|拒绝)(?:怀孕|孕期|孕妇|哺乳期)|(?:孕妇|孕期|哺乳期)" + _C + r"{0,3}(?:勿扰|勿投|不考虑|除外)",
        r"(?:婚育|婚姻|家庭)" + _C + r"{0,3}(?:稳定|已解决|完成)|(?:完成|已解决)(?:婚育|生育|婚姻)|无(?:家庭|子女|孩子|婚育|生育|婚姻)(?:压力|负担|拖累|牵绊)",
        r"\b(?:single|unmarried|married|divorced|childless)\s{1,2}(?:(?:" + _PEOPLE_EN + r"|wom[ae]n|m[ae]n|females?|males?|lad(?:y|ies))\s{1,2})?(?:are\s{1,2})?(?:only|preferred|required|desired)\b",
        r"\b(?:must|should) (?:be|remain) (?:single|unmarried|married|childless)\b|\b(?:only|prefer(?:ably|red)?) (?:single|unmarried|married)\b",
        r"\bmarital status\s{0,2}[:：]\s{0,2}\w+|\bmarried with (?:children|kids)\b" + _E + r"{0,10}preferred|\bnot (?:be )?(?:pregnant|planning (?:to have )?(?:children|pregnancy))|\bno (?:plans? (?:for|to have) (?:children|pregnancy|marriage)|children|kids)\b|\bnot pregnant\b|\bno pregnan",
    )),
    WordingRule("hukou", "block", r"户籍|户口|本地人|本市人|本地籍|籍优先|渝籍|渝户|籍贯?限|hukou|household|local|residents", (
        rf"{_ONLY}{_C}{{0,6}}?(?:户籍|户口|本地人|本市人|当地人|渝籍)",
        rf"(?:户籍|户口){_C}{{0,6}}?{_PREFER}",
        rf"(?:本地|本市|当地|本省|本区|主城|重庆|渝)(?:户籍|户口|籍|人)(?:人员|人士|居民)?{_C}{{0,3}}{_PREFER}",
        rf"(?:具有|具备|持有?|有|拥有|属){_C}{{0,4}}?(?:户籍|户口){_STOP}",
        rf"(?:需|须|要|应){_C}{{0,4}}(?:本地|本市|城镇|重庆|北京|上海|[\u4e00-\u9fff]{{2,3}}市?)(?:户籍|户口)",
        r"(?:户籍|户口)(?:所在地)?(?:要求|限制)?\s{0,2}[:：为须是]\s{0,2}(?!不限|无)(?:本地|本市|城镇|农村|[\u4e00-\u9fff]{2,4})",
        r"(?:外地|外省|外来|农村|非本地|非本市|非重庆|非渝)(?:户籍|户口|籍)" + _C + r"{0,6}(?:勿|不|须|需|除外|担保|免)",
        rf"{_START}(?:本地|本市|城镇|重庆市?|北京市?|上海市?)(?:户籍|户口|人){_STOP}",
        r"\b(?:local|chongqing|beijing|shanghai)\s{1,2}(?:hukou|household registration|residents?|people)\s{1,2}(?:holders\s{1,2})?(?:only|preferred|required)|\bhukou\s{1,2}(?:required|only|preferred|holders? (?:only|preferred))|\blocals\s{1,2}(?:only|preferred)|\b(?:must|should) (?:have|hold) (?:an? )?(?:\w+ )?(?:hukou|household registration)|\bonly (?:local|chongqing) (?:hukou|residents|household)",
    )),
    WordingRule("region", "block", r"籍贯|外地|外省|[省东西南北川湖京津沪渝疆藏宁苏浙江海]人|地域|籍|不招|不要|谢绝|拒绝|不收|不考虑|不用", (
        r"(?:不招|不要|谢绝|拒绝|不收|不考虑|不用)" + _C + r"{0,3}?(?:外地|外省|河南|东北|新疆|西藏|湖北|福建|安徽|四川|广东|广西|江西|山东|山西|贵州|云南|河北|[\u4e00-\u9fff]{2}省)(?:人|籍|地区)",
        r"(?:外地|外省|河南|东北|新疆|西藏|湖北|福建|安徽|四川|广东|广西|江西|山东|山西|贵州|云南|河北|[\u4e00-\u9fff]{2}省)(?:人|籍)(?:员|人员|人士)?" + _C + rf"{{0,2}}(?:{_PREFER})",
        rf"(?:{_ONLY})(?:四川|川渝|西南|湖北|贵州|云南|[\u4e00-\u9fff]{{2}}省)(?:人|籍)",
        r"籍贯(?:要求|限制)?\s{0,2}[:：为须是]\s{0,2}(?!不限|无)[\u4e00-\u9fff]{2,}|(?:限|要求)" + _C + r"{0,4}籍贯|籍贯" + _C + r"{0,2}(?:限|须|仅)",
        rf"{_ONLY}(?:川|鄂|黔|贵|滇|豫|湘|粤|浙|苏|鲁|皖|赣|闽|冀|晋|陕|甘|桂|辽|沪|京|津)籍|(?:川|鄂|黔|贵|滇|豫|湘|粤|浙|苏|鲁|皖|赣|闽|冀|晋|陕|甘|桂|辽|沪|京|津)籍{_C}{{0,3}}{_PREFER}",
        r"(?:四川|川渝|湖北|贵州|云南|[\u4e00-\u9fff]{2}省)籍" + _C + rf"{{0,3}}{_PREFER}",
    )),
    WordingRule("ethnicity", "block", r"族|种族|肤色|[白黑]人|外籍|欧美面孔|caucasian|\bwhites?\b|\bblacks?\b|\basians?\b|\bhan\b|race", (
        rf"(?:{_ONLY}|仅|只){_C}{{0,4}}?(?:汉族|汉人|汉民)",
        rf"(?:汉族|汉民|汉人|少数民族|回族|藏族|蒙古族|维吾尔族|维族|苗族|彝族|壮族|满族|土家族|朝鲜族|哈萨克族){_C}{{0,4}}{_PREFER}",
        rf"{_START}(?:汉族|汉民|非少数民族){_STOP}",
        r"民族(?:要求|限制|成份|成分)?\s{0,2}[:：为须是]\s{0,2}(?:汉|[\u4e00-\u9fff]{1,4}族)",
        r"(?:不招|不要|谢绝|拒绝|不收|不考虑)" + _C + r"{0,3}(?:少数民族|回族|藏族|蒙古族|维吾尔族|维族|黑人|白人)|非少数民族|少数民族(?:不要|不招|不收|不录|免)",
        r"(?:白人|黑人|白种人|欧美面孔|外籍面孔)" + _C + rf"{{0,4}}{_PREFER}|{_ONLY}(?:白人|白种人|黑人)",
        r"\b(?:caucasians?|whites?|blacks?|asians?|han(?: chinese)?|westerners?)\s{1,2}(?:" + _PEOPLE_EN + r"\s{1,2})?(?:only|preferred)\b|\b(?:must be|only)\s{1,2}(?:white|caucasian|han)\b|\bno (?:blacks|asians|indians|ethnic minorit)",
    )),
    WordingRule("religion", "block", r"宗教|信教|信仰|教徒|佛教|基督|伊斯兰|christian|muslim|buddhist|hindu|religio|catholic", (
        r"(?:无|没有|不得有|不能有|不信仰?|未信仰?)(?:任何)?(?:宗教)(?:信仰)?(?!歧视|限制|要求)",
        r"(?:不得|不能|禁止|不可|不许)信(?:教|仰)|(?:不信教|无信仰|非信教|非教徒)|信教" + _C + r"{0,4}(?:勿|不考虑|免|除外)|(?:不招|谢绝|拒绝)" + _C + r"{0,3}(?:信教|教徒|穆斯林|基督徒)",
        r"宗教信仰(?:要求|情况)?\s{0,2}[:：为须是]\s{0,2}(?:无|佛|基督|天主|道|伊斯兰)",
        r"(?:佛教徒|基督徒|基督教徒|天主教徒|穆斯林|信佛|信仰[\u4e00-\u9fff]{1,3}教)" + _C + rf"{{0,3}}{_PREFER}|{_ONLY}(?:佛教徒|基督徒|基督教徒|穆斯林)",
        r"\b(?:christians?|muslims?|buddhists?|hindus?|catholics?|jews|jewish)\s{1,2}(?:" + _PEOPLE_EN + r"\s{1,2})?(?:only|preferred)\b|\bmust be (?:an? )?(?:practi[cs]ing )?(?:christian|muslim|buddhist|hindu|catholic)|\bno (?:muslims|christians|religious (?:belief|people|candidates))|\breligion\s{0,2}[:：]\s{0,2}\w+",
    )),
    WordingRule("health", "block", r"乙肝|肝炎|hbv|hbsag|两对半|大三阳|小三阳|携带者|残|hiv|艾滋|传染|慢性|病史|疾病|纹身|抑郁|hepatitis|disab|able-bodied|阴性|澳抗", (
        r"(?:无|非|没有|不得有|未患|不是|不能有|排除)" + _C + r"{0,4}?(?:乙肝|肝炎|大三阳|小三阳|hbv|hiv|艾滋)",
        r"(?:乙肝|肝炎|hbv|hbsag|大小?三阳|小三阳|艾滋|hiv|病毒携带|病原携带)" + _C + r"{0,8}(?:勿|不招|不录|不考虑|免|除外|阴性|谢绝|正常|者不)",
        r"(?:需|须|要求|入职|体检)" + _C + r"{0,6}(?:查|检测|检查|化验|检验)" + _C + r"{0,2}(?:乙肝|hbv|肝炎)",
        r"(?:需|须|要求|提供|入职|体检)" + _C + r"{0,6}(?:查|检测|检查|化验|检验|报告)?" + _C + r"{0,3}(?:乙肝五项|乙肝两对半|乙肝表面抗原|两对半)",
        r"(?:乙肝五项|乙肝两对半|乙肝表面抗原|两对半|澳抗)" + _C + r"{0,4}(?:合格|正常|阴性|检查|检测)(?!试剂|方法|技术)",
        r"(?:不招|谢绝|拒绝|不考虑|不收|不接受|不录用?)" + _C + r"{0,3}(?:残疾|残障|乙肝|肝炎)|(?:残疾人?|残障人士?)" + _C + r"{0,2}(?:勿|不考虑|不招|除外|免)|(?:无|非)(?:身体)?(?:残疾|残障)(?!歧视|人)",
        r"\b(?:hepatitis b|hbv|hiv|hbsag)[ -]*(?:negative|free|carriers? (?:need not|not|will not|should not))|\bno (?:hepatitis|hbv|hiv|disabilit|disabled)|\bcarriers? of (?:hepatitis|hbv|hiv)[^.;\n]{0,12}\b(?:need not|not|excluded)|\bable-bodied (?:" + _PEOPLE_EN + r"\s{1,2})?only|\bmust (?:be able-bodied|have no disabilit|not (?:be|have (?:a |any )?)disab)|\bnot (?:a |be a )?(?:hepatitis|hbv|hiv)" + _E + r"{0,4}carrier",
    )),
    WordingRule("health", "warn", r"传染|慢性|病史|重大疾病|遗传病|精神病", (
        r"(?:无|没有|未患)" + _C + r"{0,6}(?:传染病|传染性疾病|慢性病|重大疾病|遗传病|精神病|家族病|病史)",
    )),
    WordingRule("university_tier", "block", r"985|211|一流|c9|名校|重点|知名|名牌|顶尖|顶级|qs|一本|清北|清华|第一学历|ivy|top|russell|elite|prestig|first[- ]class|排名|藤校|世界|全球|直属", (
        rf"{_TIER}(?![\d℃°%])(?:工程|建设)?{_C}{{0,3}}?(?:/|、|或|和|与|及|，)?\s{{0,2}}{_C}{{0,6}}?{_SCHOOL}",
        rf"(?:{_ONLY}|非|要求|毕业于|优先录用){_C}{{0,8}}?{_TIER}(?![\d℃°%])",
        rf"{_TIER}(?![\d℃°%]){_C}{{0,8}}?(?:{_PREFER}|以上|起)",
        rf"(?:名校|名牌大学|名牌高校|名牌院校|重点大学|重点院校|重点高校|重点本科|知名高校|知名院校|知名大学|顶尖高校|顶尖院校|顶尖大学|一流高校|一流院校|海外名校|藤校|清北|清华北大|清华、北大){_C}{{0,8}}?(?:{_PREFER}|毕业|背景|出身|以上|学历|及以上)|(?:名校|名牌大学|名牌高校|重点大学|重点院校|重点高校|清北|藤校){_STOP}",
        rf"{_START}{_TIER}(?:\s{{0,2}}[/、或]\s{{0,2}}{_TIER})*{_STOP}|(?:本科|硕士|本硕|学历|学校|院校)(?:均|都|皆)?(?:须|为|是|必须|要求)?\s{{0,2}}[:：]?\s{{0,2}}(?:{_TIER}|一本)|{_TIER}(?:或|/|、|及|和)海外|(?:教育部|部委)直属(?:高校|院校|大学)|(?:统招|全日制|要求|限|仅)一本",
        rf"(?:{_ONLY}|毕业于){_C}{{0,4}}?(?:名校|名牌|重点大学|重点院校|重点高校|知名高校|知名院校|清北|清华|藤校)",
        r"第一学历" + _C + r"{0,3}(?:须|需|必须|要求|应|为|是|统招|全日制|本科|一本|\d|双一流)",
        r"(?:全日制|统招|普通|国家)?(?:一本|第一批次|一批次?)(?:院校|高校|大学|本科|类|线|及|以上|学历|毕业)",
        r"(?:\bqs|泰晤士|软科|\bus ?news)" + _C + r"{0,8}(?:前|top)\s{0,2}[\d一二两三五百]+",
        r"(?:世界|全球|国际|全国|\bthe)" + _C + r"{0,4}(?:排名)?(?:前|top)\s{0,2}[\d一二两三五百]+" + _C + r"{0,4}(?:大学|高校|院校|学校|名校)",
        r"\b(?:from|at|of)\s{1,2}(?:an?\s{1,2}|the\s{1,2})?(?:ivy[- ]league|top[- ](?:tier|ranked|\d+)|elite|prestigious|leading|985|211|double first[- ]class|russell group)\s{0,2}(?:/\s{0,2}211\s{0,2})?(?:\w+\s{1,2})?(?:universit|college|school|institution)",
        r"\b(?:ivy[- ]league|russell group|985|211|double first[- ]class|top[- ](?:tier|\d+)|elite|target)\s{0,2}(?:/\s{0,2}211\s{0,2})?(?:\w+\s{1,2})?(?:universit(?:y|ies)|schools?|graduates?|institutions?|education|degree)" + _E + r"{0,24}(?:only|preferred|required|must)|\bonly" + _E + r"{0,20}(?:ivy[- ]league|985|211|top[- ]tier) ",
        r"\bqs (?:world )?(?:ranking )?top[- ]?\d+|\bivy[- ]leaguers?\b",
    )),
    WordingRule("political", "warn", r"党员|政治面貌|团员|party member", (
        rf"(?:{_ONLY}|政治面貌\s{{0,2}}[:：为须是]?){_C}{{0,4}}?(?:中共)?(?:预备)?(?:党员|团员)",
        rf"(?:中共)?(?:党员|团员){_C}{{0,4}}{_PREFER}",
        r"\b(?:cpc|ccp|communist)?\s{0,2}party members?\s{1,2}(?:only|preferred|required)",
    )),
    WordingRule("appearance", "warn", r"身高|体重|相貌|颜值|height", (
        r"(?:净)?身高" + _C + r"{0,6}(?:1[.．]?\d{1,2}|一米|\d{3})|体重" + _C + r"{0,6}\d{2,3}\s{0,2}(?:kg|公斤|斤)",
        rf"(?:颜值高|高颜值|相貌好|长相好|相貌端正|五官端正){_C}{{0,3}}{_PREFER}",
        r"\b(?:minimum )?height\s{0,2}[:：]?\s{0,2}(?:of\s{1,2}|above\s{1,2}|at least\s{1,2})?\d",
    )),
)  # fmt: skip

_TOPICS = r"(?:性别|男女|年龄|岁数|婚育|婚否|婚姻(?:状况)?|生育|民族|种族|肤色|户籍|户口|地域|籍贯|国籍|学校|院校|毕业院校|第一学历|学历|专业|宗教(?:信仰)?|信仰|身高|健康状况|残疾|政治面貌|党派|出身|经验|工作年限)"
_USERS = r"(?:儿童|孩子|孩童|幼儿|宝宝|婴|学员|中高端|高端|学生|青少年|少儿|少年|老人|老年|长者|长辈|患者|病人|受试|人群|用户|客户|群体|会员|消费者|小朋友|市场|玩家|读者|观众|产品|参保|居民|者的需求|女性消费|人口|志愿者)"

# Contexts in which the words above ask for nothing. They are blanked before the rules run.
ALLOWED: tuple[str, ...] = (
    rf"{_TOPICS}(?:\s{{0,2}}[、，,和及与或/]\s{{0,2}}{_TOPICS})*\s{{0,2}}(?:均|都|皆|一律)?(?:不限|不作限制|不做限制|不作要求|不做要求|无要求|没有要求|无限制|没有限制|不设限|均可|皆可|都可|不拘|不问|不论|平等)",
    rf"(?:不限制?|不论|不分|无论|不看|不问|不设|不唯|不以|不因)\s{{0,2}}{_TOPICS}(?:\s{{0,2}}[、，,和及与或/]\s{{0,2}}{_TOPICS})*(?:限制|要求|门槛|歧视)?",
    rf"(?:无|没有)\s{{0,2}}{_TOPICS}(?:\s{{0,2}}[、，,和及与或/]\s{{0,2}}{_TOPICS})*(?:限制|要求|门槛|歧视)",
    r"男女(?:均|都|皆)?(?:不限|均可|皆可|都可|都行|皆宜|同工|平等|比例|老少)|(?:不限|无论|不分|不论)男女|男\s{0,2}[、/或]\s{0,2}女\s{0,2}(?:均|都|皆|不限)\S{0,2}|(?:男性|男士|男生)?[、和与及/或]?(?:女性|女士|女生)(?:均可|都可|不限|皆可)",
    r"(?:女|男)(?:装|鞋|包|袜|裤|表|款|科|排|篮|足|子(?:监狱|学院|学校)|厕|更衣|宿舍|生宿舍|频|主角|一号|友|朋友|方|娲|儿|童|婴|巫|王|团|神|工艺)",
    r"(?:女性|男性|女士|男士|女生|男生)(?:健康|用品|内衣|服饰|服装|护肤|美妆|用户|客户|群体|消费者|向|护理|产品|肿瘤|生殖|疾病|患者|运动|视角|领导力|创业|发展|权益|友好|关怀|会员|市场|社区|玩家|读者|时尚|消费|医学|科|不育|不孕|香水|理容|化妆品|员工(?:享|关|福|占|比|假)|职工(?:享|关|福|占|比|假)|占比|比例|高管)",
    r"(?:女员工|女职工|女教职工|女同事)(?:享|关|福|占|比|假|特殊|劳动|权益|委员会|节日|生育)|妇女|妇科|妇产|妇幼|妇联|孕妇(?:装|用品|瑜伽|产品|奶粉|护理|营养)|孕产|孕婴|母婴|儿女|子女(?:教育|入学|就学|上学|补贴|医疗|福利|保险|关怀|落户|就读|托管|升学)",
    rf"{_AGE}?\s{{0,2}}(?:周?岁)?\s{{0,2}}(?:-|–|—|~|～|至|到)?\s{{0,2}}{_AGE}?\s{{0,2}}(?:周?岁|岁)(?:及)?(?:以上|以下|以内|左右)?(?:的)?\s{{0,2}}{_USERS}|\b\d+\s{{0,2}}(?:-|–|to)\s{{0,2}}\d+[- ]year[- ]olds?|{_USERS}{_C}{{0,4}}[（(]?\d+\s{{0,2}}[-~至到]\s{{0,2}}\d+岁[)）]?",
    rf"[0-9]\s{{0,2}}(?:-|–|—|~|～|至|到)\s{{0,2}}1?[0-9]\s{{0,2}}(?:周?岁)|(?:面向|针对|服务|吸引|关注|研究|覆盖){_C}{{0,6}}(?:{_AGE}\s{{0,2}}(?:周?岁)?\s{{0,2}}(?:-|至|到)\s{{0,2}}{_AGE}岁|[5-9]0后|00后|95后)",
    r"(?:已满|年满|满|须满|需满|至少)\s{0,2}1[68]\s{0,2}周?岁(?:及?以上)?|(?<!\d)1[68]\s{0,2}周岁?及?以上|(?<!\d)1[68]\s{0,2}岁及?以上|(?<!\d)1[68]\s{0,2}(?:周?岁)?\s{0,2}[-~至到]\s{0,2}6[05]\s{0,2}周?岁|(?:法定|退休|就业|工作|劳动)年龄(?:以?内|以上|段)?|团队" + _C + r"{0,6}(?:[5-9]0|00|[89]5)后|(?:培训|培养|资助|管理|指导|支持)" + _C + r"{0,4}\d\d岁(?:以下|以内)|平均年龄" + _C + r"{0,8}|团队年轻|年轻(?:的|化)?(?:团队|化|有为|态|品牌|用户|人市场|消费)|年龄结构|房龄|楼龄|车龄|工龄" + _C + r"{0,6}|司龄|党龄|账龄|库龄|树龄|育龄" + _C + r"{0,4}",
    r"\b(?:at least|minimum(?: age)?(?: of)?|must be|over|above)\s{0,2}(?:1[68]|21)\s{0,2}(?:years?(?: of age| old)?)?(?:\s{0,2}(?:or older|and older|and over|or over|\+))?|\b(?:1[68]|21)\s{0,2}(?:\+|years?(?: of age| old)?\s{0,2}(?:or|and) (?:older|over|above))",
    r"婚假|产假|陪产\S{0,2}|护理假|育儿假|哺乳假|生育(?:津贴|保险|医疗|补贴|登记|假|力|健康|友好|政策|支持|服务|辅助|险)|单身(?:公寓|宿舍|派对|联谊|青年联谊)|婚恋|婚庆|婚礼|婚纱|婚介|婚姻家庭|婚姻登记|婚宴|结婚(?:礼金|贺金|礼包|祝福)|(?:已婚|未婚)(?:员工|职工)?(?:探亲|住宿|可申请|可享|公寓)|不(?:得|会)?(?:询问|过问|限制|歧视)" + _C + r"{0,6}(?:婚育|婚姻|生育|怀孕)",
    r"(?:解决|协助|办理|可|提供|帮助|支持|迁移?|负责|享|优先|快速|直接)" + _C + r"{0,6}(?:落户|户口|户籍)(?:指标|办理|手续|迁移|服务|政策|问题|名额)?(?!优先)|落户(?:补贴|政策|奖励|服务|指标|手续)?|户籍(?:管理|制度|业务|警|科|窗口)|户口(?:迁移|登记|本|管理|指标|办理)|本地(?:生活|化|部署|服务|市场|运营|商家|客户)",
    r"少数民族(?:文化|地区|语言|工艺|特色|服饰|医药|同胞|聚居|自治|事务|传统|干部|预科|骨干|学院|音乐|研究)|民族(?:团结|文化|大学|学院|学校|品牌|医药|音乐|乐器|舞蹈|工艺|事务|宗教事务|学(?!历)|医院|企业)|各民族|汉族(?:文化|传统|服饰|地区|和|与|、)|(?:土家族|苗族|彝族|回族|藏族|羌族|壮族)(?:土家族|苗族|回族|彝族|羌族|壮族)*(?:自治|文化|医药|服饰|传统)",
    r"宗教(?:学|事务|局|文化|艺术|建筑|研究|场所|活动)|信仰自由|宗教信仰自由|佛教(?:文化|艺术|学院|协会|旅游)",
    r"(?<!不招)(?<!不收)(?<!不录)(?<!接受)(?<!拒绝)(?<!谢绝)(?<!考虑)(?:乙肝|丙肝|肝炎|hbv|hiv|艾滋病?|传染病|hepatitis b|hepatitis)[^，。；;\n]{0,3}(?:疫苗|药物|新药|治疗|研究|研发|防控|诊断|检测试剂|试剂|患者(?!勿|不|除外|免|谢绝|慎)|病毒学|项目|实验室|预防|感染|护理|医院|科|专科|vaccine|drug|research|treatment|therap|assay|program|patients?|project)|(?:治疗|防治|抗|检测)(?:乙肝|丙肝|hbv|hiv|艾滋)|残疾人?(?:优先|就业|服务|保障|证|康复|联合会|友好|同等|求职者|均可|辅助|朋友|亦可|可)|残障(?:人士)?(?:优先|友好|服务|康复|就业|均可)|残联|不(?:得)?(?:检测|检查|查|限)乙肝|残余|残差|残留|残值|慢性病(?:管理|防控|患者|用药|研究|药)|传染病(?:防|学|监|预|控|研|医院|疫苗|数据)|无传染病院",
    r"(?:985|211)\s{0,2}(?:℃|°|度|mm|cm|nm|kg|km|mpa|元|k\b|号|路|医院|人|台|套|件|个|万|%|v\b|w\b|hz|mhz|米|克|平)|(?:我校|本校|学校|我院|学院|大学)(?:是|为|系|作为|入选|列入|位列|入围)[^。；;\n]{0,24}(?:985|211|双一流|重点)[^，。；;\n]{0,14}|(?:作为|入选|进入|建设|是国家|系国家|为国家)" + _C + r"{0,8}(?:985|211|双一流|一流大学|一流学科)(?:工程|建设)?(?:高校|大学|学科|院校)?|(?:985|211|双一流|重点|知名|一流)(?:/(?:985|211))?(?:院校|高校|大学)?(?:客户|资源|校园|渠道|市场|合作|共建)|双一流(?:建设|学科)" + _C + r"{0,6}(?:经费|项目|平台|工作|建设任务)|(?:与|和|联合|服务|依托|同)" + _C + r"{0,10}(?:985|211|双一流|知名高校|重点高校|重点大学|知名大学|名校|一流高校|顶尖高校)" + _C + r"{0,6}(?:合作|共建|联合|产学研|客户|资源|项目|对接)|不(?:限|唯|看|论|问)[^，。；;\n]{0,6}(?:985|211|双一流|名校|第一学历|毕业院校)[^，。；;\n]{0,6}|(?:985|211)(?:/(?:985|211))?(?:非必须|不限|不要求|不是必须)",
    r"(?:团队|成员|创始人|同事|导师|高管|骨干|员工|不乏|来自|汇聚)[^。；;!！?？\n]{0,40}?(?:985|211|双一流|名校|清华|清北|北大|藤校|常青藤|顶尖高校|知名高校|知名院校|重点高校|顶尖大学|知名大学)[^。；;!！?？\n]{0,30}",
    r"(?:党建|党务|党委|党支部|党办|纪检|纪委|组织部|团委|思政|辅导员)" + _C + r"{0,30}(?:党员)[^，。；;\n]{0,6}|发展党员|党员(?:发展|管理|教育|活动|服务|大会|信息|档案|队伍|先锋)",
    r"\b(?:male/female|female/male|male or female|female or male|m/f(?:/[dxv])*|f/m(?:/d)?|men and women|women and men|wom[ae]n[- ]owned|minority and women\S*|women's|men's|women in tech\w*)\b",
)  # fmt: skip

# A sentence that promises equal treatment names the grounds without asking for any.
EQUAL_TREATMENT = (
    r"equal[- ](?:employment[- ])?opportunit|regardless of|without regard to|irrespective of|discriminat"
    r"|affirmative action|protected veteran|\beeo\b|all qualified applicants|diverse and inclusive"
    r"|不歧视|反歧视|无歧视|平等就业|机会平等|一视同仁|平等对待|不因性别|就业歧视|公平就业"
)
