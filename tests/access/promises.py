"""Who gets what at each page on promises."""

from tests.access.portal import SIGNED_IN

TABLE = {"promises:owed": SIGNED_IN}
