from django.db import migrations


def of_the_board(apps, schema_editor):
    """What staff said of a pair stood in the place of what the centre had said, under its name."""
    said = apps.get_model("entries", "DuplicateAnswer").objects.filter(answer="two")
    memberships = apps.get_model("accounts", "Membership").objects.filter(centre=None, subject=None)
    said.filter(answered_by__in=memberships.values("user")).update(centre=None)


class Migration(migrations.Migration):
    """Nothing is lost: the trail has the centre's answer that it replaced."""

    dependencies = [
        ("entries", "0007_each_centres_answer_stands_for_itself"),
        ("accounts", "0001_initial"),
    ]

    operations = [migrations.RunPython(of_the_board, migrations.RunPython.noop)]
