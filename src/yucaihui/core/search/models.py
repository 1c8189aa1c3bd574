"""Full text, the same on both databases: words and Chinese bigrams cut by engines.text.tokens.

SQLite keeps them in an FTS5 table of its own, PostgreSQL in a tsvector column with a GIN index;
both are made by this app's migration. `SearchEntry` is the row that either of them points at.
"""

from django.db import models


class SearchEntry(models.Model):
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="one_search_entry_per_object"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
