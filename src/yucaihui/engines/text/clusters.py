"""Industrial clusters: the names that postings and employers are filed under, zh and en.

The names are those of Chongqing's manufacturing plan ("33618" modern manufacturing clusters, 2023)
with software, research and services beside them; a cluster is kept by its Chinese name.
"""

from collections.abc import Mapping

from yucaihui.engines.text.tokens import normalise

# name: (English name, words that speak for it)
CLUSTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "智能网联新能源汽车": (
        "Intelligent connected and new-energy vehicles",
        (
            "汽车",
            "整车",
            "新能源车",
            "电池",
            "自动驾驶",
            "智能座舱",
            "底盘",
            "电驱",
            "vehicle",
            "automotive",
            "battery",
        ),
    ),
    "新一代电子信息制造": (
        "Electronic information manufacturing",
        (
            "微电子",
            "半导体",
            "芯片",
            "集成电路",
            "光电",
            "显示",
            "电子科技",
            "晶圆",
            "封装",
            "semiconductor",
            "chip",
        ),
    ),
    "先进材料": (
        "Advanced materials",
        (
            "新材料",
            "材料",
            "铝业",
            "镁",
            "钢铁",
            "冶金",
            "玻纤",
            "化工",
            "高分子",
            "materials",
            "metallurg",
        ),
    ),
    "智能装备及智能制造": (
        "Intelligent equipment and manufacturing",
        (
            "装备",
            "机器人",
            "机床",
            "智能制造",
            "自动化",
            "数控",
            "液压",
            "robot",
            "equipment",
            "machinery",
        ),
    ),
    "软件信息服务": (
        "Software and information services",
        (
            "软件",
            "信息技术",
            "互联网",
            "网络科技",
            "数据",
            "人工智能",
            "云计算",
            "游戏",
            "software",
            "internet",
            "data",
        ),
    ),
    "生物医药": (
        "Biomedicine",
        (
            "医药",
            "制药",
            "生物",
            "药业",
            "医疗",
            "临床",
            "疫苗",
            "pharma",
            "biotech",
            "medical",
        ),
    ),
    "食品及农产品加工": (
        "Food and agricultural products",
        ("食品", "农产品", "农业", "粮油", "火锅", "饮料", "乳业", "food", "agricultur"),
    ),
    "高校科研院所": (
        "Universities and research institutes",
        (
            "大学",
            "学院",
            "研究院",
            "研究所",
            "实验室",
            "科学院",
            "university",
            "institute",
            "laboratory",
        ),
    ),
    "新能源及新型储能": (
        "New energy and storage",
        ("光伏", "风电", "氢能", "储能", "电网", "新能源", "energy", "solar"),
    ),
    "航空航天与低空经济": (
        "Aerospace and low-altitude economy",
        ("航空", "航天", "无人机", "卫星", "低空", "aerospace", "drone", "satellite"),
    ),
    "现代金融与商务服务": (
        "Finance and business services",
        (
            "银行",
            "证券",
            "保险",
            "金融",
            "会计师",
            "律师",
            "咨询",
            "物流",
            "bank",
            "finance",
            "consult",
            "logistics",
        ),
    ),
    "建筑与生态环境": (
        "Construction and environment",
        ("建筑", "市政", "土木", "施工", "环境科技", "污水", "construction", "civil engineering"),
    ),
    "轻纺与消费品": (
        "Light industry and consumer goods",
        ("纺织", "服装", "家居", "日化", "textile", "garment"),
    ),
    "医疗卫生": (
        "Health care",
        ("医院", "护理", "门诊", "医师", "hospital", "nurs"),
    ),
}


def cluster_name_en(name: str) -> str:
    """The English name of a cluster; a name not in the list stays as it is."""
    return CLUSTERS[name][0] if name in CLUSTERS else name


def guess_cluster(*texts: str) -> str:
    """The cluster whose words the texts name most, the first text deciding when it names any.

    Give the employer's name first, then the title, then the rest. Empty when nothing speaks.

    >>> guess_cluster("重庆长岭微电子有限公司", "财务经理")
    '新一代电子信息制造'
    """
    for text in texts:
        folded = normalise(text)
        hits = {
            name: sum(word in folded for word in words) for name, (_, words) in CLUSTERS.items()
        }
        best = max(hits, key=lambda name: hits[name])
        if hits[best]:
            return best
    return ""
