"""The authors are hidden where their names stand in words."""

import pytest

from yucaihui.competitions.rules.cover import COVER, Cover


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("由墨染尘主持", f"由{COVER}主持"),
        ("由墨 染 尘主持", f"由{COVER}主持"),
        ("绛云阁科技有限公司的电池", f"{COVER}的电池"),
        ("绛云阁科技的电池", f"{COVER}的电池"),
        ("led by moran  chenzi.", f"led by {COVER}."),
        ("Jiangyunge batteries", f"{COVER} batteries"),
        ("写信 a.b@x.example 或 13800001234", f"写信 {COVER} 或 {COVER}"),
        ("见 https://x.example/a?b 页", f"见 {COVER} 页"),
        ("电池热管理，提升30%", "电池热管理，提升30%"),
        ("Morant is another word", "Morant is another word"),
    ],
)
def test_names_addresses_numbers_and_links_are_covered(text: str, seen: str) -> None:
    cover = Cover(["墨染尘", "Moran Chenzi", "绛云阁科技有限公司", "Jiangyunge Ltd", ""])
    assert cover.text(text) == seen


def test_a_link_is_covered_whole_and_numbers_stay() -> None:
    cover = Cover(["墨染尘"])
    assert (cover.value("url", "https://x.example"), cover.value("number", 5)) == (COVER, 5)


def test_without_names_nothing_is_touched() -> None:
    assert Cover(()).text("a@b.example") == "a@b.example"
