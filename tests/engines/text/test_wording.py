import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.wording import find_wording, wording_kinds
from yucaihui.engines.text.wording_en import ENGLISH
from yucaihui.engines.text.wording_law import AGAINST
from yucaihui.engines.text.wording_zh import CHINESE

_HERE = Path(__file__).parent


def _cases(name: str) -> list[tuple[str, str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("|", 1) for line in lines if line and not line.startswith("#"))
    return [(kinds.strip(), text.strip()) for kinds, text in pairs]


_CASES = _cases("wording_phrasings.txt")


@dataclass
class _Score:
    """Flags right, missed and wrong over a set of wordings, and its innocent ones flagged."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    innocent_flagged: int = 0

    def add(self, kinds: str, text: str) -> None:
        labels = [] if kinds == "-" else kinds.split()
        needed = [set(label.split("/")) for label in labels if not label.startswith("?")]
        allowed = {kind for label in labels for kind in label.lstrip("?").split("/")}
        found = set(wording_kinds(find_wording(text)))
        self.right += sum(bool(kinds & found) for kinds in needed)
        self.missed += sum(not kinds & found for kinds in needed)
        self.wrong += len(found - allowed)
        self.innocent_flagged += bool(found and not labels)


def _score(name: str) -> _Score:
    score = _Score()
    for kinds, text in _cases(name):
        score.add(kinds, text)
    return score


def test_plain_wordings_are_found_and_innocent_ones_left_alone() -> None:
    assert _score("wording_plain.txt") == _Score(right=1160, missed=1)


def test_most_roundabout_wordings_are_found() -> None:
    assert _score("wording_roundabout.txt") == _Score(right=1517, missed=17)


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


def test_a_posting_of_two_thousand_characters_is_judged_in_a_millisecond() -> None:
    sentence = "负责前端开发，熟悉SQL与Python；本科及以上学历，3年以上经验，团队协作良好。\n"
    text = (sentence * 60)[:1_960] + "限男性，35岁以下，本地户口优先，已婚已育优先。"
    fastest = min(_seconds(text) for _ in range(20))
    assert fastest < 0.004  # 0.3 ms on a quiet core; room for a busy one


def _seconds(text: str) -> float:
    started = time.perf_counter()
    find_wording(text)
    return time.perf_counter() - started


def test_long_runs_of_blanks_do_not_slow_the_check() -> None:
    started = time.process_time()
    find_wording("年龄" + " " * 20_000 + "男" + "0" * 20_000)
    assert time.process_time() - started < 5
