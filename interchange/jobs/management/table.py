"""Which jobs are there? One table, from whatever app they are; `manage.py sweep` runs them.

Each may be called twice, and days late: what must happen once says so in the database.
"""

from datetime import time, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from assessed.commands import assess, forget_papers
from cases import commands as cases_commands
from interchange import keeping
from interchange.accounts import commands as accounts_commands
from interchange.audit import commands as audit_commands
from interchange.interrupted import commands as interrupted_commands
from interchange.jobs.rules import Job
from interchange.notifications import outbox
from mir import commands as mir_commands
from reminders import commands as reminders_commands
from results import commands as results_commands

NIGHT = time(3, 0)
MORNING = time(6, 0)


def _assess_all(*, at):
    """Work out all grades that the board owes, whatever was missed of them meanwhile."""
    while assess(at=at):
        pass


def _keep_head(*, at):
    """Keep the last seal of the day outside of the database: in a file, and by letter if wanted."""
    head = audit_commands.keep_head(at=at)
    if head and settings.TRAIL_INBOX:
        outbox.queue("trail_head", to=settings.TRAIL_INBOX, at=at, head=head)


def _forget_sessions(*, at):
    """Forget sessions that are over."""
    SessionStore.clear_expired()


JOBS = (
    Job("seal the trail", audit_commands.seal, every=timedelta(minutes=10)),
    Job("keep the head of the trail", _keep_head, from_=NIGHT),
    Job("forget drafts of requests that nobody goes on with", mir_commands.forget_drafts),
    Job("forget papers of requests never sent", mir_commands.forget_forms),
    Job("forget papers of applications never sent", forget_papers),
    Job("forget forms that were cut off", interrupted_commands.forget_old),
    Job("forget old failures to log in", accounts_commands.forget_old_failures),
    Job("throw away files that no record names", keeping.sweep),
    Job("work out all grades that the board owes", _assess_all),
    Job("open and close cases", cases_commands.look),
    Job("count who is at risk", results_commands.keep_risk, from_=NIGHT),
    Job("forget sessions that are over", _forget_sessions, from_=NIGHT),
    Job("forget wrong calendar addresses", reminders_commands.forget_wrong),
    Job("write the weekly digests", reminders_commands.tell_week, from_=MORNING),
    Job("remind of dates that are near", reminders_commands.remind, from_=MORNING),
)
