"""A paper sent again with another request is kept once more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mir", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="attachment", name="one_paper_a_form"),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("request", None)),
                fields=("token", "document", "digest"),
                name="one_paper_a_form",
            ),
        ),
    ]
