"""Filters of the directory's templates."""

import pytest
from django.utils import translation

from yucaihui.directory.templatetags.directory import country


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [("CN", "中国", "China"), ("DE", "德国", "Germany"), ("QQ", "QQ", "QQ"), ("", "–", "–")],
)
def test_a_country_is_named_in_the_language_of_the_page(code: str, zh: str, en: str) -> None:
    with translation.override("zh-hans"):
        assert country(code) == zh
    with translation.override("en"):
        assert country(code) == en
