"""A request for a TAG says for which day its assessment was planned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mir", "0002_a_paper_is_once_in_a_form_not_sent_yet")]

    operations = [
        migrations.AddField(
            model_name="request",
            name="planned_on",
            field=models.DateField(blank=True, null=True, verbose_name="assessment planned for"),
        ),
    ]
