from django.db import migrations

DUE = """
    UPDATE entries_awarddue SET due = due + 1, attempts = 0, problem = ''
    WHERE entry_id IN (SELECT entry_id FROM results_keptstanding WHERE units LIKE '%P%')
"""


class Migration(migrations.Migration):
    """What is on a claim was kept as pending, sampled or not: it is worked out anew."""

    dependencies = [("results", "0031_marks_that_leave_a_grade")]

    operations = [migrations.RunSQL(DUE, migrations.RunSQL.noop)]
