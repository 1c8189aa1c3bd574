"""Keys under which spellings of one name agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.names import is_chinese_name, organisation_key, person_key


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (
            ("澜河动力有限公司", "澜河动力股份有限公司", "澜河 动力（有限公司）", "澜河动力"),
            "澜河动力",
        ),
        (("澜河（重庆）动力有限责任公司", "澜河(重庆)动力公司"), "澜河重庆动力"),
        (("Lanhe Power Co., Ltd.", "LANHE POWER", "The Lanhe-Power Limited"), "lanhe power"),
        (("Nordwerk GmbH & Co. KG", "nordwerk gmbh"), "nordwerk"),
        (("公司",), "公司"),
        (("Ltd",), "ltd"),
        (("", " （） "), ""),
    ],
)
def test_spellings_of_one_organisation_share_a_key(spellings: tuple[str, ...], key: str) -> None:
    assert {organisation_key(name) for name in spellings} == {key}


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (("欧阳 文", "欧阳文", "欧阳·文"), "欧阳文"),
        (("Anna Müller", "MÜLLER, Anna", "anna  muller"), "anna muller"),
        (("", "-"), ""),
    ],
)
def test_spellings_of_one_person_share_a_key(spellings: tuple[str, ...], key: str) -> None:
    assert {person_key(name) for name in spellings} == {key}


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    assert organisation_key(organisation_key(name)) == organisation_key(name)
    assert person_key(person_key(name)) == person_key(name)


def test_which_script_a_name_is_in() -> None:
    assert [is_chinese_name(name) for name in ("林晓", "Lin 晓", "Lin Xiao", "")] == [
        True, True, False, False,
    ]  # fmt: skip
