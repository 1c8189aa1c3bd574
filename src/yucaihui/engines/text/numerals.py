"""Chinese numerals as numbers: 三, 十五, 二十余, 一万二, 八千, 两百五十."""

import re
import unicodedata

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_NUMERAL = re.compile(r"[一二两三四五六七八九十][〇零一二两三四五六七八九十百千万]*")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")


def chinese_integer(numeral: str) -> int:
    """Value of a Chinese numeral; a last digit without unit counts in the next lower unit.

    >>> chinese_integer("一万二"), chinese_integer("二十五"), chinese_integer("两百零三")
    (12000, 25, 203)
    """
    total = section = digit = 0
    last_unit = 1
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last_unit = 1 if digit == 0 else last_unit
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
            last_unit = 10_000
        else:
            last_unit = _UNITS[char]
            section += (digit or 1) * last_unit
            digit = 0
    spoken_tail = last_unit // 10 if digit and last_unit >= 100 else 1
    return total + section + digit * spoken_tail


def with_arabic_numerals(text: str) -> str:
    """NFKC form of `text`, lower-case, with Chinese numerals and 1,000s as plain digits."""
    folded = unicodedata.normalize("NFKC", text).lower()
    if not folded.isascii():
        folded = _NUMERAL.sub(lambda found: str(chinese_integer(found.group())), folded)
    return _THOUSANDS.sub("", folded)
