"""Occupations of tables and our own pairs, as kinds of work."""

import pytest

from yucaihui.engines.matching.encoding.spelling import Spelling
from yucaihui.engines.matching.encoding.training.work import Work, read_work

HEAD = "conceptUri,iscoGroup,preferredLabel,altLabels\n"
ENGLISH = (
    HEAD + 'u:2,9112,kite tester,"kite checker\nKite Tester"\nu:1,9111,cloud painter,sky artist\n'
)
GERMAN = HEAD + "u:1,9111,Wolkenmaler/Wolkenmalerin,Himmelsmaler/in\n"
SPELLING = Spelling("")


def test_names_are_gathered_by_language_each_once_and_in_one_spelling() -> None:
    assert read_work({"en": ENGLISH, "de": GERMAN}, "", SPELLING) == (
        Work(
            "u:1",
            "9111",
            {"en": ("cloud painter", "sky artist"), "de": ("wolkenmaler", "himmelsmaler")},
        ),
        Work("u:2", "9112", {"en": ("kite tester", "kite checker")}),
    )


def test_a_pair_joins_the_occupation_of_its_english_name() -> None:
    (_, kite) = read_work(
        {"en": ENGLISH}, "kite examiner; kite checker | 风筝检验员; 风筝质检", SPELLING
    )
    assert kite.names == {
        "en": ("kite tester", "kite checker", "kite examiner"),
        "zh": ("风筝检验员", "风筝质检"),
    }


def test_a_second_pair_of_an_occupation_is_its_neighbour_and_another_is_new() -> None:
    pairs = (
        "# remark | 注\ncloud painter | 画云师\nsky artist | 天空画家\nmoon sweeper | 扫月人\n\n"
    )
    work = read_work({"en": ENGLISH}, pairs, SPELLING)
    assert [(one.key, one.group) for one in work] == [
        ("u:1", "9111"),
        ("u:2", "9112"),
        ("pair 1", "9111"),
        ("pair 2", "pair 2"),
    ]


def test_another_table_is_refused_by_the_column_it_lacks() -> None:
    with pytest.raises(ValueError, match="no column iscoGroup"):
        read_work({"en": "conceptUri,name\n1,x\n"}, "", SPELLING)
