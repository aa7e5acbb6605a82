"""What a run leaves, in a form that compares: results, where they stand, the trail, letters."""

from django.db import connection
from django.utils import timezone

LEFT = {
    "awards": """
        SELECT result.entry_id, result.due, result.outcome, result.grade, result.points,
               result.pathway, result.packed, result.counted::text, result.specification_id,
               result.cause, before.grade, before.due
        FROM results_qualificationresult result
        LEFT JOIN results_qualificationresult before ON before.id = result.supersedes_id
        ORDER BY result.entry_id, result.due""",
    "raisings": "SELECT entry_id, due, done, problem FROM entries_awarddue ORDER BY entry_id",
    "standing": "SELECT kept::text FROM results_keptstanding kept ORDER BY entry_id",
    "trail": """
        SELECT name, label, centre, detail::text, by_id FROM audit_event
        ORDER BY name, label, centre""",
    "letters": 'SELECT template, "to", subject, body FROM notifications_message',
    "dry run": """
        SELECT change.* FROM results_awardrange part
        CROSS JOIN LATERAL unnest(part.entries, part.kinds, part.before, part.after)
             AS change (entry, kind, before, after)
        ORDER BY change.entry""",
    "counts": """
        SELECT kind, qualification_id, centre_id, registrations FROM results_awardforeseen
        ORDER BY 1, 2, 3""",
}
ISSUED = """
    SELECT result.entry_id, result.outcome, result.grade
    FROM results_awardrun run
    JOIN results_qualificationresult result ON result.issued_at >= run.begun_at
    ORDER BY 1
"""


def left():
    """What there is now: {what: its rows}. The order of a letter's lines says nothing.

    Of the invariants, how many rows break each: the nation was made by rows, and has no trail.
    """
    from invariants.queries import checked

    found = {what: _rows(statement) for what, statement in LEFT.items()}
    found["letters"] = sorted((*head, sorted(body.split("\n"))) for *head, body in found["letters"])
    found["invariants"] = [(one.invariant.name, one.rows) for one in checked(timezone.now())]
    return found


def differences(one, other):
    """What differs, in sentences."""
    for what in one:
        mine, theirs = one[what], other[what]
        if mine != theirs:
            odd = [row for row in mine if row not in theirs][:2]
            odd += [row for row in theirs if row not in mine][:2]
            yield f"{what}: {len(mine)} and {len(theirs)} rows; for example {odd}"


def unlike_the_dry_run():
    """What was issued and not shown, or shown and not issued, in sentences."""
    from results.commands.foreseeing import in_words

    shown = {entry: after for entry, _, _, after in _rows(LEFT["dry run"])}
    issued = {entry: in_words(outcome, grade) for entry, outcome, grade in _rows(ISSUED)}
    for entry in sorted(shown.keys() | issued.keys()):
        if shown.get(entry) != issued.get(entry):
            yield f"registration {entry}: {shown.get(entry)} shown, {issued.get(entry)} issued"


def _rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [tuple(map(_plain, row)) for row in cursor.fetchall()]


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value
