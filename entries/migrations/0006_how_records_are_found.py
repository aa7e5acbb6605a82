import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """`prepare` gives records their keys; until then they are found by their date of birth."""

    dependencies = [("entries", "0005_what_was_charged_before_is_told_apart")]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="likeness_keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), editable=False, null=True, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["likeness_keys"], name="found_by_likeness"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("likeness_keys", None)),
                fields=["born_on"],
                name="found_by_birth_only",
            ),
        ),
    ]
