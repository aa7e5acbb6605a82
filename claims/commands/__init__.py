"""What changes claims: building, submitting, moderating, processing them; setting up assessors."""

from claims.commands.assessors import set_up_assessor, stop_assessor
from claims.commands.building import save_grades, start
from claims.commands.moderating import agree, review, save_sample, send_sample, withdraw
from claims.commands.processing import process
from claims.commands.submitting import recall, submit

__all__ = [
    "agree",
    "process",
    "recall",
    "review",
    "save_grades",
    "save_sample",
    "send_sample",
    "set_up_assessor",
    "start",
    "stop_assessor",
    "submit",
    "withdraw",
]
