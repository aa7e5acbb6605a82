from django.db import migrations, models

import interchange.names


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_count_failures_and_change_addresses")]

    operations = [
        migrations.AlterField(
            model_name="centre",
            name="name",
            field=models.CharField(max_length=120, validators=[interchange.names.validate_name]),
        ),
        migrations.AlterField(
            model_name="user",
            name="name",
            field=models.CharField(
                max_length=120,
                validators=[interchange.names.validate_name],
                verbose_name="full name",
            ),
        ),
    ]
