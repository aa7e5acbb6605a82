"""Merged records said of their person what they had said before the merge; corrections never reached them."""

from django.db import migrations

WRITE_DOWN = """
    UPDATE entries_merge AS made
    SET own = jsonb_build_object(
        'surname', record.surname, 'forenames', record.forenames,
        'born_on', record.born_on, 'sex', record.sex
    )
    FROM entries_candidate AS record
    WHERE record.id = made.merged_id AND made.undone_at IS NULL
"""
CARRY = """
    UPDATE entries_candidate AS record
    SET surname = kept.surname, forenames = kept.forenames, born_on = kept.born_on, sex = kept.sex
    FROM entries_candidate AS kept
    WHERE kept.id = record.merged_into_id
        AND EXISTS (
            SELECT FROM entries_merge AS made
            WHERE made.merged_id = record.id AND made.undone_at IS NULL
        )
        AND (record.surname, record.forenames, record.born_on, record.sex)
            IS DISTINCT FROM (kept.surname, kept.forenames, kept.born_on, kept.sex)
"""
GIVE_BACK = """
    UPDATE entries_candidate AS record
    SET surname = made.own->>'surname', forenames = made.own->>'forenames',
        born_on = (made.own->>'born_on')::date, sex = made.own->>'sex'
    FROM entries_merge AS made
    WHERE made.merged_id = record.id AND made.undone_at IS NULL AND made.own <> '{}'
"""


class Migration(migrations.Migration):
    dependencies = [("entries", "0019_what_a_merged_record_said_by_itself")]

    operations = [
        migrations.RunSQL(WRITE_DOWN, migrations.RunSQL.noop),
        migrations.RunSQL(CARRY, GIVE_BACK),
    ]
