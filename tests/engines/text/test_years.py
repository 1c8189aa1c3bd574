import pytest

from yucaihui.engines.text.years import find_years, parse_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3年以上", 3),
        ("三年及以上", 3),
        ("1-3年", 1),
        ("5～10年", 5),
        ("五年以上相关经验", 5),
        ("十年以上", 10),
        ("应届毕业生", 0),
        ("应届生", 0),
        ("不限", 0),
        ("无需经验", 0),
        ("无", 0),
        ("半年以上", 0),
        ("6个月", 0),
        ("一年半", 1),
        ("1.5年", 1),
        ("2年以内", 0),
        ("3", 3),
        ("3-5", 3),
        ("at least five years", 5),
        ("3 to 5 years", 3),
        ("10+ years", 10),
        ("five (5) years", 5),
        ("Entry level", 0),
        ("", None),
        ("丰富", None),
        ("2000年", None),
    ],
)
def test_a_cell_about_experience(text: str, years: int | None) -> None:
    assert parse_years(text) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("公司成立10年，要求3年以上工作经验", 3),
        ("具有5年及以上相关领域经历", 5),
        ("minimum of 7 years of experience in", 7),
        ("35岁以下，2年以上驾驶经验", 2),
        ("有10年历史", None),
        ("近3年内无违纪", None),
        ("工作经验不限", 0),
        ("本科，熟悉Java", None),
    ],
)
def test_experience_in_running_text(text: str, years: int | None) -> None:
    assert find_years(text) == years
