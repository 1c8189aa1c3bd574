"""Countries as CVs write them, to ISO 3166-1 alpha-2."""

_NAMES = """
AE united arab emirates|uae|阿联酋
AR argentina|阿根廷
AT austria|österreich|奥地利
AU australia|澳大利亚
BD bangladesh|孟加拉国
BE belgium|belgique|比利时
BG bulgaria|保加利亚
BR brazil|brasil|巴西
BY belarus|白俄罗斯
CA canada|加拿大
CH switzerland|schweiz|suisse|瑞士
CL chile|智利
CN china|p.r. china|pr china|p.r.china|people's republic of china|中国|中华人民共和国
CO colombia|哥伦比亚
CZ czech republic|czechia|捷克
DE germany|deutschland|德国
DK denmark|丹麦
DZ algeria|阿尔及利亚
EE estonia|爱沙尼亚
EG egypt|埃及
ES spain|españa|西班牙
ET ethiopia|埃塞俄比亚
FI finland|芬兰
FR france|法国
GB united kingdom|uk|u.k.|great britain|england|scotland|wales|northern ireland|英国
GH ghana|加纳
GR greece|希腊
HK hong kong|hong kong sar|香港|中国香港
HR croatia|克罗地亚
HU hungary|匈牙利
ID indonesia|印度尼西亚|印尼
IE ireland|爱尔兰
IL israel|以色列
IN india|印度
IR iran|伊朗
IS iceland|冰岛
IT italy|italia|意大利
JP japan|日本
KE kenya|肯尼亚
KR south korea|korea|republic of korea|韩国
KZ kazakhstan|哈萨克斯坦
LK sri lanka|斯里兰卡
LT lithuania|立陶宛
LU luxembourg|卢森堡
LV latvia|拉脱维亚
MA morocco|摩洛哥
MM myanmar|缅甸
MN mongolia|蒙古
MO macau|macao|澳门|中国澳门
MX mexico|méxico|墨西哥
MY malaysia|马来西亚
NG nigeria|尼日利亚
NL netherlands|the netherlands|holland|荷兰
NO norway|挪威
NP nepal|尼泊尔
NZ new zealand|新西兰
PE peru|秘鲁
PH philippines|菲律宾
PK pakistan|巴基斯坦
PL poland|polska|波兰
PT portugal|葡萄牙
QA qatar|卡塔尔
RO romania|罗马尼亚
RS serbia|塞尔维亚
RU russia|russian federation|俄罗斯
SA saudi arabia|沙特阿拉伯|沙特
SE sweden|sverige|瑞典
SG singapore|新加坡
SI slovenia|斯洛文尼亚
SK slovakia|斯洛伐克
TH thailand|泰国
TN tunisia|突尼斯
TR turkey|türkiye|turkiye|土耳其
TW taiwan|台湾|中国台湾
TZ tanzania|坦桑尼亚
UA ukraine|乌克兰
US united states|united states of america|usa|u.s.a.|us|u.s.|美国
UZ uzbekistan|乌兹别克斯坦
VN vietnam|viet nam|越南
ZA south africa|南非
"""

COUNTRIES = {name: line[:2] for line in _NAMES.strip().splitlines() for name in line[3:].split("|")}


def country_code(text: str) -> str | None:
    """ISO code of a country's name, None for anything else.

    >>> country_code("Türkiye")
    'TR'
    """
    return COUNTRIES.get(text.strip().lower())
