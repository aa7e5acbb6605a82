from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="JobRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="job")),
                (
                    "reckoned_at",
                    models.DateTimeField(
                        help_text="or first known of, where it never ran; the next run follows it",
                        verbose_name="last begun",
                    ),
                ),
                (
                    "ran_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last done"),
                ),
                (
                    "failed",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="how often in a row, since it was last done",
                        verbose_name="failed",
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True, help_text="why the last try failed", max_length=200
                    ),
                ),
            ],
            options={
                "verbose_name": "job of the clock",
                "verbose_name_plural": "jobs of the clock",
                "ordering": ["name"],
            },
        ),
    ]
