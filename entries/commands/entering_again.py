"""How does the board enter a withdrawn candidate again, where the exam was sat after all?"""

from django.db import transaction

from entries import queries
from entries.commands.awards import raise_award_due
from entries.commands.invoicing import charge
from entries.commands.locking import hold_people, one_at_a_time, saved
from entries.commands.numbers import number_at
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
    Where the registration changed its size or centre since, the entry is made where it goes on. The
    withdrawn entry stays as it is. Raises EntryRefused.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    one_at_a_time([f"again {entry.pk}"])
    hold_people([entry.candidate_id])
    registered = _check_can_enter_again(entry)
    made = Submission.objects.create(
        kind=Submission.Kind.EXAMS,
        centre=registered.centre,
        qualification=_qualification(entry, registered),
        series=entry.series,
        invoice=entry.submission.invoice if _kept_charge(entry, registered) else None,
        made_at=at,
        made_by=by,
    )
    entries = saved([_copy(entry, registered, made, _is_further(entry, registered))])
    trail.record_all("unitentry.enter", entries, by=by, at=at)
    raise_award_due([entry.candidate], at=at)
    if entry.status != Status.ABSENT:
        charge([made], by=by, at=at)
    outbox.queue("entries/entered", to=made.centre.email, at=at, submission=made, entries=entries)
    return entries[0]


def _kept_charge(entry, registered):
    """Whether the withdrawal left what was charged as it was, at the centre that goes on."""
    here = entry.submission_id and entry.submission.centre_id == registered.centre_id
    return here and entry.status == Status.ABSENT


def _check_can_enter_again(entry):
    """The registration that the exam is for now; raises EntryRefused where there is none.

    Or where the entry is not over, or its person entered for the exam.
    """
    entry.refresh_from_db(fields=["status"])
    person = entry.candidate.person_id
    standing = queries.entered_in(entry.series, [person])
    if entry.status not in OVER or (person, entry.unit_id) in standing:
        raise EntryRefused(exams.ENTERED)
    registered = queries.goes_on_as(entry)
    if registered is None:
        raise EntryRefused(exams.NOT_REGISTERED)
    return registered


def _qualification(entry, registered):
    """What the exam counts for: the size registered for, or the one before it that had the unit."""
    counts = registered.qualification.units.filter(pk=entry.unit_id).exists()
    return registered.qualification if counts else entry.qualification


def _is_further(entry, registered):
    """Whether it is a further attempt: it was, or another series has been entered meanwhile."""
    person = entry.candidate.person_id
    others = queries.entered_otherwise(entry.series, [person]).get((person, entry.unit_id), ())
    return entry.resit or exams.times(others, registered.attempts_after_on) > 0


def _copy(entry, registered, made, resit):
    absent = entry.status == Status.ABSENT
    return UnitEntry(
        candidate=entry.candidate,
        centre=made.centre,
        qualification=made.qualification,
        unit=entry.unit,
        series=entry.series,
        candidate_number=number_at(registered),
        stage=entry.stage,
        resit=entry.resit if absent else resit,
        charged_with_id=(entry.charged_with_id or entry.pk) if absent else None,
        made_at=made.made_at,
        made_by=made.made_by,
        submission=made,
    )
