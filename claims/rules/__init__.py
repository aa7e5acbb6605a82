"""What must be true of a claim before it is saved, submitted, sampled, changed or agreed.

Published in the board's guides to making claims and to moderating them.
"""

from claims.rules import other_bodies, outlook, reports, visits
from claims.rules.agreement import Agreement, agreement_in_words
from claims.rules.assessors import (
    AssessorRefused,
    check_can_stop,
    check_initials,
    check_named_once,
    check_not_moderator,
    preset_assessor,
)
from claims.rules.cells import (
    CLAIMED_BY_CENTRES,
    NOT_CLAIMING,
    Cell,
    CellFacts,
    CellsRefused,
    Held,
    Problem,
    check_cells,
    problems,
    remembered,
)
from claims.rules.checklist import Oddity, lower_than_held, oddities
from claims.rules.moderation import (
    NotIndependent,
    VisitedBefore,
    VisitUnknown,
    check_because,
    check_can_agree,
    check_independent,
    check_visited,
)
from claims.rules.other_bodies import OtherBodyRefused
from claims.rules.review import (
    Change,
    GradeRefused,
    Objection,
    Reviewer,
    check_changes,
    gradable,
    judged,
    objections,
    overtaken,
)
from claims.rules.sampling import (
    check_can_amend,
    check_can_send_sample,
    check_sample,
    proposal,
    uncovered,
    wanted,
)
from claims.rules.submission import (
    DECLARATION,
    ClaimNotReady,
    check_can_recall,
    check_can_start,
    check_can_submit,
    check_certificated,
    check_registered_long,
    check_said_why,
)
from claims.rules.tallies import tally

__all__ = [
    "Agreement",
    "agreement_in_words",
    "objections",
    "AssessorRefused",
    "CLAIMED_BY_CENTRES",
    "Cell",
    "CellsRefused",
    "Change",
    "ClaimNotReady",
    "DECLARATION",
    "GradeRefused",
    "CellFacts",
    "Held",
    "NOT_CLAIMING",
    "NotIndependent",
    "Objection",
    "Oddity",
    "OtherBodyRefused",
    "Problem",
    "Reviewer",
    "VisitUnknown",
    "VisitedBefore",
    "check_because",
    "check_can_agree",
    "check_can_amend",
    "check_can_recall",
    "check_registered_long",
    "check_can_send_sample",
    "check_can_start",
    "check_can_stop",
    "check_can_submit",
    "check_certificated",
    "check_cells",
    "check_changes",
    "check_independent",
    "check_initials",
    "check_named_once",
    "check_not_moderator",
    "check_said_why",
    "check_sample",
    "check_visited",
    "gradable",
    "judged",
    "lower_than_held",
    "oddities",
    "other_bodies",
    "outlook",
    "overtaken",
    "preset_assessor",
    "problems",
    "proposal",
    "reports",
    "tally",
    "remembered",
    "uncovered",
    "visits",
    "wanted",
]
