"""What was charged before charges were kept becomes charges, as far as it can be told apart.

Where an invoice line counts as many as the entries that its submissions made must have cost, and
what was paid back of it can be said too, each charge names its entry. Otherwise the line's charges
name none, and the board's list of charges shows them so. No invoice is touched.
"""

import logging

from django.db import migrations

log = logging.getLogger(__name__)

EXPECTED = """
    CREATE TEMPORARY TABLE expected ON COMMIT DROP AS
    WITH costs AS (
        SELECT registration.submission_id, registration.id AS registration,
               NULL::bigint AS unit_entry, 'registration' AS reason, registration.candidate_id,
               NULL::timestamptz AS withdrawn_at
        FROM entries_qualificationentry registration
        WHERE registration.submission_id IS NOT NULL
        UNION ALL
        SELECT unit.submission_id, NULL, unit.id, reason, unit.candidate_id, unit.withdrawn_at
        FROM entries_unitentry unit
        CROSS JOIN LATERAL (
            SELECT 'unit-entry' AS reason WHERE unit.series_id IS NULL
            UNION ALL SELECT 'unit-resit' WHERE unit.series_id IS NOT NULL AND unit.resit
            UNION ALL SELECT 'late-entry' WHERE unit.series_id IS NOT NULL AND unit.stage = 'late'
            UNION ALL SELECT 'very-late-entry'
                      WHERE unit.series_id IS NOT NULL AND unit.stage = 'very_late'
        ) AS costs
        WHERE unit.submission_id IS NOT NULL
    )
    SELECT line.id AS line, costs.registration, costs.unit_entry, costs.reason, costs.candidate_id,
           costs.withdrawn_at
    FROM costs
    JOIN entries_submission submission ON submission.id = costs.submission_id
    JOIN entries_invoice invoice
         ON invoice.id = submission.invoice_id AND invoice.made_at = submission.made_at
    JOIN entries_invoiceline line
         ON line.invoice_id = invoice.id AND line.qualification_id = submission.qualification_id
            AND CASE WHEN line.fee LIKE 'registration-%' THEN 'registration' ELSE line.fee END
                = costs.reason
    UNION ALL
    SELECT line.id, made.id, NULL, 'top-up', made.candidate_id, NULL
    FROM entries_sizechange change
    JOIN entries_qualificationentry made ON made.id = change.made_id
    JOIN entries_invoice invoice
         ON invoice.made_at = change.decided_at AND invoice.centre_id = made.centre_id
    JOIN entries_qualificationentry before ON before.id = change.entry_id
    JOIN catalogue_qualification size ON size.id = before.qualification_id
    JOIN entries_invoiceline line
         ON line.invoice_id = invoice.id AND line.fee = 'top-up' AND line.qualification_id = change.to_id
            AND line.title LIKE 'Top-up from ' || size.code || ' to %'
    WHERE change.direction = 'top_up'
"""
NOTED = """
    CREATE TEMPORARY TABLE noted ON COMMIT DROP AS
    SELECT note_line.id AS note_line, line.id AS line, note_line.count, note.made_at, line.count AS charged
    FROM entries_invoiceline note_line
    JOIN entries_invoice note ON note.id = note_line.invoice_id AND note.credits_id IS NOT NULL
    JOIN LATERAL (
        SELECT * FROM entries_invoiceline line
        WHERE line.invoice_id = note.credits_id AND line.fee = note_line.fee
              AND line.qualification_id IS NOT DISTINCT FROM note_line.qualification_id
              AND line.pence IS NOT DISTINCT FROM note_line.pence
        ORDER BY id LIMIT 1
    ) AS line ON true
"""
PAID = """
    CREATE TEMPORARY TABLE paid ON COMMIT DROP AS
    SELECT noted.note_line, expected.line, expected.registration, expected.unit_entry, expected.reason
    FROM noted JOIN expected ON expected.line = noted.line AND expected.withdrawn_at = noted.made_at
    UNION ALL
    SELECT noted.note_line, expected.line, expected.registration, expected.unit_entry, expected.reason
    FROM noted JOIN expected ON expected.line = noted.line
    WHERE noted.count = noted.charged
          AND NOT EXISTS (
              SELECT FROM expected one
              WHERE one.line = noted.line AND one.withdrawn_at = noted.made_at
          )
"""
TOLD = """
    CREATE TEMPORARY TABLE told ON COMMIT DROP AS
    SELECT line.id AS line
    FROM entries_invoiceline line
    JOIN entries_invoice invoice ON invoice.id = line.invoice_id AND invoice.credits_id IS NULL
    WHERE line.count = (SELECT count(*) FROM expected WHERE expected.line = line.id)
          AND NOT EXISTS (
              SELECT FROM noted
              WHERE noted.line = line.id
                    AND noted.count <> (
                        SELECT count(*) FROM paid WHERE paid.note_line = noted.note_line
                    )
          )
          AND NOT EXISTS (
              SELECT FROM paid WHERE paid.line = line.id
              GROUP BY registration, unit_entry, reason HAVING count(*) > 1
          )
          AND NOT EXISTS (
              SELECT FROM expected one
              JOIN expected other
                   ON other.reason = one.reason AND other.line <> one.line
                      AND (other.registration = one.registration OR other.unit_entry = one.unit_entry)
              WHERE one.line = line.id
          )
"""
CHARGES = """
    INSERT INTO entries_charge (line_id, registration_id, unit_entry_id, reason, priced_on, who)
    SELECT line.id, expected.registration, expected.unit_entry, expected.reason,
           (invoice.made_at AT TIME ZONE 'Europe/London')::date,
           concat_ws(', ', candidate.surname, nullif(candidate.forenames, ''))
           || ' (' || candidate.ocr_number || ')'
    FROM told
    JOIN entries_invoiceline line ON line.id = told.line
    JOIN entries_invoice invoice ON invoice.id = line.invoice_id
    JOIN expected ON expected.line = line.id
    JOIN entries_candidate candidate ON candidate.id = expected.candidate_id
    ORDER BY line.id, expected.registration, expected.unit_entry
"""
UNTOLD = """
    INSERT INTO entries_charge (line_id, reason, priced_on, who)
    SELECT line.id,
           CASE WHEN line.fee LIKE 'registration-%' THEN 'registration' ELSE left(line.fee, 20) END,
           (invoice.made_at AT TIME ZONE 'Europe/London')::date, ''
    FROM entries_invoiceline line
    JOIN entries_invoice invoice ON invoice.id = line.invoice_id AND invoice.credits_id IS NULL
    CROSS JOIN LATERAL generate_series(1, line.count)
    WHERE line.id NOT IN (SELECT line FROM told)
"""
CREDITS = """
    INSERT INTO entries_credit (charge_id, line_id)
    SELECT charge.id, paid.note_line
    FROM paid
    JOIN told ON told.line = paid.line
    JOIN entries_charge charge
         ON charge.line_id = paid.line AND charge.reason = paid.reason
            AND (charge.registration_id = paid.registration OR charge.unit_entry_id = paid.unit_entry)
    UNION ALL
    SELECT charge.id, noted.note_line
    FROM (
        SELECT note_line, line,
               sum(count) OVER each_line - count AS before, sum(count) OVER each_line AS upto
        FROM noted WHERE line NOT IN (SELECT line FROM told)
        WINDOW each_line AS (PARTITION BY line ORDER BY note_line)
    ) AS noted
    JOIN (
        SELECT id, line_id, row_number() OVER (PARTITION BY line_id ORDER BY id) AS place
        FROM entries_charge
    ) AS charge
         ON charge.line_id = noted.line AND charge.place > noted.before AND charge.place <= noted.upto
"""
CHARGED_WITH = """
    UPDATE entries_unitentry again
    SET charged_with_id = absent.id
    FROM entries_unitentry absent
    JOIN entries_submission first ON first.id = absent.submission_id
    JOIN entries_invoice invoice
         ON invoice.id = first.invoice_id AND invoice.made_at = first.made_at,
         entries_submission then_made
    WHERE then_made.id = again.submission_id AND then_made.invoice_id = first.invoice_id
          AND then_made.made_at > invoice.made_at
          AND absent.candidate_id = again.candidate_id AND absent.unit_id = again.unit_id
          AND absent.series_id = again.series_id
"""
REPORT = """
    SELECT count(*), count(DISTINCT line_id) FROM entries_charge
    WHERE registration_id IS NULL AND unit_entry_id IS NULL
"""


def tell_apart(apps, schema_editor):
    """Make charges and credits of what invoices and entries say."""
    with schema_editor.connection.cursor() as cursor:
        for statement in (
            EXPECTED, NOTED, PAID, TOLD, CHARGES, UNTOLD, CREDITS, CHARGED_WITH, REPORT,
        ):  # fmt: skip
            cursor.execute(statement)
        charges, lines = cursor.fetchone()
    if charges:
        log.warning(
            "%s charges on %s invoice lines could not be told apart: the board finds them under"
            " Charges, by “Candidate: empty”, and pays them back by hand",
            charges,
            lines,
        )


class Migration(migrations.Migration):
    dependencies = [("entries", "0004_charges_are_kept_one_by_one")]

    operations = [migrations.RunPython(tell_apart, migrations.RunPython.noop)]
