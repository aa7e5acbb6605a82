"""How does the board enter a withdrawn candidate again, where the exam was sat after all?"""

from django.db import transaction

from entries import queries
from entries.commands.invoicing import charge
from entries.commands.locking import hold_people, one_at_a_time, saved
from entries.models import Submission, UnitEntry
from entries.rules import exams
from entries.rules.registering import EntryRefused
from entries.unit_states import OVER, Status
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox


@transaction.atomic
def enter_again(*, entry, by, at) -> UnitEntry:
    """Enter a candidate for the exam they were withdrawn from, whatever the day; give the entry.

    What was paid back is charged again, at the fees of the day, as a further attempt where another
    was entered meanwhile; an absence was not paid back, so its charges stand for the new entry.
    The withdrawn entry stays as it is. Raises EntryRefused.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    one_at_a_time([f"again {entry.pk}"])
    hold_people([entry.candidate_id])
    _check_can_enter_again(entry)
    made = Submission.objects.create(
        kind=Submission.Kind.EXAMS,
        centre=entry.centre,
        qualification=entry.qualification,
        series=entry.series,
        invoice=entry.submission.invoice if _kept_charge(entry) else None,
        made_at=at,
        made_by=by,
    )
    entries = saved([_copy(entry, made, resit=_is_further(entry))])
    trail.record_all("unitentry.enter", entries, by=by, at=at)
    if entry.status != Status.ABSENT:
        charge([made], by=by, at=at)
    outbox.queue("entries/entered", to=made.centre.email, at=at, submission=made, entries=entries)
    return entries[0]


def _kept_charge(entry):
    """Whether the withdrawal left what was charged as it was."""
    return entry.status == Status.ABSENT and entry.submission_id is not None


def _check_can_enter_again(entry):
    """Raise EntryRefused unless the entry is over, and its person registered and not entered."""
    entry.refresh_from_db(fields=["status"])
    person = entry.candidate.person_id
    standing = queries.entered_in(entry.series, [person])
    if entry.status not in OVER or (person, entry.unit_id) in standing:
        raise EntryRefused(exams.ENTERED)
    registered = queries.open_entries(entry.centre, entry.qualification)
    if not registered.filter(candidate__person=person).exists():
        raise EntryRefused(exams.NOT_REGISTERED)


def _is_further(entry):
    """Whether it is a further attempt: it was, or another series has been entered meanwhile."""
    person = entry.candidate.person_id
    others = queries.entered_otherwise(entry.series, [person]).get((person, entry.unit_id), ())
    registered = queries.open_entries(entry.centre, entry.qualification)
    mine = registered.filter(candidate__person=person).first()
    return entry.resit or exams.times(others, mine.attempts_after_on) > 0


def _copy(entry, made, resit):
    absent = entry.status == Status.ABSENT
    return UnitEntry(
        candidate=entry.candidate,
        centre=entry.centre,
        qualification=entry.qualification,
        unit=entry.unit,
        series=entry.series,
        candidate_number=entry.candidate_number,
        stage=entry.stage,
        resit=entry.resit if absent else resit,
        charged_with_id=(entry.charged_with_id or entry.pk) if absent else None,
        made_at=made.made_at,
        made_by=made.made_by,
        submission=made,
    )
