import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.salary import Salary, parse_salary

Ends = tuple[int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15k-30k", (15_000, 30_000, 12)),
        ("30-38K", (30_000, 38_000, 12)),
        ("25-28K·13薪", (25_000, 28_000, 13)),
        ("30-50K*16薪", (30_000, 50_000, 16)),
        ("15K*14", (15_000, 15_000, 14)),
        ("20-30K·13-16薪", (20_000, 30_000, 13)),
        ("15K 12+2薪", (15_000, 15_000, 14)),
        ("1万 十三薪", (10_000, 10_000, 13)),
        ("0.8-1.3万/月", (8_000, 13_000, 12)),
        ("0.6-1万", (6_000, 10_000, 12)),
        ("20000-30000元/月", (20_000, 30_000, 12)),
        ("１８０００－２００００", (18_000, 20_000, 12)),
        ("8,000-12,000元", (8_000, 12_000, 12)),
        ("8000-1.2万", (8_000, 12_000, 12)),
        ("6千-1万", (6_000, 10_000, 12)),
        ("8K~12K/月", (8_000, 12_000, 12)),
        ("10k/月-20k/月", (10_000, 20_000, 12)),
        ("10000元—15000元", (10_000, 15_000, 12)),
        ("60-100万/年", (50_000, 83_333, 12)),
        ("年薪8-12万", (6_667, 10_000, 12)),
        ("10万～15万（税前年薪）", (8_333, 12_500, 12)),
        ("20-35万", (16_667, 29_167, 12)),
        ("年薪百万", (83_333, 83_333, 12)),
        ("一万五左右", (15_000, 15_000, 12)),
        ("1万5-2万", (15_000, 20_000, 12)),
        ("八千到一万二", (8_000, 12_000, 12)),
        ("三到五万/月", (30_000, 50_000, 12)),
        ("一个月八千", (8_000, 8_000, 12)),
        ("18K以上", (18_000, None, 12)),
        ("4000元起", (4_000, None, 12)),
        ("不低于6000元", (6_000, None, 12)),
        ("5000元/月以上", (5_000, None, 12)),
        ("15K+", (15_000, None, 12)),
        ("10000元/月+五险一金", (10_000, 10_000, 12)),
        ("20K以下", (None, 20_000, 12)),
        ("up to 15k", (None, 15_000, 12)),
        ("15-20K，可面议", (15_000, 20_000, 12)),
        ("面议（不低于20万/年）", (16_667, None, 12)),
        ("底薪4000+提成，综合8000-15000元", (8_000, 15_000, 12)),
        ("3000-5000元/月（试用期2个月）", (3_000, 5_000, 12)),
        ("五险一金，双休，8000元", (8_000, 8_000, 12)),
        ("20-15K", (15_000, 20_000, 12)),
        ("RMB 20k-40k/month", (20_000, 40_000, 12)),
    ],
)
def test_yuan_a_month(text: str, expected: Ends) -> None:
    salary = parse_salary(text, "薪资待遇")
    assert (salary.min_month, salary.max_month, salary.months) == expected
    assert salary.currency == "CNY"
    assert not salary.negotiable


@pytest.mark.parametrize(
    "text",
    [
        "",
        "面议",
        "薪资面议",
        "待遇从优，面议",
        "按学校规定",
        "有竞争力的薪酬",
        "Competitive",
        "一事一议",
    ],
)
def test_negotiable(text: str) -> None:
    assert parse_salary(text) == Salary(negotiable=True)


@pytest.mark.parametrize(
    ("text", "period", "low", "high"),
    [
        ("300/天", "day", 300, 300),
        ("150-200元/日", "day", 150, 200),
        ("25元/小时", "hour", 25, 25),
        ("100-150每小时", "hour", 100, 150),
        ("2000元/周", "week", 2_000, 2_000),
        ("100元/课时", "piece", 100, 100),
    ],
)
def test_other_periods_give_no_month(text: str, period: str, low: float, high: float) -> None:
    salary = parse_salary(text)
    assert (salary.period, salary.minimum, salary.maximum) == (period, low, high)
    assert (salary.min_month, salary.max_month, salary.months) == (None, None, None)
    assert not salary.negotiable


@pytest.mark.parametrize(
    ("text", "currency", "low", "high"),
    [
        ("$120,000 - $150,000 per year", "USD", 10_000, 12_500),
        ("£30k - £40k p.a.", "GBP", 2_500, 3_333),
        ("$70-$80k", "USD", 5_833, 6_667),
        ("4000-7000 USD", "USD", 4_000, 7_000),
        ("3000U-8000U", "USD", 3_000, 8_000),
        ("20000港币/月", "HKD", 20_000, 20_000),
    ],
)
def test_other_currencies_are_named_not_converted(
    text: str, currency: str, low: int, high: int
) -> None:
    salary = parse_salary(text)
    assert (salary.currency, salary.min_month, salary.max_month) == (currency, low, high)


@pytest.mark.parametrize(
    ("text", "heading", "low", "high"),
    [
        ("20-30", "年薪（万元）", 16_667, 25_000),
        ("8-12", "月薪(K)", 8_000, 12_000),
        ("1.2-2", "薪资（万元/月）", 12_000, 20_000),
        ("8000-10000", "月薪（元）", 8_000, 10_000),
        ("42405-65485", "Salary Range From Annual", 3_534, 5_457),
    ],
)
def test_the_heading_gives_unit_and_period(text: str, heading: str, low: int, high: int) -> None:
    salary = parse_salary(text, heading)
    assert (salary.min_month, salary.max_month) == (low, high)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("20-35万", ("salary_period_guessed",)),
        ("税后10000", ("salary_after_tax",)),
        ("12-18", ("salary_unread",)),
        ("200万/月", ("salary_implausible",)),
        ("薪酬等级P7", ("salary_unread",)),
    ],
)
def test_doubts(text: str, notes: tuple[str, ...]) -> None:
    assert parse_salary(text).notes == notes


@given(st.integers(3, 90), st.integers(0, 60))
def test_the_same_pay_in_other_words(low: int, more: int) -> None:
    high = low + more
    ends = [
        parse_salary(text)
        for text in (
            f"{low}-{high}K",
            f"{low}k~{high}k/月",
            f"{low * 1000}-{high * 1000}元/月",
            f"{low / 10}-{high / 10}万/月",
        )
    ]
    assert {(each.min_month, each.max_month) for each in ends} == {(low * 1_000, high * 1_000)}


@given(st.text())
def test_any_text_gives_an_answer(text: str) -> None:
    salary = parse_salary(text)
    if salary.min_month is not None and salary.max_month is not None:
        assert salary.min_month <= salary.max_month
