"""Lists by name go by a key of the names: é beside e, capitals and apostrophes do not count."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_one_index_a_question"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="line",
            options={"ordering": ["candidate__sorts_as", "candidate", "unit"]},
        ),
        migrations.AlterModelOptions(
            name="unsavedcell",
            options={"ordering": ["candidate__sorts_as", "candidate", "unit"]},
        ),
    ]
