"""Who works on the ranges of award runs? Any number of workers, or the sweeper: one a range.

A range is held by a lock that goes with its holder, and done in one transaction, with its mark: one
whose worker was killed is taken again, and nothing is issued twice.
"""

import logging
from functools import partial
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from interchange import tries, workflow
from interchange.accounts.commands import service_account
from interchange.catalogue.published import not_loaded, to_try
from interchange.holding import Work, held_alone
from interchange.refusals import RuleBroken
from results import queries
from results.commands.foreseeing import foresee
from results.commands.issuing_shown import issue_shown
from results.models import AwardForeseen, AwardRange, AwardRun
from results.queries.ground import trying
from results.run_states import CALL_OFF, FINISH, FORESEE, PAUSE, WORKED_ON, Status

log = logging.getLogger(__name__)

LOOKED_AT = 64  # ranges that others may hold
MOST_TRIES = 12
LAST_TRY = f"Tried {MOST_TRIES} times, and each time its worker was killed."
OPEN = Q(run__status=Status.FORESEEING, foreseen_at=None)
OPEN |= Q(run__status=Status.ISSUING, issued_at=None)
COUNT = """
    INSERT INTO results_awardforeseen (run_id, kind, qualification_id, centre_id, registrations)
    SELECT part.run_id, change.kind, entry.qualification_id, entry.centre_id, count(*)
    FROM results_awardrange part
    CROSS JOIN LATERAL unnest(part.entries, part.kinds) AS change (entry, kind)
    JOIN entries_qualificationentry entry ON entry.id = change.entry
    WHERE part.run_id = %s
    GROUP BY 1, 2, 3, 4
"""


STILL = "SELECT FROM results_awardrun WHERE id = %s AND status = ANY(%s) FOR SHARE"


class OtherRules(RuleBroken):
    """The rules that were to be tried are not those of the files."""


class _Stopped(Exception):
    """The run was paused or called off while a range of it was worked on."""


def work_a_range(*, at, run=None) -> bool:
    """Work on one range of the run, in the step it is in; give whether anything was done.

    Of any run where none is named. Call it outside of a transaction. Trouble with the database is
    raised, and no try of the range.
    """
    tries.settle_up()
    runs = AwardRun.objects.filter(status__in=WORKED_ON)
    waiting = AwardRange.objects.filter(OPEN, problem="").order_by("tries", "run", "number")
    if run is not None:
        runs, waiting = runs.filter(pk=run.pk), waiting.filter(run=run)
    for pk in list(waiting.values_list("pk", flat=True)[:LOOKED_AT]):
        if _work_alone(pk, at):
            return True
    return any([_move_on(one, at) for one in runs])


def _work_alone(pk, at):
    """Work on the range if it is open and nobody else does; whether anything was done."""
    with held_alone(Work.RANGE, pk) as mine:
        part = AwardRange.objects.filter(OPEN, pk=pk, problem="")
        if not mine or not part.update(tries=F("tries") + 1):
            return False
        with tries.counted_already(partial(_take_back, pk)):
            _try(pk, at)
    return True


def _take_back(pk):
    """Take back a try that was none of the range's."""
    AwardRange.objects.filter(pk=pk, tries__gt=0).update(tries=F("tries") - 1)


def _try(pk, at):
    part = AwardRange.objects.select_related("run").get(pk=pk)
    if part.tries > MOST_TRIES:
        _note(part, LAST_TRY)
        return
    try:
        with transaction.atomic():
            _foresee(part, at) if part.run.is_dry else issue_shown(part, at=at)
            AwardRange.objects.filter(pk=pk).update(tries=0)
            _hold_going_on(part.run)
    except _Stopped:
        _take_back(pk)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        log.exception("%s could not be worked on", part)
        said = problem if isinstance(problem, RuleBroken) else repr(problem)
        _note(part, str(said))


def _hold_going_on(run):
    """Let no move of the run come before the transaction's end; raise _Stopped if one did.

    So that nothing of a range counts after the answer that the run was paused or called off. Held
    last, once the database has checked what was written: whoever stops a run waits for no work.
    """
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(STILL, [run.pk, sorted(WORKED_ON)])
        if not cursor.rowcount:
            raise _Stopped


def _note(part, problem):
    """Note why a range cannot be done; it is left until somebody goes on with the run."""
    AwardRange.objects.filter(pk=part.pk).update(problem=problem[:300])


def _foresee(part, at):
    """Note what would be issued to the registrations of the range that are not due anyway."""
    found = _registrations(part)
    settled = [(whose, pk, due) for *whose, pk, due, done in found if done == due]
    raising = {pk: due for _, pk, due in settled}
    with trying(_rules(part.run)):
        changes = foresee(_rivals(settled), localdate(at))
    for failed in (one for one in changes if one.kind == AwardForeseen.Kind.FAILED):
        del raising[failed.entry]
    AwardRange.objects.filter(pk=part.pk).update(
        registrations=len(found),
        about=list(raising),
        raising=list(raising.values()),
        entries=[one.entry for one in changes],
        kinds=[one.kind for one in changes],
        before=[one.before for one in changes],
        after=[one.after for one in changes],
        foreseen_at=at,
    )


def _registrations(part):
    """The registrations in the range, person by person: person, code, registration, due, done.

    Whether they are due is looked at here: the database takes it for so rare a thing that it would
    read every raising there is for each range.
    """
    scope = queries.in_scope(part.run).filter(candidate__person_id__range=(part.first, part.last))
    rows = scope.order_by("candidate__person_id", "qualification_id", "pk")
    whose = "candidate__person_id", "qualification_id"
    return list(rows.values_list(*whose, "pk", "award_due__due", "award_due__done"))


def _rivals(settled):
    """The ids of the registrations in lists, each of one person for one code."""
    return [[pk for _, pk, _ in those] for _, those in groupby(settled, key=itemgetter(0))]


def _rules(run):
    """The versions that the run tries, by the qualification's id; none where it tries none."""
    if not run.rules:
        return {}
    if {one.code: one.digest for one in not_loaded() if one.code in run.rules} != run.rules:
        raise OtherRules("The specification files are others than when the dry run was begun.")
    return to_try(run.rules)


def _move_on(run, at):
    """Move a run on that has no range to be done any more; whether it was this that did."""
    if _has_more(run):
        return False
    with transaction.atomic():
        held = AwardRun.objects.select_for_update(no_key=True)
        run = held.filter(status__in=WORKED_ON, pk=run.pk).first()
        if not run or _has_more(run):
            return False
        _end_step(run, queries.open_ranges(run).exists(), at)
    return True


def _has_more(run):
    return queries.open_ranges(run).filter(problem="").exists()


def _end_step(run, in_trouble, at):
    """End what the run, which is held, is in; one in trouble pauses, or is called off if dry."""
    by = service_account()
    if not run.is_dry:
        workflow.perform(PAUSE if in_trouble else FINISH, run, by=by, at=at)
        return
    workflow.perform(CALL_OFF if in_trouble else FORESEE, run, by=by, at=at)
    _count(run)


def _count(run):
    """Count what the dry run shows."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [run.pk])
