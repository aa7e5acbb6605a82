from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entries", "0017_who_has_a_number_later_waits_for_the_board")]

    operations = [
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None), models.Q(("uci", ""), _negated=True)),
                fields=("uci",),
                name="one_uci_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None), models.Q(("uln", ""), _negated=True)),
                fields=("uln",),
                name="one_uln_a_person",
            ),
        ),
    ]
