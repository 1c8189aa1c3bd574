"""China's public holidays of the years known when this was released."""

from django.db import migrations

from yucaihui.core.calendar.holidays import seed_china


def seed(apps, schema_editor):
    seed_china(apps.get_model("workdays", "SpecialDay"))


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
