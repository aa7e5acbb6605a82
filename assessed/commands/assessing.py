"""How do candidates get the grades that the board works out? By whoever works out awards.

Which are to be looked at stands in the database, so nothing is lost with a worker. All of a batch
is written in one transaction, together with what was looked at: a killed one is done again, and
nothing is made twice.
"""

import logging
from collections import defaultdict

from django.db import transaction

from assessed import queries
from assessed.commands.closing import close_what_is_graded
from entries.commands import hold_people
from interchange import tries
from interchange.accounts.commands import service_account
from interchange.holding import Work, held_alone
from results import commands as results_commands
from results.commands.awarding import MOST_TRIES
from results.models import AwaitedGrade, Decision, UnitResult
from results.rules import ABSENT

log = logging.getLogger(__name__)

BATCH = 500
EVERYBODY = 0  # of those who might assess at once, one does
WHY = {
    Decision.Kind.CONSIDERED: (
        "Assessed grade after special consideration: by the proportional method, from the"
        " candidate's other units. The page of the application shows the working."
    ),
    Decision.Kind.REDUCED: (
        "Assessed grade after a reduction in assessment: by the proportional method, from the"
        " candidate's other units."
    ),
}
NO_MORE = (
    "No assessed grade any more: what it came of was taken back, the exam was sat, or another"
    " assessed grade of the unit counts."
)


def assess(*, at, limit=BATCH) -> int:
    """Work out again whatever changed for those who await a grade; give how many were looked at.

    0 also where somebody else does it now. A grade is made once the candidate is otherwise complete
    (the board's articles on assessed grades), and made again when one that supports it changes.
    Call it outside of a transaction. Trouble with the database is raised.
    """
    with held_alone(Work.ASSESSING, EVERYBODY) as mine:
        found = queries.to_look_at(limit) if mine else []
        if found:
            _settle(found, at)
    close_what_is_graded(at=at)
    return len(found)


def assess_where_raised(*, at, limit=BATCH) -> int:
    """As assess, by whoever asks every few seconds: only while an award is due.

    What is raised is due before it is awarded, so it is seen here first. What two of them miss,
    assess finds, by the next hint or within the hour.
    """
    return assess(at=at, limit=limit) if queries.anything_raised(MOST_TRIES) else 0


def _settle(found, at):
    """Work these out; where one fails, find it and let the others go on."""
    try:
        _work_out(found, at)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        if len(found) == 1:
            _note(found[0], problem)
            return
        middle = len(found) // 2
        _settle(found[:middle], at)
        _settle(found[middle:], at)


@transaction.atomic
def _work_out(found, at):
    """Make the grades that are to be made, and note what each came to.

    How often awards were raised is read before anything else of a person is: a change that comes
    later makes it another number, and has it looked at again.
    """
    chosen = AwaitedGrade.objects.filter(pk__in=found)
    hold_people(chosen.values_list("candidate_id", flat=True))
    whose = chosen.values("candidate__person")
    held = AwaitedGrade.objects.filter(candidate__person__in=whose).order_by("pk")
    held = held.exclude(stage__in=AwaitedGrade.UNDECIDED)
    held = held.select_for_update(of=("self",), no_key=True)
    awaited = list(
        held.select_related("candidate", "centre", "qualification", "unit", "series", "result")
    )
    raised = queries.raised(awaited)
    proposals = queries.propose(awaited)
    _write([one for one in proposals if one.grade], at)
    for one in proposals:
        one.awaited.outcome, one.awaited.working = one.outcome, one.working
        one.awaited.lacking, one.awaited.looked_at = list(one.lacking), raised[one.awaited.pk]
        one.awaited.problem = ""
    fields = ["result", "outcome", "working", "lacking", "looked_at", "problem"]
    AwaitedGrade.objects.bulk_update(awaited, fields)


def _write(proposals, at):
    """Decide the grades of the proposals: those of one kind, and those taken back, in one go."""
    alike = defaultdict(list)
    for one in proposals:
        alike[one.awaited.kind, one.grade == ABSENT].append(one)
    for (kind, is_off), those in sorted(alike.items()):
        results_commands.decide(
            kind=kind,
            results=[_result(one) for one in those],
            reason=NO_MORE if is_off else WHY[kind],
            by=service_account(),
            at=at,
        )


def _result(proposal):
    """The unit result of a proposal, not saved yet; the awaited grade names it from now on."""
    awaited = proposal.awaited
    made = UnitResult(
        candidate=awaited.candidate,
        unit=awaited.unit,
        centre=awaited.centre,
        qualification=awaited.qualification,
        grade=proposal.grade,
        supersedes=awaited.result,
    )
    awaited.result = made
    return made


@transaction.atomic
def _note(pk, problem):
    """Note why one cannot be worked out; it is left until something of the person changes."""
    log.error("awaited grade %s cannot be worked out", pk, exc_info=problem)
    [awaited] = AwaitedGrade.objects.filter(pk=pk)
    said = f"{type(problem).__name__}: {problem}"[:300]
    raised = queries.raised([awaited])[pk]
    AwaitedGrade.objects.filter(pk=pk).update(problem=said, looked_at=raised)
