from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entries", "0006_how_records_are_found")]

    operations = [
        migrations.RemoveConstraint(model_name="duplicateanswer", name="one_answer_a_pair"),
        migrations.AddField(
            model_name="duplicateanswer",
            name="parted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="parted by the board"),
        ),
        migrations.AddConstraint(
            model_name="duplicateanswer",
            constraint=models.UniqueConstraint(
                fields=("one", "other", "centre"),
                name="one_answer_a_pair_and_centre",
                nulls_distinct=False,
            ),
        ),
    ]
