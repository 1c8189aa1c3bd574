"""Chongqing's districts, counties and development zones, with the names people write."""

# name: (Latin name, other names). Two-character short forms come from the name itself.
CHONGQING_DISTRICTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "万州区": ("Wanzhou", ()),
    "涪陵区": ("Fuling", ()),
    "渝中区": ("Yuzhong", ("解放碑",)),
    "大渡口区": ("Dadukou", ()),
    "江北区": ("Jiangbei", ("观音桥",)),
    "沙坪坝区": ("Shapingba", ()),
    "九龙坡区": ("Jiulongpo", ("杨家坪",)),
    "南岸区": ("Nan'an", ("南坪",)),
    "北碚区": ("Beibei", ("北培区",)),
    "綦江区": ("Qijiang", ()),
    "大足区": ("Dazu", ()),
    "渝北区": ("Yubei", ()),
    "巴南区": ("Banan", ()),
    "黔江区": ("Qianjiang", ()),
    "长寿区": ("Changshou", ()),
    "江津区": ("Jiangjin", ()),
    "合川区": ("Hechuan", ()),
    "永川区": ("Yongchuan", ()),
    "南川区": ("Nanchuan", ()),
    "璧山区": ("Bishan", ("壁山区", "壁山")),
    "铜梁区": ("Tongliang", ()),
    "潼南区": ("Tongnan", ()),
    "荣昌区": ("Rongchang", ()),
    "开州区": ("Kaizhou", ("开县",)),
    "梁平区": ("Liangping", ("梁平县",)),
    "武隆区": ("Wulong", ("武隆县",)),
    "城口县": ("Chengkou", ()),
    "丰都县": ("Fengdu", ()),
    "垫江县": ("Dianjiang", ()),
    "忠县": ("Zhongxian", ("忠州",)),
    "云阳县": ("Yunyang", ()),
    "奉节县": ("Fengjie", ()),
    "巫山县": ("Wushan", ()),
    "巫溪县": ("Wuxi County", ()),
    "石柱土家族自治县": ("Shizhu", ("石柱县",)),
    "秀山土家族苗族自治县": ("Xiushan", ("秀山县",)),
    "酉阳土家族苗族自治县": ("Youyang", ("酉阳县",)),
    "彭水苗族土家族自治县": ("Pengshui", ("彭水县",)),
    "两江新区": ("Liangjiang New Area", ("重庆两江新区", "两江", "Liangjiang")),
    "西部科学城重庆高新区": (
        "Western (Chongqing) Science City",
        (
            "西部(重庆)科学城",
            "重庆高新区",
            "重庆高新技术产业开发区",
            "西部科学城",
            "高新区",
            "Chongqing High-tech Zone",
        ),
    ),
    "重庆经开区": (
        "Chongqing Economic Development Zone",
        ("重庆经济技术开发区", "经开区", "经济技术开发区"),
    ),
    "万盛经开区": ("Wansheng", ("万盛区", "万盛", "万盛经济技术开发区")),
    "双桥经开区": ("Shuangqiao", ("双桥区", "双桥", "双桥经济技术开发区")),
}

# Cities whose name alone is a place of work; the word 市 may follow.
CITIES: tuple[str, ...] = tuple(
    "重庆 北京 上海 天津 成都 深圳 广州 杭州 南京 武汉 西安 苏州 长沙 郑州 青岛 大连 宁波 厦门 合肥 佛山 东莞 "
    "无锡 济南 沈阳 长春 哈尔滨 福州 昆明 贵阳 南宁 南昌 石家庄 太原 兰州 乌鲁木齐 呼和浩特 银川 西宁 拉萨 海口 三亚 "
    "珠海 中山 惠州 常州 南通 徐州 温州 嘉兴 绍兴 金华 台州 泉州 烟台 潍坊 洛阳 绵阳 德阳 宜宾 泸州 南充 遵义 "
    "宜昌 襄阳 芜湖 昆山 香港 澳门 台北 新加坡".split()
)

CITY_NAMES_EN: dict[str, str] = {
    "chongqing": "重庆",
    "beijing": "北京",
    "shanghai": "上海",
    "tianjin": "天津",
    "chengdu": "成都",
    "shenzhen": "深圳",
    "guangzhou": "广州",
    "hangzhou": "杭州",
    "nanjing": "南京",
    "wuhan": "武汉",
    "xi'an": "西安",
    "suzhou": "苏州",
    "hong kong": "香港",
    "singapore": "新加坡",
}
