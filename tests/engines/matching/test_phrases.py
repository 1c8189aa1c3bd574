"""Shared words are named as phrases a reader knows."""

from yucaihui.engines.matching.features import text_tokens
from yucaihui.engines.matching.phrases import common_phrases


def phrases(text: str, *shared: str) -> list[str]:
    return common_phrases(text_tokens(text), dict.fromkeys(shared, 1.0))


def test_overlapping_pairs_join() -> None:
    assert phrases("负责热管理仿真", "热管", "管理", "仿真") == ["热管理", "仿真"]


def test_a_pair_that_is_not_shared_parts_two_phrases() -> None:
    assert phrases("热管理仿真", "热管", "仿真") == ["仿真", "热管"]


def test_other_words_stand_alone() -> None:
    assert phrases("Java Spring, Kafka", "java", "spring") == ["java", "spring"]


def test_single_characters_are_not_named() -> None:
    assert phrases("热", "热") == []


def test_the_weightiest_come_first() -> None:
    weights = {"java": 1.0, "kafka": 3.0}
    assert common_phrases(["java", "kafka"], weights) == ["kafka", "java"]
