"""When is an award to be worked out again? Whenever something changed that can matter to it.

Or to where the registration stands, which is kept by the worker that awards: a result, a claim's
move, an exam entry, the summer it is expected in, a transfer, a merge, new rules, a results day.
"""

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from entries import queries
from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.states import LISTED, OPEN
from entries.unit_states import Status
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.catalogue import commands as catalogue_commands
from interchange.catalogue.models import Qualification
from interchange.queue import hint

RAISE = """
    INSERT INTO entries_awarddue (entry_id, due, done, raised_at, attempts, problem)
    SELECT entry.id, 1, 0, %(at)s, 0, ''
    FROM entries_qualificationentry entry
    JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
    WHERE candidate.person_id IN
          (SELECT record.person_id FROM entries_candidate record WHERE record.id = ANY(%(ids)s))
          AND (entry.status = ANY(%(open)s) OR EXISTS
               (SELECT FROM entries_awarddue before WHERE before.entry_id = entry.id))
    ORDER BY entry.id
    ON CONFLICT (entry_id) DO UPDATE
    SET due = entries_awarddue.due + 1, raised_at = excluded.raised_at, attempts = 0, problem = ''
"""


@transaction.atomic
def raise_award_due(candidates, *, at) -> None:
    """Have the awards of these candidates' persons worked out again.

    Those of all open entries, at every centre and in every size, because units are shared, and of
    entries that were open once: what was issued to them may have to be lowered. Where they stand is
    kept anew with it. In id order, so
    that two who raise at once wait for each other instead of locking up. Belongs in the transaction
    of the change; a worker hears of it after commit.
    """
    raise_award_due_of({one.pk for one in candidates}, at=at)


def raise_award_due_of(ids, *, at) -> None:
    """As raise_award_due, for the persons whose records these ids of candidates are."""
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(RAISE, {"ids": sorted(ids), "open": sorted(OPEN), "at": at})
    hint("results.award_due")


@transaction.atomic
def put_rules_in_force(*, by, at, looked_at=()) -> list[str]:
    """Load the specification files; give the entry codes whose rules are new.

    Awards that the new rules may change are due: of everybody who is listed for such a code, or
    whose registration for it is over and was ever due, since what was taken from it may come back;
    and of other sizes of the subject, which may be told that this one would give a grade.
    New rules of what somebody is registered for wait until what they change was looked at
    (`queries.rules_that_wait`), which it was of the codes in `looked_at` (docs/adr/0055). Raises
    SpecificationError, and changes nothing, when a file is broken.
    """
    permissions.check(by, Permission.MANAGE_CATALOGUE)
    waiting = queries.rules_that_wait().keys() - {*looked_at}
    changed = catalogue_commands.load_catalogue(by=by, at=at, leaving=waiting)
    rules_are_otherwise(Qualification.objects.filter(code__in=changed), at=at)
    return changed


def rules_are_otherwise(qualifications, *, at) -> None:
    """Have the awards worked out again that other rules of the qualifications may change.

    Of everybody who is listed for one, or for another size of the subject, or whose registration is
    over and was ever due. Belongs in the transaction of the change.
    """
    entered = Candidate.objects.filter(
        Q(entries__status__in=LISTED) | Q(entries__award_due__isnull=False),
        entries__qualification__in=_of_the_same_banks(qualifications),
    )
    raise_award_due(entered.distinct(), at=at)


def dates_are_otherwise(qualification, *, at) -> None:
    """Have it worked out where those stand whose qualification, or another size, has other dates.

    An award that the last certification kept back follows. Belongs in the transaction of the
    change.
    """
    sizes = _of_the_same_banks(Qualification.objects.filter(pk=qualification.pk))
    _raise_due_of_listed(at, qualification__in=sizes)


def lateness_is_otherwise(*, at) -> None:
    """Have it worked out where those stand who were registered in the year they complete in.

    The last day for claims is another, which says who of them is late. Belongs in the transaction
    of the change.
    """
    _raise_due_of_listed(at, made_at__year__gte=F("completes_in"))


def years_are_otherwise(*, at) -> None:
    """Have it worked out where those stand who are registered: other years had TAGs or reductions.

    Belongs in the transaction of the change.
    """
    _raise_due_of_listed(at)


def _raise_due_of_listed(at, **which):
    entered = QualificationEntry.objects.filter(status__in=LISTED, **which).order_by()
    raise_award_due_of(set(entered.values_list("candidate_id", flat=True)), at=at)


def _of_the_same_banks(qualifications):
    """The qualifications that share units with any of these: all sizes of their subjects."""
    of = {name: OuterRef(name) for name in ("suite", "subject", "level")}
    return Qualification.objects.filter(Exists(qualifications.filter(**of)))


def results_come_otherwise(series, *, at) -> None:
    """Have it worked out where those stand who are entered in a series whose results day changed.

    Belongs in the transaction of the change.
    """
    entered = UnitEntry.objects.filter(series=series, status=Status.ENTERED).order_by()
    raise_award_due_of(set(entered.values_list("candidate_id", flat=True)), at=at)
