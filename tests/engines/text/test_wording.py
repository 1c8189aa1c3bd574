import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.wording import find_wording, wording_kinds
from yucaihui.engines.text.wording_en import ENGLISH
from yucaihui.engines.text.wording_law import AGAINST
from yucaihui.engines.text.wording_zh import CHINESE

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


@pytest.mark.parametrize("text", ["本科，男性优先。", "ＭＡＬＥ only", "３５岁以下，限９０后"])
def test_a_finding_tells_its_place_in_the_original_text(text: str) -> None:
    findings = find_wording(text)
    assert findings
    assert all(text[each.start : each.end].strip() == each.phrase for each in findings)


@pytest.mark.parametrize("kind", sorted({rule.kind for rule in (*CHINESE, *ENGLISH)}))
def test_every_kind_has_its_law_in_both_languages(kind: str) -> None:
    law = AGAINST[kind]
    assert all((law.name_zh, law.name_en, law.rule_zh, law.rule_en))


@given(st.text(alphabet=" \n　男女优先岁以下年龄985/211要求（）,，.。a1", max_size=400))
def test_any_text_is_judged_and_findings_lie_in_it(text: str) -> None:
    for finding in find_wording(text):
        assert 0 <= finding.start < finding.end <= len(text)


def test_long_runs_of_blanks_do_not_slow_the_check() -> None:
    started = time.process_time()
    find_wording("年龄" + " " * 20_000 + "男" + "0" * 20_000)
    assert time.process_time() - started < 5
