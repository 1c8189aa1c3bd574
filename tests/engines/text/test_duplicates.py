from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.duplicates import PostingText, find_duplicates

FULL = PostingText(
    "重庆澜河动力科技有限公司",
    "结构工程师",
    (2, 3),
    "1、负责结构设计相关产品的研发与交付；\n2、参与方案论证、试验与问题闭环；\n3、编写技术文档。",
)


def test_a_copy_with_small_changes_repeats_the_fuller_text() -> None:
    copy = replace(
        FULL,
        employer=" 重庆市澜河动力科技有限责任公司",
        text="1、主要负责结构设计相关产品的研发与交付；\n2、参与方案论证、试验与问题闭环；",
    )
    assert find_duplicates([copy, FULL]) == {0: 1}


def test_of_equals_the_first_stays_and_no_duplicate_is_repeated() -> None:
    assert find_duplicates([FULL, FULL, FULL]) == {1: 0, 2: 0}


def test_other_terms_title_employer_or_work_make_another_posting() -> None:
    others = [
        replace(FULL, terms=(3, 3)),
        replace(FULL, title="工艺工程师"),
        replace(FULL, employer="重庆澜江动力科技有限公司"),
        replace(FULL, text="负责市场调研、客户拜访与合同签订，管理区域渠道与售后服务团队。"),
    ]
    assert find_duplicates([FULL, *others]) == {}


def test_postings_without_employer_are_not_compared() -> None:
    nameless = replace(FULL, employer="")
    assert find_duplicates([nameless, nameless]) == {}


@given(st.lists(st.sampled_from([FULL, replace(FULL, terms=0), replace(FULL, title="甲")])))
def test_what_is_repeated_is_never_a_duplicate(postings: list[PostingText]) -> None:
    found = find_duplicates(postings)
    assert set(found) & set(found.values()) == set()
    assert len(found) == len(postings) - len(set(postings))
