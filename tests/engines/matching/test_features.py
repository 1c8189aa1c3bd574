"""Which pieces of titles, skills, places and texts can match."""

from yucaihui.engines.matching.features import (
    feature_hash,
    place_names,
    skill_names,
    text_tokens,
    title_grams,
)


def test_chinese_titles_give_characters_and_pairs() -> None:
    assert list(title_grams("工程师")) == ["工", "程", "师", "工程", "程师"]


def test_other_words_give_padded_grams_of_two_to_four() -> None:
    assert list(title_grams("C++")) == [" c", "c+", "++", "+ ", " c+", "c++", "++ ", " c++", "c++ "]


def test_width_and_case_make_no_difference() -> None:
    assert list(title_grams("ＪＡＶＡ开发")) == list(title_grams("java 开发"))


def test_nothing_gives_nothing() -> None:
    assert list(title_grams(" 🙂 ")) == []
    assert text_tokens("", "🙂") == []


def test_skills_meet_under_their_canonical_name() -> None:
    assert list(skill_names(("k8s", "Kubernetes", " ")).values()) == ["Kubernetes"]


def test_unknown_skills_meet_whatever_their_case_and_blanks() -> None:
    assert skill_names(("Zorblax Tuning",)).keys() == skill_names(("zorblax  tuning",)).keys()


def test_words_do_not_span_two_texts() -> None:
    assert text_tokens("数", "据") == ["数", "据"]


def test_places_ignore_their_rank_word() -> None:
    assert place_names(("重庆市", "重庆", " 渝北区 ", "沙市")) == ("重庆", "渝北", "沙市")


def test_hashes_are_the_same_in_every_run() -> None:
    assert feature_hash("工程") == 4170064296920911262
    assert feature_hash("\ud800") >= 0
