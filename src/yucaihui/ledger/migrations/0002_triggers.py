"""Put the triggers there; the tables have to stand first."""

from django.db import migrations

from yucaihui.ledger import triggers


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _apps, editor: triggers.install(editor.connection),
            lambda _apps, editor: triggers.remove(editor.connection),
        )
    ]
