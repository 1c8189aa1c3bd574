"""The packaged tables: each line is what its head says."""

from collections import Counter

from yucaihui.engines.matching.encoding import parts


def lines(table: str) -> list[list[str]]:
    rows = [line for line in table.splitlines() if line and not line.startswith("#")]
    return [[cell.strip() for cell in row.split("|")] for row in rows]


def test_a_line_of_chinese_names_has_both_sides() -> None:
    rows = lines(parts.chinese_names())
    assert {len(row) for row in rows} == {2}
    assert all(english.isascii() and not chinese.isascii() for english, chinese in rows)


def test_an_abbreviation_is_short_and_stands_once() -> None:
    rows = lines(parts.spelling().table)
    assert all(len(row) in (2, 3) and 2 <= len(row[0]) <= 5 for row in rows)
    assert max(Counter(row[0] for row in rows).values()) == 1
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)


def test_the_notice_names_esco_beside_the_head() -> None:
    notice = parts.notice()
    assert "This service uses the ESCO classification of the European Commission." in notice
