"""How long until a claim of 500 candidates by 20 units stands awarded anew?

All units of all candidates have come to a better grade; the worker's one batch reads, decides,
issues the better results with their trail, and keeps where each stands. `PEOPLE=` chooses how many
candidates.
"""

import os
import statistics
import sys
import time

from benchmarks._database import database, empty
from benchmarks._figures import Figure, report
from benchmarks._nation import AT, improve_the_claim, settle_a_claim

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
PEOPLE, GOAL = int(os.environ.get("PEOPLE", "500")), 50  # ms
ROUNDS = 2 * int(os.environ.get("ROUNDS", "3")) + 1
TABLES = ("results_qualificationresult", "results_untold", "results_keptstanding", "audit_event")


def main():
    """Print how long it takes. Gives 1 where not everybody is awarded anew."""
    with database():
        return measure()


def measure():
    """Award the claim, improve it, and time that it is awarded anew; some rounds."""
    from results import commands

    print(f"{settle_a_claim(PEOPLE):,} unit results")
    walls, works, awarded = [], [], set()
    for _ in range(ROUNDS):
        _begin_again()
        commands.award_due(at=AT)
        improve_the_claim()
        wall, work = time.perf_counter(), time.process_time()
        commands.award_due(at=AT)
        walls.append((time.perf_counter() - wall) * 1000)
        works.append((time.process_time() - work) * 1000)
        awarded.add(_standing())
    what = f"{PEOPLE} candidates awarded anew, and standing"
    report("claim", [
        Figure(what, statistics.median(walls), unit="ms", at_most=GOAL),
        Figure("of that the worker's own work", statistics.median(works), unit="ms"),
    ])  # fmt: skip
    return int(awarded != {(PEOPLE, PEOPLE)})


def _begin_again():
    """The claim as it was before anything was awarded or improved."""
    from django.db import connection

    empty(*TABLES)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM results_unitresult WHERE grade = 'M'")
        cursor.execute("UPDATE entries_awarddue SET due = 1, done = 0")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE results_unitresult, entries_awarddue")


def _standing():
    """How many results were issued anew, and how many registrations stand so."""
    from results.models import KeptStanding, QualificationResult

    anew = QualificationResult.objects.filter(supersedes__isnull=False)
    return anew.count(), KeptStanding.objects.filter(points__in=anew.values("points")).count()


if __name__ == "__main__":
    sys.exit(main())
