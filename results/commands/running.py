"""How are the awards of many worked out again? A dry run shows what comes of it; then it is issued.

What is confirmed is what was shown: a registration that anything was raised of since its dry run is
left to its own raising (docs/adr/0054). The work itself is done by ranges (`ranges`).
"""

from django.db import connection, transaction
from django.db.models import Count

from entries.commands import put_rules_in_force
from entries.queries import rules_that_wait
from interchange import shown, workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.queue import hint
from interchange.refusals import RuleBroken
from results import queries
from results.models import AwardRange, AwardRun
from results.run_states import CALL_OFF, GO_ON, ISSUE, PAUSE, PUT_IN_FORCE

AT_ONCE = 5000  # registrations of a range
MOST_WORKERS = 32  # are sent a hint of a run at once; each then works on while a range is open
CUT = """
    SELECT min(person), max(person), sum(those)
    FROM (SELECT person, those, div(sum(those) OVER (ORDER BY person) - 1, %s) AS place
          FROM ({persons}) AS persons (person, those)) AS placed
    GROUP BY place ORDER BY place
"""


class RunRefused(RuleBroken):
    """Such a run cannot be begun."""


@transaction.atomic
def begin_run(*, by, at, qualification=None, centre=None, series=None, at_once=AT_ONCE) -> AwardRun:
    """Begin the dry run of the awards of a scope, all unless something is named; give the run.

    `at_once` is how many registrations about a worker takes at a time.
    Raises RunRefused where nobody is in the scope, or that is less than one.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    return _begun(at_once, by, at, qualification=qualification, centre=centre, series=series)


@transaction.atomic
def begin_trial(*, by, at, at_once=AT_ONCE) -> AwardRun:
    """Begin the dry run by all new rules that wait to be looked at; give the run.

    Raises RunRefused as `begin_run` does and where none wait, SpecificationError where a file is
    broken.
    """
    permissions.check(by, Permission.MANAGE_CATALOGUE)
    rules = rules_that_wait()
    if not rules:
        raise RunRefused("No new rules wait for somebody to look at what they change.")
    return _begun(at_once, by, at, rules=rules)


@transaction.atomic
def put_in_force(*, run, by, at, seen=None) -> None:
    """Have the rules count that the run tried; the awards that they make better follow.

    Raises ShownOtherwise where `seen` is another than the dry run shows, RunRefused where the files
    say something else by now, and of a run that tries none.
    """
    shown.check_same(seen, {str(run): queries.foreseen_in_words(run)})
    waiting = rules_that_wait()
    if not run.rules or any(waiting.get(code) != digest for code, digest in run.rules.items()):
        raise RunRefused(
            "What the dry run tried are not the new rules that wait now. Call it off and try those."
        )
    workflow.perform(PUT_IN_FORCE, run, by=by, at=at, detail=queries.foreseen(run))
    put_rules_in_force(by=by, at=at, looked_at=run.rules)


@transaction.atomic
def issue_run(*, run, by, at, seen=None) -> None:
    """Have that issued which the dry run shows. Raises ShownOtherwise where `seen` is another.

    Raises RunRefused of a run that tries new rules: these are put in force.
    """
    if run.tries_rules:
        raise RunRefused("Its rules do not count yet. Put them in force: the awards follow.")
    shown.check_same(seen, {str(run): queries.foreseen_in_words(run)})
    workflow.perform(ISSUE, run, by=by, at=at, detail=queries.foreseen(run))
    _tell_workers(run)


@transaction.atomic
def pause_run(*, run, by, at) -> None:
    """Issue nothing more until it is gone on with; what is being worked on is done again then."""
    workflow.perform(PAUSE, run, by=by, at=at)


@transaction.atomic
def go_on_with_run(*, run, by, at) -> None:
    """Go on where it paused, also with the ranges that were in trouble."""
    workflow.perform(GO_ON, run, by=by, at=at)
    run.ranges.exclude(problem="").update(problem="", tries=0)
    _tell_workers(run)


@transaction.atomic
def call_off_run(*, run, by, at) -> None:
    """Issue nothing of it, or nothing more."""
    workflow.perform(CALL_OFF, run, by=by, at=at)


def _begun(at_once, by, at, **scope):
    if at_once < 1:
        raise RunRefused("A worker takes at least one registration at a time.")
    run = AwardRun.objects.create(begun_by=by, begun_at=at, **scope)
    ranges = _cut(run, at_once)
    if not ranges:
        raise RunRefused("Nobody is registered there whose award could be worked out.")
    AwardRange.objects.bulk_create(ranges)
    trail.record("awardrun.begin", about=run, by=by, at=at)
    _tell_workers(run)
    return run


def _cut(run, at_once):
    """Ranges of about so many registrations; nobody's are in two of them."""
    persons = queries.in_scope(run).values("candidate__person_id").annotate(those=Count("pk"))
    statement, given = persons.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(CUT.format(persons=statement), [at_once, *given])
        return [
            AwardRange(run=run, number=number, first=first, last=last, registrations=those)
            for number, (first, last, those) in enumerate(cursor.fetchall(), 1)
        ]


def _tell_workers(run):
    for number in range(min(queries.open_ranges(run).count(), MOST_WORKERS)):
        hint("results.work_runs", number=number)
