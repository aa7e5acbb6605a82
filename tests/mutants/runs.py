"""Mutants of award runs: what they issue, and what they leave alone."""

from tests.mutants import Mutant

ISSUED = ("tests/results/commands/test_award_runs.py",)
STOPPED = ("tests/results/commands/test_award_runs_stopped.py",)
RACED = ("tests/results/commands/test_races_of_runs.py",)
CLOSED = ("tests/results/commands/test_new_rules_for_closed.py",)
TRIED = ("tests/results/commands/test_new_rules.py",)
RUNS = (
    Mutant(
        "a run issues to whom something was raised since its dry run",
        "results/commands/issuing_shown.py",
        "WHERE due.due = noted.raising AND due.done = due.due",
        "WHERE due.due >= noted.raising",
        ISSUED,
    ),
    Mutant(
        "a run issues what its dry run did not show",
        "results/commands/issuing_shown.py",
        "if issued != _shown(part, raised):",
        "if False:",
        STOPPED,
    ),
    Mutant(
        "a centre is told of each range of a run",
        "results/commands/telling.py",
        "WHERE run.status = %(issuing)s AND",
        "WHERE run.status = 'nothing' AND %(issuing)s <> '' AND",
        ISSUED,
    ),
    Mutant(
        "the other registration of who was awarded stands as it did",
        "results/commands/issuing_shown.py",
        "    _raise_rivals(issued, raised, at)\n",
        "",
        ISSUED,
    ),
    Mutant(
        "a paused run goes on",
        "results/commands/ranges.py",
        "OPEN |= Q(run__status=Status.ISSUING, issued_at=None)",
        "OPEN |= Q(run__status__in=[Status.ISSUING, Status.PAUSED], issued_at=None)",
        STOPPED,
    ),
    Mutant(
        "a range that was being worked on is issued after its run was called off",
        "results/commands/ranges.py",
        "            _hold_going_on(part.run)\n",
        "",
        RACED,
    ),
    Mutant(
        "where one fails, two registrations for one code are worked out apart",
        "results/commands/ranges.py",
        "foresee(_rivals(settled), localdate(at))",
        "foresee([[pk] for _, pk, _ in settled], localdate(at))",
        STOPPED,
    ),
    Mutant(
        "new rules raise nobody whose registration is over",
        "entries/commands/awards.py",
        "Q(entries__status__in=LISTED) | Q(entries__award_due__isnull=False),",
        "Q(entries__status__in=LISTED),",
        CLOSED,
    ),
    Mutant(
        "new rules are tried by the old ones",
        "results/commands/ranges.py",
        "    return to_try(run.rules)\n",
        "    return {}\n",
        TRIED,
    ),
    Mutant(
        "new rules of what somebody is registered for count at once",
        "entries/commands/awards.py",
        "waiting = queries.rules_that_wait().keys() - {*looked_at}",
        "waiting = set()",
        TRIED,
    ),
    Mutant(
        "other rules than those tried are put in force",
        "results/commands/running.py",
        "any(waiting.get(code) != digest for code, digest in run.rules.items())",
        "any(code not in waiting for code in run.rules)",
        TRIED,
    ),
)
