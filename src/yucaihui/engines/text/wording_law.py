"""The rules of law and policy against what postings may not ask for, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Law:
    """Name of a kind of wording and the rule against it, in both languages."""

    name_zh: str
    name_en: str
    rule_zh: str
    rule_en: str


_EQUAL_ZH = (
    "《就业促进法》第三条：劳动者就业，不因民族、种族、性别、宗教信仰等不同而受歧视；"
    "《人力资源市场暂行条例》第二十四条：招聘信息不得含有这些方面的歧视性内容"
)
_EQUAL_EN = (
    "Employment Promotion Law, art. 3: no discrimination by ethnicity, race, sex or religion; "
    "Interim Regulations on the Human Resources Market, art. 24: none of it in a posting"
)
_ADVERTISEMENT_ZH = "《就业服务与就业管理规定》第二十条：招聘广告不得包含歧视性内容"
_ADVERTISEMENT_EN = (
    "Provisions on Employment Services and Employment Management, art. 20: "
    "an advertisement may hold no discriminatory content"
)
_MOBILITY_ZH = (
    "《网络招聘服务管理规定》第十五条：不得违反国家规定在户籍、地域、身份等方面"
    "设置限制人力资源流动的条件"
)
_MOBILITY_EN = (
    "Provisions on Online Recruitment Services, art. 15: no condition of household registration, "
    "place or status that limits mobility against state rules"
)

AGAINST: dict[str, Law] = {
    "gender": Law(
        "性别",
        "gender",
        "《就业促进法》第二十七条、《妇女权益保障法》第四十三条、人社部等九部门通知（2019）："
        "不得限定性别或性别优先",
        "Employment Promotion Law, art. 27, Law on the Protection of Women's Rights and Interests, "
        "art. 43, and the nine-department notice of 2019: no limit to or preference for one sex",
    ),
    "age": Law("年龄", "age", _ADVERTISEMENT_ZH, _ADVERTISEMENT_EN),
    "marital": Law(
        "婚育状况",
        "marital or family status",
        "《妇女权益保障法》第四十三条：不得询问婚育情况、以妊娠测试为入职体检项目，"
        "或以婚姻、生育状况作为录用条件",
        "Law on the Protection of Women's Rights and Interests, art. 43: no question about, test "
        "for, or condition of, marriage, pregnancy or children",
    ),
    "hukou": Law("户籍", "household registration", _MOBILITY_ZH, _MOBILITY_EN),
    "region": Law("地域", "place of origin", _MOBILITY_ZH, _MOBILITY_EN),
    "ethnicity": Law("民族", "ethnicity", _EQUAL_ZH, _EQUAL_EN),
    "religion": Law("宗教信仰", "religion", _EQUAL_ZH, _EQUAL_EN),
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
        "《深化新时代教育评价改革总体方案》（2020）：机关、事业单位、国有企业招聘不得将毕业院校"
        "作为限制性条件；教育部通知（2024）：校园招聘严禁限定985、211高校",
        "Overall Plan for Educational Evaluation Reform (2020): public bodies and state-owned "
        "firms may not limit by university attended; Ministry of Education notice (2024): "
        "no limit to 985 or 211 universities in campus recruitment",
    ),
    "political": Law(
        "政治面貌",
        "political status",
        f"{_MOBILITY_ZH}；确有规定的岗位请注明依据",
        f"{_MOBILITY_EN}; name the basis if one exists",
    ),
    "appearance": Law("身高外貌", "height and looks", _ADVERTISEMENT_ZH, _ADVERTISEMENT_EN),
    "zodiac": Law("属相血型", "birth sign or blood type", _ADVERTISEMENT_ZH, _ADVERTISEMENT_EN),
}
