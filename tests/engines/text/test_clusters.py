from yucaihui.engines.text.clusters import CLUSTERS, cluster_name_en, guess_cluster


def test_the_first_text_that_speaks_decides() -> None:
    assert (
        guess_cluster("重庆某某控股有限公司", "Java开发工程师", "负责软件与数据平台")
        == "软件信息服务"
    )
    assert guess_cluster("重庆长岭微电子有限公司", "软件工程师") == "新一代电子信息制造"
    assert guess_cluster("重庆某某", "经理") == ""


def test_english_names_are_given_for_the_known_and_kept_for_others() -> None:
    assert cluster_name_en("生物医药") == "Biomedicine"
    assert cluster_name_en("其他行业") == "其他行业"
    assert len({english for english, _ in CLUSTERS.values()}) == len(CLUSTERS)
