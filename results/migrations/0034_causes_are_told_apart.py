from django.db import migrations

DUE = """
    UPDATE entries_awarddue SET due = due + 1, attempts = 0, problem = ''
    WHERE entry_id IN (SELECT entry_id FROM results_keptstanding)
"""


class Migration(migrations.Migration):
    """What is kept of registrations may have causes that were none before: it is worked out anew."""

    dependencies = [
        ("entries", "0030_registrations_are_counted_at_a_centre"),
        ("results", "0033_results_files_are_ordered"),
    ]

    operations = [migrations.RunSQL(DUE, migrations.RunSQL.noop)]
