"""Forms kept before may hold passwords in clear, or lead to addresses that are not ours."""

from django.db import migrations


def forget_all(apps, schema_editor):
    """Throw away every kept form; each would have gone within three days."""
    apps.get_model("interrupted", "InterruptedForm").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("interrupted", "0001_initial")]

    operations = [migrations.RunPython(forget_all, migrations.RunPython.noop, elidable=False)]
