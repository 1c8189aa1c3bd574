"""Put texts into the full-text index and take them out."""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from yucaihui.core.search.models import SearchEntry
from yucaihui.engines.text.tokens import search_tokens

BATCH = 500


def put(kind: str, texts: Mapping[int, str]) -> None:
    """Index (anew) the text of each object id of one kind."""
    ids = sorted(texts)
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            put_batch(kind, {id_: texts[id_] for id_ in ids[start : start + BATCH]})


def put_batch(kind: str, texts: Mapping[int, str]) -> None:
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind=kind, object_id=id_) for id_ in texts], ignore_conflicts=True
    )
    rows = SearchEntry.objects.filter(kind=kind, object_id__in=texts).values_list("pk", "object_id")
    words = [(pk, " ".join(search_tokens(texts[object_id]))) for pk, object_id in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "DELETE FROM search_words WHERE rowid = %s", [(pk,) for pk, _ in words]
            )
            cursor.executemany("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", words)
        else:
            cursor.executemany(
                "UPDATE search_searchentry SET words = array_to_tsvector(%s) WHERE id = %s",
                [(sorted(set(text.split())), pk) for pk, text in words],
            )


def drop(kind: str, object_ids: Iterable[int]) -> None:
    with transaction.atomic():
        entries = SearchEntry.objects.filter(kind=kind, object_id__in=list(object_ids))
        keys = list(entries.values_list("pk", flat=True))
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.executemany(
                    "DELETE FROM search_words WHERE rowid = %s", [(k,) for k in keys]
                )
        entries.delete()
