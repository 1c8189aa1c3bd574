import pytest

from yucaihui.engines.text.district import Place, parse_place
from yucaihui.engines.text.places import CHONGQING_DISTRICTS


@pytest.mark.parametrize(
    ("text", "city", "district"),
    [
        ("重庆·北碚区", "重庆", "北碚区"),
        ("重庆 万州区", "重庆", "万州区"),
        ("渝北", "重庆", "渝北区"),
        ("重庆市渝北区江北机场路1号", "重庆", "渝北区"),
        ("西部科学城重庆高新区", "重庆", "西部科学城重庆高新区"),
        ("重庆高新区", "重庆", "西部科学城重庆高新区"),
        ("重庆市重庆经开区", "重庆", "重庆经开区"),
        ("重庆市两江新区", "重庆", "两江新区"),
        ("重庆市石柱县", "重庆", "石柱土家族自治县"),
        ("Yubei District, Chongqing", "重庆", "渝北区"),
        ("重庆市", "重庆", None),
        ("北京市海淀区中关村", "北京", "海淀区"),
        ("成都市高新区", "成都", "高新区"),
        ("四川省绵阳市涪城区", "绵阳", "涪城区"),
        ("南京市江北新区", "南京", "江北新区"),
        ("浙江杭州余杭区", "杭州", "余杭区"),
        ("Shanghai", "上海", None),
        ("远程", None, None),
        ("", None, None),
    ],
)
def test_place(text: str, city: str | None, district: str | None) -> None:
    assert parse_place(text) == Place(city, district)


def test_chongqing_has_its_38_districts_and_counties_and_five_zones() -> None:
    assert len(CHONGQING_DISTRICTS) == 38 + 5


@pytest.mark.parametrize("name", CHONGQING_DISTRICTS)
def test_every_name_is_found_in_every_way_of_writing(name: str) -> None:
    for text in (name, f"重庆{name}", f"重庆市{name}", f"重庆·{name}", f"重庆 {name}某某路"):
        assert parse_place(text) == Place("重庆", name)
