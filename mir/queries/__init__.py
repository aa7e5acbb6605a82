"""What is there: requests, what they may name, what is open, and the facts their rules ask for."""

from mir.queries.facts import correctable, facts
from mir.queries.instead import instead
from mir.queries.offering import (
    candidate_here,
    claims_to_name,
    exam_series,
    last_sitting,
    other_qualifications,
    qualifications_to_name,
    units,
)
from mir.queries.reading import (
    Step,
    attachments,
    chosen,
    drafts,
    history,
    papers,
    queue,
    requests,
    rows_sent,
    steps,
    story,
    waiting,
)
from mir.queries.rows import results_of_rows, rows_for_template, rows_known
from mir.queries.under_way import same_open

__all__ = [
    "Step",
    "attachments",
    "candidate_here",
    "chosen",
    "claims_to_name",
    "correctable",
    "drafts",
    "exam_series",
    "facts",
    "history",
    "instead",
    "last_sitting",
    "other_qualifications",
    "papers",
    "qualifications_to_name",
    "queue",
    "requests",
    "results_of_rows",
    "rows_for_template",
    "rows_known",
    "rows_sent",
    "same_open",
    "steps",
    "story",
    "units",
    "waiting",
]
