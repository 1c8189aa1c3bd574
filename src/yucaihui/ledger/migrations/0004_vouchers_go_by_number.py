"""Vouchers go by book and number. SQLite remakes the table, so the triggers are put back."""

from django.db import migrations

from yucaihui.ledger import triggers


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_statement_drafts")]
    operations = [
        migrations.RemoveField(model_name="voucher", name="uid"),
        migrations.RunPython(
            lambda _apps, editor: triggers.install(editor.connection),
            migrations.RunPython.noop,
        ),
    ]
