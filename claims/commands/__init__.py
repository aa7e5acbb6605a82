"""What changes claims: building, submitting, moderating, processing them; setting up assessors."""

from claims.commands.again import say_why
from claims.commands.assessors import set_up_assessor, stop_assessor
from claims.commands.building import Saved, save_grades, save_what_can_be, start
from claims.commands.evidence import add_evidence, remove_evidence
from claims.commands.leaving import hold_drafts, take_off
from claims.commands.locking import check_may_moderate, too_near
from claims.commands.moderating import Reviewed, agree, review, review_what_can_be, withdraw
from claims.commands.processing import process
from claims.commands.reclaiming import Reclaimed, claim_again
from claims.commands.reporting import (
    answer_concern,
    raise_concern,
    save_report,
    send_report,
    take_up,
)
from claims.commands.sampling import (
    amend_sample,
    change_sample,
    propose_sample,
    save_sample,
    send_sample,
)
from claims.commands.submitting import recall, submit
from claims.commands.unsaved import discard, remember, remember_file
from claims.commands.visits import (
    ask_for_visit,
    book_visit,
    call_off_visit,
    cancel_visit,
    hold_visit,
    last_day_is_otherwise,
    rebook_visit,
)

__all__ = [
    "Reclaimed",
    "Reviewed",
    "Saved",
    "add_evidence",
    "agree",
    "amend_sample",
    "answer_concern",
    "ask_for_visit",
    "book_visit",
    "call_off_visit",
    "cancel_visit",
    "change_sample",
    "check_may_moderate",
    "claim_again",
    "discard",
    "hold_drafts",
    "hold_visit",
    "last_day_is_otherwise",
    "process",
    "propose_sample",
    "raise_concern",
    "rebook_visit",
    "recall",
    "remember",
    "remember_file",
    "remove_evidence",
    "review",
    "review_what_can_be",
    "save_grades",
    "save_report",
    "save_sample",
    "save_what_can_be",
    "say_why",
    "send_report",
    "send_sample",
    "set_up_assessor",
    "start",
    "stop_assessor",
    "submit",
    "take_off",
    "take_up",
    "too_near",
    "withdraw",
]
