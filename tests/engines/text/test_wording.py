from pathlib import Path

import pytest

from yucaihui.engines.text.wording import find_wording, wording_kinds

_PHRASINGS = Path(__file__).with_name("wording_phrasings.txt").read_text(encoding="utf-8")
_CASES = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in _PHRASINGS.splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("kinds", "text"), _CASES)
def test_phrasing(kinds: str, text: str) -> None:
    expected = set() if kinds == "-" else set(kinds.split())
    assert set(wording_kinds(find_wording(text))) == expected
