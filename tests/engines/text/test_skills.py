import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.skills import (
    build_lexicon,
    canonical_skill,
    find_skills,
    is_known_skill,
    lexicon,
    spelling,
)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("k8s", "Kubernetes"),
        ("Solid works", "SolidWorks"),
        ("ＰＹＴＨＯＮ", "Python"),
        ("iso26262", "ISO 26262"),
        ("NODEJS", "Node.js"),
        ("C", "C"),
        ("c++", "C++"),
        ("finite element analysis", "有限元"),
        ("  basket   weaving ", "basket weaving"),
    ],
)
def test_one_name_for_all_spellings(name: str, canonical: str) -> None:
    assert canonical_skill(name) == canonical


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("", ()),
        ("熟悉golang、C++，了解 k8s 优先", ("Go", "C++", "Kubernetes")),
        ("精通C/C++、R、Python", ("C", "C++", "R", "Python")),
        ("Java/JavaScript", ("Java", "JavaScript")),
        ("C语言基础扎实", ("C",)),
        ("熟练使用Excel、PPT", ("Excel", "PowerPoint")),
        ("熟悉 Rust 语言", ("Rust",)),
        ("有限元分析与CAN/LIN", ("有限元", "CAN/LIN")),
        ("Python, sql and Docker; Python again", ("Python", "SQL", "Docker")),
    ],
)
def test_skills_in_running_text(text: str, skills: tuple[str, ...]) -> None:
    assert find_skills(text) == skills


@pytest.mark.parametrize(
    "text",
    [
        "We can go to market in spring and excel.",
        "Vitamin C is good for you",
        "The rust on the express train",
        "javascripts",
        "负责产品的研发与交付",
    ],
)
def test_ordinary_words_are_no_skills(text: str) -> None:
    assert find_skills(text) == ()


def test_every_name_in_the_lexicon_stands_for_one_skill() -> None:
    known = lexicon()
    assert len(set(known.canonical)) == len(known.canonical)
    assert [name for name in known.canonical if canonical_skill(name) != name] == []


def test_comments_and_blank_lines_are_not_skills() -> None:
    built = build_lexicon(["# heading", "", "Alpha; Al pha", "!Beta"])
    assert built.canonical == ("Alpha", "Beta")
    assert built.by_spelling["alpha"].canonical == "Alpha"
    assert built.by_spelling["beta"].shy


@given(st.sampled_from(sorted(lexicon().canonical)))
def test_a_known_skill_in_a_chinese_list_is_found(name: str) -> None:
    assert find_skills(f"熟悉{name}、Docker") == tuple(dict.fromkeys((name, "Docker")))


@given(st.text())
def test_canonical_names_are_stable(name: str) -> None:
    once = canonical_skill(name)
    assert canonical_skill(once) == once
    assert is_known_skill(name) == (spelling(name) in lexicon().by_spelling)
