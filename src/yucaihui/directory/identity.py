"""Numbers that identify people and organisations: their shape and their check digits.

GB 11643-1999 (resident ID card, ISO 7064 MOD 11-2), GB 32100-2015 (unified social credit code,
MOD 31), ISO/IEC 7812-1 (bank card, Luhn), ICAO 9303 (passport number: up to nine characters).
"""

import re
from collections.abc import Callable
from datetime import date

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE = re.compile(rf"[{CREDIT_ALPHABET}]{{18}}")
ID_CARD = re.compile(r"[1-9]\d{16}[\dX]")
PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{6,9}")
BANK_CARD = re.compile(r"\d{12,19}")


def plain_number(text: str) -> str:
    """Without blanks and hyphens, in capitals."""
    return re.sub(r"[\s-]", "", text).upper()


def is_id_card(number: str) -> bool:
    """18 characters, a real day of birth, and the right check digit."""
    if not ID_CARD.fullmatch(number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17]


def is_passport(number: str) -> bool:
    return PASSPORT.fullmatch(number) is not None


def is_bank_card(number: str) -> bool:
    """12 to 19 digits of which the last one checks the others."""
    if not BANK_CARD.fullmatch(number):
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def is_credit_code(code: str) -> bool:
    """18 characters of which the last one checks the others."""
    if not CREDIT_CODE.fullmatch(code):
        return False
    total = sum(
        CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17])
    )
    return CREDIT_ALPHABET[-total % 31] == code[17]


CHECKS: dict[str, Callable[[str], bool]] = {
    "id_card": is_id_card,
    "passport": is_passport,
    "bank_account": is_bank_card,
}
