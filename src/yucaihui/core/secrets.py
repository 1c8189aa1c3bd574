"""Encryption of single fields (AES-GCM), masks to show instead, and blind indexes to find by.

The keys are settings.DATA_KEYS: the first one encrypts, all of them decrypt, so a key is changed by
putting the new one in front. Keys never stand in the database.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE = 12


class NoKey(RuntimeError):
    """None of the configured keys opens this value."""


@lru_cache(maxsize=8)
def derived(secret: str, purpose: bytes) -> bytes:
    """32 bytes for one purpose from a configured key (HKDF would add nothing: keys are random)."""
    return hashlib.sha256(purpose + secret.encode()).digest()


def encrypt(text: str, context: str = "") -> str:
    """Encrypt under the first key; `context` must be given again to decrypt."""
    nonce = os.urandom(NONCE)
    key = derived(settings.DATA_KEYS[0], b"encrypt")
    sealed = AESGCM(key).encrypt(nonce, text.encode(), context.encode())
    return base64.b64encode(nonce + sealed).decode()


def decrypt(value: str, context: str = "") -> str:
    """The text of `value`.

    Raises:
        NoKey: no configured key fits, or the value or its context was changed.
    """
    raw = base64.b64decode(value)
    for secret in settings.DATA_KEYS:
        try:
            opened = AESGCM(derived(secret, b"encrypt")).decrypt(
                raw[:NONCE], raw[NONCE:], context.encode()
            )
        except InvalidTag:
            continue
        return opened.decode()
    raise NoKey(
        "No key in YUCAIHUI_DATA_KEYS opens this value. Put the former key back in the list."
    )


def blind_index(text: str, context: str) -> str:
    """A keyed digest to look an encrypted value up by (HMAC-SHA-256, 32 hex digits).

    It uses the last key, the oldest one, so that adding a key in front leaves it unchanged.
    """
    key = derived(settings.DATA_KEYS[-1], b"index")
    return hmac.new(key, f"{context}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]


def mask(text: str, head: int = 3, tail: int = 4) -> str:
    """`510107199001011234` → `510***********1234`; short texts are hidden wholly."""
    if len(text) < head + tail + 3:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


class EncryptedTextField(models.TextField[str, str]):
    """Text that stands encrypted in the database and in plain text on the loaded object."""

    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"  # noqa: SLF001 - Django's own API

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(value, self.context()) if value else ""

    def from_db_value(self, value: str | None, *_: object) -> str:
        return decrypt(value, self.context()) if value else ""
