import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entries", "0002_nobody_empties_what_is_kept")]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="person_id",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce("merged_into", "id"),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="person",
            field=models.ForeignObject(
                editable=False,
                from_fields=["person_id"],
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="records",
                to="entries.candidate",
                to_fields=["id"],
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["person_id"], name="entries_can_person__2d8160_idx"),
        ),
    ]
