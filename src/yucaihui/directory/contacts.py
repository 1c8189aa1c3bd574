"""E-mail addresses and telephone numbers in the one form they are kept in."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from yucaihui.directory.errors import Refused

REGION = "CN"
# Addresses at these say nothing about where somebody works.
PUBLIC_MAIL_DOMAINS = frozenset(
    [
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "yeah.net",
        "139.com",
        "189.cn",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "aliyun.com",
        "wo.cn",
        "21cn.com",
        "tom.com",
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.co.jp",
        "icloud.com",
        "me.com",
        "proton.me",
        "protonmail.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "mail.ru",
        "yandex.ru",
        "naver.com",
        "daum.net",
        "zoho.com",
        "example.com",
        "example.org",
    ]
)


def normal_email(text: str) -> str:
    """Lower case, without outer blanks.

    Raises:
        Refused: not an e-mail address.
    """
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(
            _("This is not an e-mail address. Write it like name@example.com."), "email"
        ) from None
    return address


def normal_phone(text: str, region: str = REGION) -> str:
    """E.164, e.g. +8613800001234; a number without + is read as one of `region`.

    Raises:
        Refused: not a telephone number.
    """
    try:
        number = phonenumbers.parse(re.sub(r"^\s*00", "+", text), region or REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused(
            _("This is not a telephone number. Write it with the country code, like +86 138 …"),
            "phone",
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def own_domain(email: str) -> str:
    """The domain of an address, "" when anyone can have an address there."""
    domain = email.rpartition("@")[2]
    return "" if domain in PUBLIC_MAIL_DOMAINS else domain
