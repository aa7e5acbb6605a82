"""Of two registrations of one person for the same at one centre the newer is closed in a merge."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entries", "0034_withdrawn_as_absent")]

    operations = [
        migrations.AddField(
            model_name="merge", name="closed", field=models.JSONField(default=list)
        ),
        migrations.AlterField(
            model_name="qualificationentry",
            name="status",
            field=models.CharField(
                choices=[
                    ("registered", "Registered"),
                    ("withdrawn", "Withdrawn"),
                    ("removed", "Withdrawal processed"),
                    ("asked_back", "Reinstatement requested"),
                    ("replaced", "Replaced"),
                    ("moved", "Transferred to another centre"),
                    ("merged", "Closed in a merge"),
                ],
                default="registered",
                max_length=10,
            ),
        ),
    ]
