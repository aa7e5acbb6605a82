"""How does a centre hear of its results? By one letter, once nothing of its is still worked out.

The transaction that issues results notes what is untold; the letter is written afterwards, by
whoever finds it: the worker whose work is done, or the sweeper.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import connection, transaction

from interchange.accounts.models import Centre
from interchange.bulk import array_of, copy_made
from interchange.notifications import outbox
from results.models import QualificationResult, Untold
from results.run_states import Status

LONGEST = timedelta(hours=1)  # a centre waits for the rest of its results, and then no longer
READY = """
    SELECT centre_id FROM results_untold untold
    GROUP BY centre_id
    HAVING min(issued_at) < %(long_ago)s OR NOT EXISTS (
        SELECT FROM entries_awarddue due
        JOIN entries_qualificationentry entry ON entry.id = due.entry_id
        WHERE due.done < due.due AND due.problem = '' AND entry.centre_id = untold.centre_id
    ) AND NOT EXISTS (
        SELECT FROM results_awardrun run JOIN results_awardforeseen foreseen ON run_id = run.id
        WHERE run.status = %(issuing)s AND foreseen.centre_id = untold.centre_id
    )
    ORDER BY centre_id
"""


def leave_untold(issued, lowered, *, at) -> None:
    """Note the new results, pairs of centre and result (ids), as still to be told.

    Belongs in the transaction that issues them.
    """
    by_centre = defaultdict(lambda: ([], []))
    for place, results in enumerate((issued, lowered)):
        for centre, result in results:
            by_centre[centre][place].append(result)
    rows = ((centre, *map(array_of, results)) for centre, results in sorted(by_centre.items()))
    copy_made(Untold, ("centre_id", "issued", "lowered"), rows, issued_at=at)


def tell_centres(*, at) -> int:
    """Queue a letter to each centre whose awards are all worked out; give how many letters.

    A centre that has waited an hour is told what there is. Belongs outside of transactions; safe
    to run twice and by several workers at once.
    """
    with connection.cursor() as cursor:
        cursor.execute(READY, {"long_ago": at - LONGEST, "issuing": Status.ISSUING})
        ready = [centre for (centre,) in cursor.fetchall()]
    return sum(_tell(centre, at) for centre in ready)


@transaction.atomic
def _tell(centre, at) -> bool:
    """Queue the letter of what is untold and nobody else is telling; say whether there was any."""
    rows = list(Untold.objects.filter(centre=centre).select_for_update(skip_locked=True))
    if not rows:
        return False
    centre = Centre.objects.get(pk=centre)
    issued = _results(pk for one in rows for pk in one.issued)
    lowered = _results(pk for one in rows for pk in one.lowered)
    known = {"centre": centre, "issued": issued, "lowered": lowered}
    outbox.queue("results/qualification_results", to=centre.email, at=at, **known)
    Untold.objects.filter(pk__in=[one.pk for one in rows]).delete()
    return True


def _results(ids) -> list[QualificationResult]:
    found = QualificationResult.objects.filter(pk__in=list(ids)).order_by("pk")
    return list(found.select_related("entry__candidate", "entry__qualification").defer("packed"))
