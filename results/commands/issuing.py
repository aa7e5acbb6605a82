"""Which results follow now, of very many registrations? By columns: better ones are new.

What would be lower, and whoever is out of the ordinary, is looked at one by one (`issuing_apart`).
"""

import numpy as np
from django.utils.timezone import localdate

from entries.rules.people import surname_first
from interchange import columns
from interchange.accounts.commands import service_account
from interchange.audit.models import Event
from interchange.bulk import copy_columns, keys_for
from results.awarding import deciding
from results.commands.issuing_apart import issue_apart
from results.commands.telling import leave_untold
from results.models import QualificationResult
from results.queries.packed import as_columns
from results.queries.worked import Worked, work_out

KEPT = (
    *("id", "entry_id", "due", "outcome", "grade", "points", "pathway", "packed"),
    *("specification_id", "supersedes_id"),
)
TOLD = ("about", "label", "centre", "detail")
OUTCOME_IN_WORDS = dict(QualificationResult.Outcome.choices)


def issue(raised, *, at) -> list[Worked]:
    """Issue what follows for the registrations: `raised` says which raising each (id) answers.

    Gives what those came to that were worked out by columns. Belongs in the transaction that marks
    them done.
    """
    worked, apart = work_out(raised, localdate(at))
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
    results, events = ({name: [] for name in names} for names in (KEPT, TOLD))
    untold, begin = [], 0
    for one in filter(lambda one: one.better, worked):
        these = keys[begin : begin + len(one.better)]
        begin += len(these)
        whose = as_columns([one.cohort.registrations[row] for row in one.better])
        for name, values in zip(KEPT, _results(one, whose, these, raised), strict=True):
            results[name] += values
        for name, values in zip(TOLD, _events(one, whose, these), strict=True):
            events[name] += values
        untold += zip(whose.centre, these, strict=True)
    copy_columns(QualificationResult, results, issued_at=at)
    by, name = service_account(), "qualificationresult.issue"
    copy_columns(Event, events, name=name, at=at, by=by)
    leave_untold(untold, [], at=at)


def _results(one, whose, keys, raised):
    """The better results as they are kept, column by column; `whose` are the registrations."""
    decided, rows = one.decided, one.better
    width = 2 * one.packed.shape[1]
    packed = np.ascontiguousarray(one.packed[rows]).tobytes().hex()
    kinds = decided.kind[rows].tolist()
    return (
        map(str, keys),
        map(str, whose.entry),
        [str(raised[entry]) for entry in whose.entry],
        [deciding.IN_WORDS[kind] for kind in kinds],
        columns.texts([one.grade_of_each[row] for row in rows]),
        columns.numbers(decided.points[rows]),
        columns.texts(_pathways(one, whose)),
        [f"\\\\x{packed[row * width : (row + 1) * width]}" for row in range(len(rows))],
        [str(one.cohort.version.pk)] * len(rows),
        [columns.NOTHING if latest is None else str(latest) for latest in whose.latest],
    )


def _pathways(one, whose) -> list[str]:
    """The pathway of each of the better results; empty where the rules tell none."""
    only = [route.only_pathway or "" for route in one.cohort.plan.routes]
    routes = one.decided.route[one.better].tolist(), one.cohort.route[one.better].tolist()
    return [
        named if asked >= 0 else only[route]
        for named, route, asked in zip(whose.pathway, *routes, strict=True)
    ]


def _events(one, whose, keys):
    """What the trail says of the better results, column by column."""
    code = one.cohort.plan.specification.code
    said = [
        one.grade_of_each[row] or OUTCOME_IN_WORDS[deciding.IN_WORDS[one.decided.kind[row]]]
        for row in one.better
    ]
    names = map(surname_first, whose.surname, whose.forenames)
    return (
        [f"qualificationresult:{key}" for key in keys],
        columns.texts(
            [f"{one} for {code}: {of}"[:200] for one, of in zip(names, said, strict=True)]
        ),
        columns.texts(whose.centre_number),
        ["{}"] * len(keys),
    )
