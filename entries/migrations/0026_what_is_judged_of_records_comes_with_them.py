from django.db import migrations

ALIKE = """
    CREATE FUNCTION entries_alike(keys text[], ucis text[], ulns text[], born date[])
    RETURNS TABLE (
        place bigint, id bigint, person_id bigint, surname varchar, forenames varchar,
        born_on date, sex varchar, uci varchar, uln varchar
    )
    LANGUAGE sql STABLE
    SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
    SET jit = off
    AS $$
        SELECT typed.place - 1, found.*
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS typed (keys, uci, uln, born_on, place)
        CROSS JOIN LATERAL (
            SELECT {columns} FROM entries_candidate WHERE likeness_keys && typed.keys::integer[]
            UNION SELECT {columns} FROM entries_candidate
                  WHERE typed.uci <> '' AND uci = typed.uci
            UNION SELECT {columns} FROM entries_candidate
                  WHERE typed.uln <> '' AND uln = typed.uln
            UNION SELECT {columns} FROM entries_candidate
                  WHERE likeness_keys IS NULL AND born_on = typed.born_on
        ) AS found
    $$
""".format(columns="id, person_id, surname, forenames, born_on, sex, uci, uln")


class Migration(migrations.Migration):
    """Records that may be alike come with what is judged of them, so that none is read twice.

    `entries_records_alike` (0013) stays for processes that still run while this is made.
    """

    dependencies = [("entries", "0025_which_award_comes_next")]

    operations = [
        migrations.RunSQL(ALIKE, "DROP FUNCTION entries_alike(text[], text[], text[], date[])")
    ]
