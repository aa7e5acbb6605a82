"""A name is searched whatever its capitals; the index of before was never used for that."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("entries", "0026_what_is_judged_of_records_comes_with_them")]

    operations = [
        migrations.RemoveIndex(model_name="candidate", name="surname_like"),
        migrations.AddIndex(
            model_name="candidate",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("surname"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("forenames"), name="gin_trgm_ops"
                ),
                name="found_by_name",
            ),
        ),
    ]
