"""Opaque identifiers: what stands in addresses and exports instead of row numbers."""

import secrets

from django.db import models

# Crockford's base 32, lower case: no i, l, o, u, so that it can be read out on the telephone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16
SHIFTS = range(0, 5 * LENGTH, 5)


def new_uid() -> str:
    """16 characters, 80 random bits."""
    bits = secrets.randbits(5 * LENGTH)
    return "".join([ALPHABET[bits >> shift & 31] for shift in SHIFTS])


class PublicModel(models.Model):
    """A row that the outside may name: by `uid`, never by its row number."""

    uid = models.CharField(max_length=LENGTH, unique=True, default=new_uid, editable=False)

    class Meta:
        abstract = True
