"""The words of each entry: an FTS5 table on SQLite, a tsvector column with GIN on PostgreSQL."""

from django.db import migrations

FTS5 = (
    # Tokens come cut and joined by blanks, so every mark inside one belongs to it.
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "words, detail=none, columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '+#._-'''\")"
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FTS5)
    else:
        schema_editor.execute("ALTER TABLE search_searchentry ADD COLUMN words tsvector")
        schema_editor.execute(
            "CREATE INDEX search_words ON search_searchentry USING gin (words)"
        )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")
    else:
        schema_editor.execute("ALTER TABLE search_searchentry DROP COLUMN words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
