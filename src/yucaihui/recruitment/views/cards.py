"""Postings in lists, the busiest pages.

A card says the same as long as its posting, its employer's name and the language do, so it is drawn
once; a list then asks the database for what tells its cards apart, and for the rest of those alone
that were never drawn.
"""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from yucaihui.recruitment.queries.search import in_order, stamps_of

KEPT = 4096
_drawn: dict[tuple[Any, ...], SafeString] = {}


def cards(ids: Sequence[int], on: date) -> list[SafeString]:
    """The postings of these ids that are public at this moment, in the order given."""
    language = get_language()
    keys = {stamp[0]: (*stamp, language) for stamp in stamps_of(ids, on)}
    shown = {pk: _drawn[key] for pk, key in keys.items() if key in _drawn}
    for posting in in_order([pk for pk in keys if pk not in shown], on):
        shown[posting.pk] = keep(keys[posting.pk], draw(posting))
    return [shown[pk] for pk in ids if pk in shown]


def draw(posting: Any) -> SafeString:
    return render_to_string("recruitment/posting_card.html", {"posting": posting})


def keep(key: tuple[Any, ...], card: SafeString) -> SafeString:
    """When there are too many, the older half goes."""
    if len(_drawn) >= KEPT:
        for old in list(islice(_drawn, KEPT // 2)):
            _drawn.pop(old, None)
    _drawn[key] = card
    return card
