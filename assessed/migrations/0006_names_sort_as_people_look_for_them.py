"""Lists by name go by a key of the names: é beside e, capitals and apostrophes do not count."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("assessed", "0005_an_application_closes_when_a_result_comes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="reduction",
            options={"ordering": ["candidate__sorts_as", "unit", "id"]},
        ),
    ]
