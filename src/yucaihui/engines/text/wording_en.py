"""What an English posting may not ask for: who is meant, kind by kind, in the grammar of demands."""

# ruff: noqa: E501  (a pattern or a vocabulary is read as one line)

from yucaihui.engines.text.wording_grammar import (
    PEOPLE,
    E,
    WordingRule,
    asked_en,
    refused_en,
)

_MALE = r"(?:males?|females?|m[ae]n|wom[ae]n|lad(?:y|ies)|girls?|boys?|guys?|gents?|gentlem[ae]n)"
_RACE = r"(?:caucasians?|whites?|blacks?|asians?|han(?: chinese| ethnic\w*| nationality| people)?|westerners?|africans?|indians?|(?:ethnic )?minorit(?:y|ies)|ethnic minorit(?:y|ies)|uy?ghurs?|tibetans?)"
_CREED = r"(?:christians?|muslims?|buddhists?|hindus?|catholics?|jews|jewish|atheists?|believers?|religious(?: \w+)?)"
_ILL_EN = r"(?:hepatitis(?: b)?|hbv|hiv|hbsag|disabilit(?:y|ies)|disabled|mental illness|chronic (?:diseases?|illness)|infectious diseases?|depression|epilepsy|diabetes|diabetics?|covid|(?:physically )?handicapped)"
_TIER_EN = r"(?:ivy[- ]league|russell[- ]group|oxbridge|985|211|double[- ]first[- ]class|top[- ](?:tier|ranked|ranking|notch|\d+)|elite|prestigious|renowned|target|tsinghua|peking|pku|qs ?(?:top )?\d+|first[- ]tier|key|leading|well-known|famous|top|(?:world|global|national)[ -](?:top|class)[ -]?\d*|non-985)"
_UNI_EN = r"(?:universit(?:y|ies)|schools?|graduates?|institutions?|education|degrees?|colleges?|alumni|background|diploma)"

ENGLISH: tuple[WordingRule, ...] = (
    WordingRule("gender", "block", "male* female* man men woman women lady ladies girl* boy boys guys gents gender sex gentlem* salesgirl* saleslad*", (
        *asked_en(_MALE),
        r"\b(?:gender|sex)(?: requirements?| preferred)?\s{0,2}(?:[:=\-–]|is|must be)\s{0,2}(?:fe)?males?\b(?!\s{0,2}(?:/|or|and))",
        r"(?:^|[.;,(:] ?)(?:(?:single|married|unmarried|young|healthy) )?(?:fe)?males?(?=[,;.)]|$| ?[(]| under| aged| below| only)(?!,? (?:and|or|/))|\b(?:fe)?male (?:applicants?|candidates?)\b|\b(?:vacancy|position|jobs?|roles?|posts?|openings?)(?: is| are)?(?: only)? for (?:fe)?males?\b|\b(?:gender|sex)\s?[:：]\s?[mf]\b(?!\s?/)|\bsales(?:girls?|lad(?:y|ies))\b",
    )),
    WordingRule("age", "block", "young* youthful youth youths years age aged ages old older under below over above born twent* thirt* exceed* within 20s 30s", (
        r"\b(?:under|below|not over|not? (?:older|more|elder|over|exceeding) (?:than)?|(?:not |should not |must not )?exceed(?:ing)?|within|younger than|less than|up to|over|above|beyond)\s{1,2}(?:the age of\s{1,2}|age\s{1,2})?[2-6]\ds?\b(?!,\d)(?:\s{0,2}(?:years?\s{0,2}(?:old|of age)|yrs? old|(?:need not|should not|will not|do not|not)\b)|(?=\s{0,2}(?:$|[.,;)]|only|preferred)))(?!\s{0,2}(?:%|hours|minutes|people|employees))",
        r"\bage[ds]?\s{0,2}(?:limit|range|requirement|group)?\s{0,2}[:：≤<]?=?\s{0,2}(?:is\s{1,2}|from\s{1,2}|between\s{1,2}|under\s{1,2}|below\s{1,2}|up to\s{1,2}|of\s{1,2}|max\.?\s{0,2})?[1-6]\d\b(?!\s{0,2}(?:\+|and (?:over|above)|or (?:over|older)))",
        r"\b[12345]\d\s{0,2}(?:-|–|to|and)\s{0,2}[2-6]\d\s{0,2}(?:years?\s{0,2}(?:old|of age)|yrs? old)",
        r"\b[2-6]\d (?:years? (?:old|of age) )?(?:or|and) (?:younger|below|under)\b|\b(?:younger|older) than [2-6]\d|\b(?:in|of) (?:their|his|her|your) (?:early |late |mid-?)?(?:twenties|thirties|20s|30s)\b",
        r"\b(?:maximum|max\.?|upper)\s{1,2}age\b",
        *asked_en(rf"(?:someone young|youths?|(?:young(?:er)?|youthful|under-\d\ds?)(?: (?:and|,) \w+)?(?: (?:{PEOPLE}|wom[ae]n|m[ae]n|(?:fe)?males?)))"),
        r"\byoung (?:and|,) \w+ (?:\w+ )?(?:preferred|only|required|wanted)|\b(?:older|elderly) (?:applicants?|candidates?|people) (?:need not|will not|should not)",
        r"\bborn (?:after|before|in or after|since|in the|between) (?:the )?(?:19|20)\d\d|\b(?:twenty|thirty)-somethings?\b|[<≤] ?[2-6]\d years",
    )),
    WordingRule("marital", "block", "married unmarried marital single childless pregnan* child* marriage maternity kids family divorced parents mothers", (
        *asked_en(r"(?:single|unmarried|married|divorced|childless|engaged)(?: (?:wom[ae]n|m[ae]n|(?:fe)?males?|lad(?:y|ies)))?"),
        *refused_en(r"(?:pregnant(?: wom[ae]n| \w+)?|pregnanc(?:y|ies)|mothers?|parents)"),
        r"\b(?:must|should) (?:be|remain) (?:single|unmarried|married|childless)\b|\bmarital status\s{0,2}[:：]\s{0,2}\w+|\b(?:state|indicate|disclose|mention|include|specify)" + E + r"{0,20}marital status",
        r"\b(?:married )?with(?:out)? (?:any |young |small )?(?:children|kids|family)\b" + E + r"{0,12}(?:preferred|only|required|need not|should not|not )|\bno maternity leave|\bnot (?:be )?(?:pregnant|planning (?:to have )?(?:children|pregnancy))|\bno (?:plans? (?:for|to have|to get) (?:a )?(?:children|pregnan\w+|marriage|married|baby|family)|children|kids|family (?:commitments?|burdens?|obligations?|ties|responsibilit\w+))\b|\bno pregnan|\bpregnancy test|\bplan(?:s|ning)? to (?:have|get|become|start) (?:a |any )?(?:child\w*|bab\w+|pregnan\w+|married|family)\b|\bnot married\b|\bsingle (?:fe)?males?\b",
    )),
    WordingRule("hukou", "block", "hukou household locals local residents resident", (
        *asked_en(r"(?:locals|local (?:hukou|household registration|residents?|people)|(?:chongqing|beijing|shanghai) (?:hukou|household registration|residents?)|(?:[a-z]+ )?hukou(?: holders?)?|registered residents?|(?:\w+ )?household registration)"),
        r"\b(?:prefer\w*|only|priority)\b" + E + r"{0,30}\bhukou\b|\bhukou\s?[:：]\s?[a-z]",
        r"\b(?:must|should) (?:have|hold) (?:an? )?(?:\w+ ){0,3}(?:\(?hukou\)?|household registration)",
    )),
    WordingRule("region", "block", "from", (
        r"\b(?:applicants?|candidates?|people|those|anyone) (?:who are )?from (?!(?:all|any|diverse|different|every|under)\b)" + E + r"{2,24}(?:will not|need not|are not|should not|not (?:be )?considered|excluded)|\bno (?:applicants?|candidates?|people|one) from\b",
    )),
    WordingRule("ethnicity", "block", "caucasian* white* black* asian* han westerner* african* indian* minorit* uighur* uyghur* tibetan*", (
        r"\b(?:ethnicity|race|nationality)(?: group)?\s?[:：]\s?(?:han|white|caucasian)\b",
        *asked_en(rf"{_RACE}(?: (?:native speakers?|teachers?|faces?))?"),
    )),
    WordingRule("religion", "block", "christian* muslim* buddhist* hindu* religio* catholic* jew* atheist* believer*", (
        *asked_en(_CREED),
        r"\breligion\s{0,2}[:：]\s{0,2}\w+|\bno religious\b",
    )),
    WordingRule("health", "block", "hbv hbsag hiv hepatitis disab* able-bodied mental infectious covid* depress* chronic epilep* diabet* handicapped carrier*", (
        r"\bnot open to (?:people|persons|candidates) with|\b(?:must|should|may) not (?:have|carry) " + _ILL_EN,
        *refused_en(_ILL_EN + r"(?: \w+)?"),
        r"\b(?:hepatitis b|hbv|hiv|hbsag)[ -]*(?:negative|free)\b|\bnegative for " + _ILL_EN + r"|\b(?:hepatitis b|hbv|hiv|hbsag) (?:tests?\b(?! kit)|screening)[^.;\n]{0,12}(?:results?|required|report|before|must)|\b(?:free (?:of|from)) (?:any )?" + _ILL_EN + r"|\bnon-?carriers?\b|\bcarriers? of (?:hepatitis|hbv|hiv)[^.;\n]{0,12}\b(?:need not|not|excluded)|\bable-bodied (?:" + PEOPLE + r" )?only|\bmust (?:be able-bodied|have no disabilit|not (?:be|have (?:a |any )?)disab)|\bno history of (?:mental|chronic|infectious|depression|hepatitis)|\bno (?:known )?(?:mental|chronic|infectious|physical) (?:illness|disease|disabilit)",
    )),
    WordingRule("university_tier", "block", "985 211 c9 ivy russell elite prestig* oxbridge tsinghua peking pku qs* universit* school* college* graduates qs", (
        rf"\b(?:from|of)\s{{1,2}}(?:an?\s{{1,2}}|the\s{{1,2}})?{_TIER_EN}\s{{0,2}}(?:(?:/|or)\s{{0,2}}\w+\s{{0,2}})?(?:\w+\s{{1,2}})?(?:universit|college|school|institution)",
        rf"\b{_TIER_EN}\s{{0,2}}(?:(?:/|or|and)\s{{0,2}}[\w-]+\s{{0,2}})?(?:[\w-]+\s{{1,2}})?{_UNI_EN}" + E + r"{0,24}(?:only|preferred|required|must|advantage|plus|prioriti[sz]ed)|\bonly" + E + r"{0,20}(?:ivy[- ]league|985|211|top[- ]tier) ",
        r"\b(?:world|global) top[- ]?\d+ universit|\bnon-(?:985|211|elite)\b[^.;\n]{0,40}(?:not|excluded|rejected)",
        r"\b(?:ivy[- ]league|russell group|oxbridge|c9(?: league)?)\b" + E + r"{0,24}(?:only|preferred|required|must)",
        rf"\b(?:only|must|require[sd]?|priority|prefer\w*)\b{E}{{0,20}}\b{_TIER_EN}\s{{0,2}}(?:[\w-]+\s{{1,2}})?{_UNI_EN}|\b(?:985|211|double first[- ]class) universit(?:y|ies) graduates?",
        r"\bqs (?:world )?(?:ranking )?top[- ]?\d+|\bivy[- ]leaguers?\b",
    )),
    WordingRule("political", "warn", "party cpc ccp", (
        r"\b(?:cpc|ccp|communist|party)\s{0,2}(?:party )?members?\s{1,2}(?:only|preferred|required)|\bmembers? of the (?:cpc|ccp|(?:chinese )?communist party|party)\b",
    )),
    WordingRule("appearance", "warn", "height tattoo* attractive good-looking beautiful handsome pretty slim", (
        r"\b(?:minimum )?height\s{0,2}[:：]?\s{0,2}(?:of\s{1,2}|above\s{1,2}|at least\s{1,2}|over\s{1,2})?1[.\d]",
        *asked_en(r"(?:attractive(?: appearance)?|good[- ]looking|beautiful|handsome|pretty|slim)(?: (?:face|girls?|appearance))?"),
        r"\bno (?:visible )?tattoos?\b",
    )),
    WordingRule("zodiac", "warn", "virgo* scorpio* leo leos gemini aries capricorn* blood", (
        *asked_en(r"(?:virgos?|scorpios?|leos?|gemini|aries|capricorns?|blood type \w+)"),
    )),
)  # fmt: skip
