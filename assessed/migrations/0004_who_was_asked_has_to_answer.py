from django.db import migrations
from django.db.models import F


def wait_for_the_answer(apps, schema_editor):
    """Of applications about which the board has asked, the grade waits for the centre's answer."""
    awaited = apps.get_model("results", "AwaitedGrade").objects.filter(
        stage="asked", consideration__status="more_needed"
    )
    persons = list(awaited.values_list("candidate__person", flat=True))
    due = apps.get_model("entries", "AwardDue").objects
    awaited.update(stage="answer")
    due.filter(entry__candidate__person__in=persons).update(
        due=F("due") + 1, attempts=0, problem=""
    )


class Migration(migrations.Migration):
    """Where these candidates stand is kept anew, since the centre acts next."""

    dependencies = [
        ("assessed", "0003_applications_for_special_consideration"),
        ("results", "0027_an_application_may_wait_for_an_answer"),
        ("entries", "0033_replacement_certificates_are_charged"),
    ]

    operations = [migrations.RunPython(wait_for_the_answer, migrations.RunPython.noop)]
