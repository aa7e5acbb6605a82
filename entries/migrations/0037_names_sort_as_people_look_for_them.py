"""Lists by name go by a key of the names: é beside e, capitals and apostrophes do not count."""

from django.db import migrations, models

import interchange.database.sorting


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0036_a_change_of_details_ends_with_the_registration"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="candidate",
            options={"ordering": ["sorts_as", "ocr_number"]},
        ),
        migrations.AlterModelOptions(
            name="qualificationentry",
            options={
                "ordering": ["candidate__sorts_as", "id"],
                "verbose_name_plural": "qualification entries",
            },
        ),
        migrations.RemoveIndex(
            model_name="candidate",
            name="sorted_by_name",
        ),
        migrations.AddField(
            model_name="candidate",
            name="sorts_as",
            field=models.GeneratedField(
                db_persist=True,
                expression=interchange.database.sorting.SortsAs("surname", "forenames"),
                output_field=models.CharField(db_collation="C"),
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["sorts_as", "ocr_number"], name="sorted_by_name"),
        ),
    ]
