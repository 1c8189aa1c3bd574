"""Find objects by text."""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from yucaihui.core.search.models import SearchEntry
from yucaihui.engines.text.tokens import search_tokens

MAX_WORDS = 24


def matching_ids(kind: str, text: str) -> QuerySet[SearchEntry, int] | None:
    """A subquery of the object ids whose text has all words of `text`; None when it has no words.

    Use it as `filter(pk__in=matching_ids("posting", q))`: it runs inside the caller's query.
    """
    words = query_words(text)
    if not words:
        return None
    entries = SearchEntry.objects.filter(kind=kind)
    if connection.vendor == "sqlite":
        # Each word is quoted, so no character of it is an operator of FTS5.
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words)
        sql = RawSQL("SELECT rowid FROM search_words WHERE search_words MATCH %s", (query,))
        found = entries.filter(pk__in=sql)
    else:
        quoted = " & ".join(
            "'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words
        )
        found = entries.extra(where=["words @@ %s::tsquery"], params=[quoted])
    return found.values_list("object_id", flat=True)


def query_words(text: str) -> list[str]:
    """The tokens to look for. A Chinese character inside a pair adds nothing to the pair."""
    tokens = dict.fromkeys(search_tokens(text))
    pairs = {token for token in tokens if len(token) == 2 and not token.isascii()}
    covered = {character for pair in pairs for character in pair}
    return [token for token in tokens if token not in covered][:MAX_WORDS]
