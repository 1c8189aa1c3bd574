"""Encrypted fields: unreadable without the key, bound to their place, rotated by a key in front."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from yucaihui.core.secrets import NoKey, blind_index, decrypt, encrypt, mask


@given(st.text(max_size=60), st.text(max_size=20))
def test_what_is_encrypted_is_decrypted(text: str, context: str) -> None:
    assert decrypt(encrypt(text, context), context) == text


def test_the_same_text_encrypts_to_different_values() -> None:
    assert encrypt("510107199001011234") != encrypt("510107199001011234")


def test_a_value_moved_to_another_field_does_not_open() -> None:
    with pytest.raises(NoKey):
        decrypt(encrypt("6222", "person.bank"), "person.id_card")


def test_a_new_key_in_front_still_opens_old_values(settings: Settings) -> None:
    settings.DATA_KEYS = ["old"]
    value, index = encrypt("passport E12345678"), blind_index("E12345678", "passport")
    settings.DATA_KEYS = ["new", "old"]
    assert (decrypt(value), blind_index("E12345678", "passport")) == ("passport E12345678", index)


def test_without_its_key_a_value_stays_shut(settings: Settings) -> None:
    settings.DATA_KEYS = ["old"]
    value = encrypt("passport")
    settings.DATA_KEYS = ["new"]
    with pytest.raises(NoKey, match="YUCAIHUI_DATA_KEYS"):
        decrypt(value)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("510107199001011234", "510***********1234"),
        ("E12345678", "*********"),
        ("", ""),
    ],
)
def test_masks_show_enough_to_recognise_and_no_more(text: str, masked: str) -> None:
    assert mask(text) == masked
