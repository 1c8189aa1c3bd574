import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.tokens import normalise, search_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("C++, C# and .NET", ["c++", "c#", "and", ".net"]),
        ("Node.js. Vue-Router", ["node.js", "vue-router"]),
        ("工程师", ["工", "工程", "程", "程师", "师"]),
        ("熟悉Ｊａｖａ语言", ["熟", "熟悉", "悉", "java", "语", "语言", "言"]),
        ("R语言", ["r", "语", "语言", "言"]),
        ("熟悉.NET", ["熟", "熟悉", "悉", ".net"]),
        ("asp.net", ["asp.net"]),
        ("AS9100D—2016", ["as9100d", "2016"]),
        ("Zürich naïve", ["zürich", "naïve"]),
        ("don't stop.", ["don't", "stop"]),
        ("1+1=2", ["1", "1", "2"]),
        ("end.Start", ["end.start"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert search_tokens(text) == tokens


@given(st.text())
def test_tokens_do_not_depend_on_width_or_case(text: str) -> None:
    assert search_tokens(text) == search_tokens(normalise(text))


@given(st.text(alphabet="工程师人才渝", min_size=1))
def test_a_chinese_run_gives_its_characters_and_pairs(text: str) -> None:
    tokens = search_tokens(text)
    assert len(tokens) == 2 * len(text) - 1
    assert [token for token in tokens if len(token) == 1] == list(text)
