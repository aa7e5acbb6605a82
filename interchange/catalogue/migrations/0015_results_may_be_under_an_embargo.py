from datetime import time

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0014_exams_have_boundaries_of_marks")]

    operations = [
        migrations.AddField(
            model_name="series",
            name="others_on",
            field=models.DateField(
                blank=True,
                help_text=(
                    "An embargo: from the results hour until then, only Centre Administrators and"
                    " Exams Officers read the results. Left empty: everybody does, from the"
                    " results hour."
                ),
                null=True,
                verbose_name="everybody at centres from",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="others_time",
            field=models.TimeField(
                default=time(8),
                help_text="In London; of the day above.",
                verbose_name="everybody at centres, hour",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="candidates_on",
            field=models.DateField(
                blank=True,
                help_text=(
                    "Pages and statements tell centres so. Left empty: as soon as everybody at"
                    " centres reads them."
                ),
                null=True,
                verbose_name="candidates may be told from",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="candidates_time",
            field=models.TimeField(
                default=time(8),
                help_text="In London; of the day above.",
                verbose_name="candidates may be told, hour",
            ),
        ),
    ]
