"""A letter that staff know will not be sent is called left unsent, as on the button."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0004_an_enclosure_may_be_drawn_when_it_leaves"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="laid_aside",
            field=models.BooleanField(
                default=False,
                help_text="given up, and staff know of it",
                verbose_name="left unsent",
            ),
        ),
    ]
