from django.db import migrations, models
from django.db.models import Q

OUTCOMES = [
    ("claimed", "Claimed"),
    ("agreed", "Agreed"),
    ("changed", "Changed by the moderator"),
    ("withdrawn", "Withdrawn by the moderator"),
    ("left_out", "Left out: no longer registered"),
]


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="line",
            name="live",
            field=models.BooleanField(
                default=True, help_text="false once withdrawn, left out or processed"
            ),
        ),
        migrations.AlterField(
            model_name="line",
            name="outcome",
            field=models.CharField(choices=OUTCOMES, default="claimed", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=Q(live=False) | Q(outcome__in=["agreed", "changed", "claimed"]),
                name="only_standing_lines_live",
            ),
        ),
    ]
