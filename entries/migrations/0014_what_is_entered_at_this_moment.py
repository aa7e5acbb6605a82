from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0013_which_records_may_be_alike"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("name", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
    ]
