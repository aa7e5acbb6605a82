"""A request says what resolving it changed, a paper what its rows say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mir", "0003_for_which_day_an_assessment_was_planned")]

    operations = [
        migrations.AddField(
            model_name="request",
            name="changed",
            field=models.JSONField(
                blank=True, default=list, help_text="what resolving it changed, a sentence each"
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="to be decided by"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="rows",
            field=models.JSONField(
                blank=True, default=list, help_text="what a filled template says"
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="unchanged_because",
            field=models.CharField(
                blank=True,
                max_length=300,
                verbose_name="nothing changed because",
            ),
        ),
    ]
