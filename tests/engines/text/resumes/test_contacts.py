import pytest

from yucaihui.engines.text.resumes.contacts import (
    drop_identities,
    find_email,
    find_phone,
    profiles_and_url,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("手机 19900001234", "19900001234"),
        ("138-0013-8000", "138-0013-8000"),
        ("(+86)139 1234 5678", "(+86)139 1234 5678"),
        ("+86 199 0000 1234", "+86 199 0000 1234"),
        ("023-68901234", "023-68901234"),
        ("+1-555-0166", "+1-555-0166"),
        ("(412) 555-0199", "(412) 555-0199"),
        ("+46 70 123 45 67", "+46 70 123 45 67"),
    ],
)
def test_numbers_are_kept_as_written(text: str, number: str) -> None:
    assert find_phone(text) == number


@pytest.mark.parametrize(
    "text", ["2015.09 - 2018.06", "500101199305071234", "完成12项", "GPA 3.9/4.0"]
)
def test_no_number_is_made_of_dates_identities_and_figures(text: str) -> None:
    assert find_phone(text) is None


def test_emails() -> None:
    assert find_email("邮箱：li.lei+cv@mail.example.com，电话") == "li.lei+cv@mail.example.com"
    assert find_email("li＠example.com") == "li@example.com"
    assert find_email("no address") is None


def test_identity_numbers_are_dropped() -> None:
    assert drop_identities("证件 50010119930507123X 完") == ("证件  完", 1)
    assert drop_identities("订单 500101999999999999") == ("订单 500101999999999999", 0)


def test_profiles_and_home_page() -> None:
    profiles, url = profiles_and_url(
        ["github.com/jws", "https://jws.example.org", "github.com/jws"]
    )
    assert profiles == [{"network": "GitHub", "username": "jws", "url": "https://github.com/jws"}]
    assert url == "https://jws.example.org"
