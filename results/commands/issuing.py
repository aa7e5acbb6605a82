"""Which results follow now, of very many registrations? By columns: better ones are new.

What would be lower, and whoever is out of the ordinary, is looked at one by one (`issuing_apart`).
"""

import numpy as np

from entries.rules.people import surname_first
from interchange.accounts.commands import service_account
from interchange.audit.models import Event
from interchange.bulk import copy_made, keys_for
from results.awarding import deciding
from results.commands.issuing_apart import issue_apart
from results.commands.telling import leave_untold
from results.models import QualificationResult
from results.queries.worked import Worked, work_out

KEPT = (
    *("id", "entry_id", "due", "outcome", "grade", "points", "pathway", "packed"),
    *("specification_id", "supersedes_id"),
)
OUTCOME_IN_WORDS = dict(QualificationResult.Outcome.choices)


def issue(raised, *, at) -> list[Worked]:
    """Issue what follows for the registrations: `raised` says which raising each (id) answers.

    Gives what those came to that were worked out by columns. Belongs in the transaction that marks
    them done.
    """
    worked, apart = work_out(raised)
    _issue_better(worked, raised, at)
    apart += [entry for one in worked for entry in one.lower]
    if apart:
        issue_apart(apart, raised, at=at)
    return worked


def _issue_better(worked, raised, at) -> None:
    """Write the new results and their trail by COPY, and what their centres are to be told."""
    keys = keys_for(QualificationResult, sum(len(one.better) for one in worked))
    if not keys:
        return
    results, events, untold, rest = [], [], [], iter(keys)
    for one in worked:
        version, specification = one.cohort.version, one.cohort.plan.specification
        for row, told in zip(one.better, _told(one), strict=True):
            whose, key = one.cohort.registrations[row], next(rest)
            outcome, grade, points, pathway, packed = told
            results.append(
                (key, whose.entry, raised[whose.entry], outcome, grade, points, pathway, packed)
                + (version.pk, whose.latest)
            )
            name = surname_first(whose.surname, whose.forenames)
            label = f"{name} for {specification.code}: {grade or OUTCOME_IN_WORDS[outcome]}"
            events.append((f"qualificationresult:{key}", label[:200], whose.centre_number, "{}"))
            untold.append((whose.centre, key))
    copy_made(QualificationResult, KEPT, results, issued_at=at)
    by, name = service_account(), "qualificationresult.issue"
    copy_made(Event, ("about", "label", "centre", "detail"), events, name=name, at=at, by=by)
    leave_untold(untold, [], at=at)


def _told(one):
    """Outcome, grade, points, pathway and working of each of the better, as they are kept."""
    specification, routes = one.cohort.plan.specification, one.cohort.plan.routes
    decided, rows = one.decided, one.better
    width = 2 * one.packed.shape[1]
    packed = np.ascontiguousarray(one.packed[rows]).tobytes().hex()
    columns = decided.kind, decided.boundary, decided.points, decided.route, one.cohort.route
    every = zip(rows, *(column[rows].tolist() for column in columns), strict=True)
    for place, (row, kind, boundary, points, route, asked) in enumerate(every):
        kind = deciding.KINDS[kind]
        grade = deciding.grade(specification, kind, boundary) or ""
        named = one.cohort.registrations[row].pathway if asked >= 0 else routes[route].only_pathway
        working_of = f"\\x{packed[place * width : (place + 1) * width]}"
        yield kind.value, grade, points, named or "", working_of
