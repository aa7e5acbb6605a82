"""The help of a contact's address says who sets those of the three inboxes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_defaults_of_0_1_0_were_written"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contact",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="Until it is set, the support team's stands in its place. The addresses of support, processing and visits are set by whoever installs the portal.",
                max_length=254,
                verbose_name="e-mail",
            ),
        ),
    ]
