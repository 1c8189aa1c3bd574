"""Words of CVs in Chinese and English: headings, labels, degrees, titles, fields, languages.

All of it is data about the two languages in general; no name of a school, firm or person.
"""

import re

# Section -> patterns that match a whole heading, folded: lower case, no spaces inside Chinese.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "education": (
        r"(?:教育|学习|求学|受教育|学历|学业|教育培训)(?:经历|背景|情况|履历|经验|信息|程度)?(?:\(.*\))?",
        r"(?:学历教育|教育与培训|教育及培训|最高学历情况)",
        r"(?:formal |academic )?education(?:al)?(?: background| history| qualifications?| experience"
        r"| details)?(?: (?:and|&) (?:training|qualifications?|certifications?))?",
        r"academic (?:background|history|qualifications?|record|profile)|qualifications|studies",
    ),
    "work": (
        r"(?:(?:主要|相关|实习|工作|职业|从业|任职|就业|科研|社会|校内|校外|企业|兼职|职场)[/及与和、&]?){1,3}"
        r"(?:经历|经验|履历|背景|实践|情况|简历)|工作|实习|职业生涯|工作单位",
        r"(?:(?:work|professional|employment|relevant|research|industry|industrial|career|working"
        r"|internship|teaching|academic|job|key|selected|other|practical|business|related|clinical"
        r"|field|leadership|military|management|consulting|and|&|/) ?){0,4}"
        r"(?:experiences?|history|employment|internships?)(?: details| summary)?",
        r"(?:work|employment|professional|career) (?:background|record|history)|positions? held"
        r"|appointments|academic appointments|career",
    ),
    "projects": (
        r"(?:(?:主要|代表性?|个人|科研|参与|重点|近期|典型|承担|主持|在研|相关)?(?:项目|课题|工程|研究项目|科研项目)"
        r"(?:经历|经验|背景|情况|业绩|成果|实践|案例|介绍|作品)?|作品集?|科研经历及项目)",
        r"(?:(?:selected|key|personal|academic|research|notable|major|side|open[- ]source|relevant"
        r"|technical|recent|course|engineering) ){0,2}projects?(?: experience| work| history| portfolio)?"
        r"|portfolio|open[- ]source(?: contributions)?",
    ),
    "skills": (
        r"(?:(?:专业|职业|个人|核心|技术|掌握|相关|主要|计算机|软件|工作|岗位|办公|it)?(?:技能|能力|技术栈|专长)"
        r"(?:特长|证书|清单|水平|专长|描述|情况|标签|及特长|与特长|掌握|总结)?|技能|特长|专长|技能与?专长|擅长领域|专业领域|研究方向|技术特长|专业特长)",
        r"(?:(?:technical|core|key|professional|computer|it|other|relevant|soft|hard|main|software"
        r"|additional|programming|engineering|laboratory|lab|digital|specialist|personal|and|&|my"
        r"|areas? of) ){0,3}(?:skills?|skillset|competenc(?:y|e|ies)|expertise|proficienc(?:y|ies)"
        r"|strengths|technologies|tools|specialties|specialisms|capabilities|knowledge|tech(?:nology)? stack)"
        r"(?: summary| set| (?:and|&) (?:tools|technologies|expertise|abilities|competencies|interests|software))?",
    ),
    "languages": (
        r"(?:外语|语言|外国语|语种|英语)(?:能力|水平|技能|情况|程度|掌握|成绩)?",
        r"(?:foreign |spoken )?languages?(?: skills?| proficiency| competence| knowledge| abilities)?",
    ),
    "certificates": (
        r"(?:(?:资格|职业|专业|技能|执业|获得|所获|相关|职称|认证|荣誉|资质|从业|职业资格|技能资格)[及与和/、]?){0,3}"
        r"(?:证书|认证|资质|资格|职称)(?:情况|与?资质|及?认证|培训)?",
        r"(?:(?:professional|licenses?|licences?|training|courses|courses?|and|&|/|technical|relevant) ?){0,4}"
        r"(?:certifications?|certificates?|licenses?|licences?|accreditations?|credentials)"
        r"(?: (?:and|&) (?:licen[sc]es|training|courses|certifications?|qualifications))?",
    ),
    "awards": (
        r"(?:(?:所?获|主要|个人|在校|曾获|获得)?(?:奖励|奖项|荣誉|获奖|奖学金|奖惩|荣誉奖项|荣誉奖励|荣誉称号|表彰)"
        r"(?:经历|情况|荣誉|奖项|证书|与?荣誉|及?奖励|及?奖项|称号|记录)?)",
        r"(?:(?:selected|academic|key|major|and|&|,|scholarships?|honou?rs?|awards?|fellowships?|prizes?"
        r"|grants?|recognitions?|achievements?|distinctions?) ?){0,6}"
        r"(?:honou?rs?|awards?|scholarships?|fellowships?|prizes?|recognitions?|achievements?|grants?|distinctions?)",
    ),
    "publications": (
        r"(?:(?:主要|代表性?|学术|发表|科研|已发表|研究|期刊)?(?:论文|论著|著作|出版物|成果|发表文章)"
        r"(?:发表|成果|情况|与?专利|列表|及专利|专著)?|论文专利|学术成果|科研成果|发表论文)",
        r"(?:(?:selected|peer[- ]reviewed|journal|conference|recent|key|refereed|academic|research"
        r"|scientific|and|&) ?){0,3}(?:publications?|papers|articles|proceedings|books)"
        r"(?: (?:and|&) (?:patents|presentations|talks))?",
    ),
    "patents": (r"(?:发明|授权|所获)?专利(?:情况|成果|列表|申请)?", r"patents?(?: applications)?"),
    "summary": (
        r"(?:自我|个人)(?:评价|介绍|描述|总结|简介|鉴定|优势|概述|陈述|特点)|职业概述|职业总结|个人简介|关于我|核心优势|简介",
        r"(?:professional |executive |career |personal |about |candidate |qualifications )?"
        r"(?:summary|profile|statement|overview|bio|biography)|about(?: me)?|(?:career )?objectives?|introduction",
    ),
    "interests": (
        r"(?:兴趣|业余|个人)?(?:爱好|兴趣)(?:爱好|特长)?",
        r"(?:personal |other )?(?:interests?|hobbies)(?: (?:and|&) (?:interests|hobbies|activities))?",
    ),
    "volunteer": (
        r"(?:志愿|公益|志愿者|社团|校园|学生工作|学生干部|社会活动|校园活动)(?:服务|活动|者)?(?:经历|经验|情况)?",
        r"(?:volunteer(?:ing)?|community|extra-?curricular|leadership|campus)"
        r"(?: (?:experience|work|service|involvement|activities|and|&|leadership|volunteering))*",
    ),
    "references": (r"推荐人|证明人|推荐信", r"references?|referees"),
    "basics": (
        r"(?:个人|基本|联系|求职|应聘)(?:信息|资料|情况|概况|方式|意向信息)|联系我|求职意向与期望",
        r"(?:personal|contact|basic) (?:information|details|info|data|particulars)|contacts?|details",
    ),
    "other": (
        r"(?:培训|进修|学术会议|学术兼职|教学|会议|社会兼职|其他|附加|补充|家庭|主修|主要)(?:经历|情况|报告|信息|任职|成员|说明|课程)?|备注|附件",
        r"(?:trainings?|courses|coursework|invited talks|talks|presentations|conferences|teaching"
        r"|memberships?|affiliations|professional (?:memberships|affiliations|development|activities|service)"
        r"|services?|activities|additional information|other(?: information)?|miscellaneous|declaration)",
    ),
}
HEADINGS = {
    section: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    for section, patterns in _HEADINGS.items()
}

TITLES_OF_PAGE = re.compile(
    r"(?:个人|求职|应聘|我的|中文|电子)?(?:简历|履历)(?:表)?|(?:my )?(?:resume|résumé|curriculum vitae|cv)"
    r"|(?:应聘|求职|人员|人才)?(?:登记表|信息表|申请表)|europass|europass curriculum vitae"
)

# Field -> its labels. Matched folded; longer labels first.
_LABELS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "中文名", "name", "full name", "candidate name", "candidate"),
    "label": (
        "求职意向", "求职目标", "应聘职位", "应聘岗位", "意向职位", "意向岗位", "期望职位", "期望岗位",
        "目标职位", "目标岗位", "求职岗位", "求职职位", "申请职位", "申请岗位", "现任职务", "现任职位",
        "当前职位", "现职", "应聘意向", "职业意向", "意向", "期望工作", "target", "target position",
        "target role", "target job", "desired position", "desired role", "desired job", "objective",
        "position applied for", "applied position", "position sought", "applying for", "job title",
        "current title", "current position", "headline", "job objective", "career objective",
        "position desired", "role", "title", "profession",
    ),
    "phone": (
        "电话", "手机", "手机号", "手机号码", "联系电话", "移动电话", "联系手机", "电话号码", "联系方式",
        "tel", "tel.", "telephone", "phone", "phone number", "mobile", "mobile phone", "mobile number",
        "cell", "cell phone", "cellphone", "contact number", "contact no", "contact", "t", "m", "p",
    ),
    "email": (
        "邮箱", "电子邮箱", "电子邮件", "邮件", "联系邮箱", "个人邮箱", "邮箱地址", "email", "e-mail",
        "mail", "email address", "e-mail address", "e",
    ),
    "location": (
        "现居地", "现居住地", "居住地", "居住城市", "所在地", "所在城市", "现居", "现居城市", "现住址", "住址",
        "家庭住址", "地址", "通讯地址", "联系地址", "当前城市", "现所在地", "现所在城市", "常住地", "城市",
        "location", "current location", "address", "city", "based in", "residence", "home address",
        "current city", "place of residence", "current address", "lives in",
    ),
    "url": (
        "个人主页", "主页", "网站", "博客", "个人网站", "个人博客", "website", "homepage", "web", "blog",
        "url", "github", "linkedin", "gitee", "portfolio", "personal website", "home page", "orcid",
        "google scholar", "领英", "知乎",
    ),
    "degree": ("最高学历", "学历", "学位", "学历学位", "学历/学位", "最高学位", "highest degree", "degree",
               "highest education", "level of education", "education level", "qualification",
               "highest qualification", "文化程度"),
    "institution": ("毕业院校", "毕业学校", "学校", "院校", "学校名称", "院校名称", "毕业院校及专业", "就读院校",
                    "university", "school", "institution", "college", "school name", "institute",
                    "university/college", "学校/机构"),
    "area": ("专业", "所学专业", "专业名称", "主修专业", "毕业专业", "major", "field of study", "field",
             "area of study", "subject", "specialization", "specialisation", "discipline", "programme",
             "program"),
    "employer": ("单位", "公司", "工作单位", "公司名称", "单位名称", "任职单位", "所在单位", "企业名称", "现工作单位",
                 "就职单位", "company", "employer", "organization", "organisation", "company name",
                 "employer name", "现单位"),
    "position": ("职务", "职位", "岗位", "担任职务", "职位名称", "岗位名称", "工作岗位", "职务/岗位", "position",
                 "job", "post", "designation", "所任职务", "职务职称"),
    "dates": ("时间", "起止时间", "起止年月", "日期", "起止日期", "年月", "在职时间", "就读时间", "任职时间",
              "工作时间", "学习时间", "date", "dates", "period", "duration", "time", "from - to", "years",
              "year", "时间段", "毕业时间", "毕业年份", "graduation date", "graduation"),
    "description": ("工作内容", "工作职责", "职责", "职责描述", "工作描述", "主要工作", "主要职责", "工作业绩",
                    "项目描述", "项目介绍", "项目职责", "个人职责", "责任描述", "主要业绩", "业绩", "description",
                    "responsibilities", "duties", "key responsibilities", "achievements",
                    "工作内容及业绩", "job description"),
    "project": ("项目名称", "课题名称", "项目", "project", "project name", "project title"),
    "ignored": (
        "工作年限", "工作经验", "参加工作时间", "期望薪资", "期望薪酬", "薪资要求", "期望城市", "期望地点",
        "意向城市", "工作地点", "期望工作地点", "到岗时间", "求职状态", "目前状态", "当前状态", "职称", "年级", "qq", "微信",
        "微信号", "wechat", "weixin", "years of experience", "experience years", "expected salary",
        "salary", "availability", "notice period", "available", "邮编", "邮政编码", "visa",
        "visa status", "work permit", "驾照", "driving licence", "driving license", "skype", "fax", "传真",
        "whatsapp", "部门", "所在部门", "department", "汇报对象", "下属人数", "离职原因", "证明人", "公司规模",
        "所属行业", "行业", "公司性质", "备注", "编号", "填表日期", "期望行业", "工作性质",
    ),
    "gender": ("性别", "gender", "sex"),
    "birth": ("出生年月", "出生日期", "出生年月日", "出生", "生日", "年龄", "出生时间", "date of birth", "dob", "d.o.b",
              "d.o.b.", "birth date", "birthdate", "birthday", "born", "age"),
    "marital": ("婚姻状况", "婚姻", "婚否", "婚姻状态", "生育状况", "婚育状况", "婚育", "marital status",
                "civil status", "family status"),
    "nationality": ("国籍", "nationality", "citizenship", "nationalities"),
    "ethnicity": ("民族", "ethnicity", "ethnic group", "race"),
    "hometown": ("籍贯", "户籍", "户口", "户口所在地", "户籍所在地", "户籍地", "出生地", "生源地", "家乡", "户籍地址",
                 "hometown", "place of birth", "birthplace", "birth place", "native place"),
    "politics": ("政治面貌", "政治面目", "入党时间", "party membership", "political status",
                 "political affiliation"),
    "religion": ("宗教信仰", "宗教", "religion"),
    "health": ("健康状况", "身体状况", "健康", "health", "health status"),
    "body": ("身高", "体重", "身高体重", "身高/体重", "血型", "height", "weight", "blood type", "视力"),
    "photo": ("照片", "相片", "photo", "picture", "image", "一寸照片"),
    "identity": ("身份证", "身份证号", "身份证号码", "证件号码", "证件号", "护照号", "护照号码", "id number", "id no",
                 "id no.", "id card", "passport", "passport number", "passport no", "national id",
                 "identity card"),
}  # fmt: skip
LABELS = {label: field for field, labels in _LABELS.items() for label in labels}
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
            re.I,
        ),
    ),
    (
        "marital",
        re.compile(
            r"未婚|已婚|离异|未育|已育|已婚已育|已婚未育|single|married|divorced|unmarried", re.I
        ),
    ),
    ("ethnicity", re.compile(r"[\u4e00-\u9fff]{1,3}族")),
    ("politics", re.compile(r"(?:中共)?(?:预备)?党员|(?:共青)?团员|群众|无党派(?:人士)?|民主党派")),
)

NONE_WORDS = frozenset(
    "无 暂无 没有 none n/a na nil 无。 / - — -- 暂无。 not applicable 略".split(" ")
    + ["not applicable"]
)

# Words that end a date range still running.
PRESENT = (
    "至今|迄今|现在|目前|今|present|now|current(?:ly)?|ongoing|to date|till date|till now|until now|today"
    "|heute|aujourd'hui|actualidad|presente"
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

# Natural languages: name -> name as canonical text is not needed, only recognition.
LANGUAGES = frozenset(
    "英语 英文 汉语 中文 普通话 国语 粤语 广东话 日语 日文 法语 法文 德语 德文 俄语 俄文 西班牙语 葡萄牙语 意大利语 韩语 韩文 朝鲜语 "
    "阿拉伯语 泰语 越南语 马来语 印尼语 印地语 荷兰语 瑞典语 波兰语 土耳其语 希腊语 希伯来语 波斯语 乌克兰语 捷克语 匈牙利语 芬兰语 "
    "丹麦语 挪威语 罗马尼亚语 闽南语 客家话 藏语 维吾尔语 蒙古语 乌尔都语 老挝语 缅甸语 柬埔寨语 尼泊尔语 斯瓦希里语 拉丁语 "
    "四川话 重庆话 上海话 方言 手语 母语 "
    "english chinese mandarin cantonese japanese french german russian spanish portuguese italian korean "
    "arabic thai vietnamese malay indonesian hindi dutch swedish polish turkish greek hebrew persian farsi "
    "ukrainian czech hungarian finnish danish norwegian romanian bengali urdu punjabi tamil telugu marathi "
    "gujarati swahili latin bulgarian croatian serbian slovak slovenian slovene estonian latvian lithuanian "
    "icelandic irish catalan basque galician tagalog filipino burmese khmer lao mongolian nepali sinhala "
    "kazakh uzbek georgian armenian azerbaijani albanian macedonian maltese afrikaans amharic yoruba zulu "
    "esperanto welsh taiwanese hokkien putonghua kannada malayalam bahasa".split()
)
# Examinations that name a language by themselves.
LANGUAGE_EXAMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "英语",
        re.compile(
            r"CET|TEM|大学英语|英语[四六]级|专[四八]|雅思|托福|IELTS|TOEFL|TOEIC|GRE|GMAT|PTE|BEC|CATTI",
            re.I,
        ),
    ),
    ("日语", re.compile(r"JLPT|日语|(?<![A-Za-z])N[1-5](?!\w)|NAT-TEST", re.I)),
    ("汉语", re.compile(r"HSK|普通话", re.I)),
    ("韩语", re.compile(r"TOPIK", re.I)),
    ("法语", re.compile(r"DELF|DALF|TCF|TEF", re.I)),
    ("德语", re.compile(r"TestDaF|DSH|Goethe", re.I)),
    ("西班牙语", re.compile(r"DELE", re.I)),
)
FLUENCY = re.compile(
    r"native|bilingual|fluent|proficien|advanced|intermediate|basic|beginner|elementary|conversational"
    r"|mother tongue|professional|working|limited|upper|excellent|good|fair|business|\b[ABC][12]\b"
    r"|母语|流利|精通|熟练|良好|一般|入门|日常|工作语言|双语|优秀|[四六八]级|读写|听说",
    re.IGNORECASE,
)
