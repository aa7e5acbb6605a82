"""A nation of whom some would be awarded for the first time, some better, some lower.

Some persons are registered for one code at two centres. Nothing is due: only a run finds it.
"""

from benchmarks._nation import AT, settle_a_nation

CHANGED = (
    # of every 4th, one unit was graded too well
    """INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
                                       series_id, banked_at, banked_by_id, supersedes_id, cause)
       SELECT candidate_id, unit_id, centre_id, qualification_id,
              CASE candidate_id %% 8 WHEN 0 THEN 'P' ELSE 'U' END, series_id, %(at)s, %(by)s, id,
              'Wrong paper'
       FROM (SELECT DISTINCT ON (candidate_id) * FROM results_unitresult
             WHERE candidate_id %% 4 = 0 AND grade <> 'U' ORDER BY candidate_id, id) AS first""",
    # of every 3rd, one was graded too badly
    """INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
                                       series_id, banked_at, banked_by_id, supersedes_id, cause)
       SELECT candidate_id, unit_id, centre_id, qualification_id, 'D', series_id, %(at)s, %(by)s,
              id, 'Not all pages were marked'
       FROM (SELECT DISTINCT ON (candidate_id) * FROM results_unitresult
             WHERE candidate_id %% 3 = 1 AND grade IN ('U', 'P')
             AND NOT EXISTS (SELECT FROM results_unitresult later
                             WHERE later.supersedes_id = results_unitresult.id)
             ORDER BY candidate_id, id DESC) AS last""",
    # every 50th is registered at the next centre too
    """INSERT INTO entries_qualificationentry (id, candidate_id, person_id, twice, centre_id,
              qualification_id, candidate_number, pathway, completes_in, status, made_at,
              made_by_id)
       SELECT entry.id + 5000000, candidate_id, person_id, false, next.id, qualification_id,
              candidate_number, pathway, completes_in, status, made_at, made_by_id
       FROM entries_qualificationentry entry
       JOIN accounts_centre centre ON centre.id = entry.centre_id
       JOIN accounts_centre next ON next.number::int = centre.number::int + 1
       WHERE entry.id %% 50 = 3""",
    """INSERT INTO entries_awarddue (entry_id, due, done, raised_at, attempts, problem)
       SELECT id, 1, 0, %(at)s, 0, '' FROM entries_qualificationentry WHERE id > 5000000""",
    "UPDATE entries_awarddue SET done = due",
)
SHARE = 0.6  # were awarded before


def settle_for_a_run(registrations):
    """Make so many registrations, of whom some were awarded before something was corrected."""
    from django.db import connection

    from entries.models import AwardDue
    from interchange.accounts.commands import service_account
    from results import commands
    from results.models import Untold

    units = settle_a_nation(registrations)
    later = AwardDue.objects.order_by("entry")[int(registrations * SHARE) :]
    AwardDue.objects.filter(pk__in=list(later.values_list("pk", flat=True))).update(done=1)
    while commands.award_due(at=AT):
        pass
    Untold.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in CHANGED:
            cursor.execute(statement, {"at": AT, "by": service_account().pk})
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")
    return units
