"""How does a candidate whose attempts are used up start anew? By a registration in place of it."""

from django.db import transaction
from django.utils.timezone import localdate

from entries import commands as entries_commands
from entries import states
from entries.models import QualificationEntry, Submission
from entries.rules.registering import summer_of
from entries.rules.registering_again import AgainRefused
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.notifications import outbox
from tracker.commands.ending import Ending, end_with
from tracker.queries.again import again


@transaction.atomic
def register_again(*, entry, by, at) -> QualificationEntry:
    """Register the candidate of the registration anew, so that attempts at exams start again.

    Grades stay banked and drafted claim lines stay where they are; the registration is charged like
    any other (qualification re-entry, provisional). Gives the new registration; asked for a second
    time, the one that was made. Raises AgainRefused.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=entry.centre)
    entries_commands.hold_people([entry.candidate_id])
    found = QualificationEntry.objects.select_related("candidate", "centre", "qualification")
    entry = found.get(pk=entry.pk)
    if made := _entry_in_its_place(entry):
        return made
    planned = again(entry, localdate(at))
    if planned.refusal:
        raise AgainRefused(planned.refusal)
    made = entries_commands.put_in_place_of(
        entry,
        move=states.REPLACE,
        to=entry.qualification.code,
        by=by,
        at=at,
        submission=_submission(entry, by, at),
        completes_in=max(entry.completes_in, summer_of(localdate(at))),
        attempts_after_on=planned.last,
    )
    end_with(Ending.REGISTERED_AGAIN, [entry], by=by, at=at, as_board=False)
    entries_commands.charge([made.submission], by=by, at=at)
    entries_commands.raise_award_due([made.candidate], at=at)
    told = {"entry": made, "used_up": planned.used_up}
    outbox.queue("tracker/registered_again", to=made.centre.email, at=at, **told)
    return made


def _entry_in_its_place(entry):
    """The registration for the same size at the same centre that replaced this one, if any."""
    return QualificationEntry.objects.filter(
        replaces=entry, qualification=entry.qualification_id, centre=entry.centre_id
    ).first()


def _submission(entry, by, at):
    return Submission.objects.create(
        kind=Submission.Kind.REGISTRATIONS,
        centre=entry.centre,
        qualification=entry.qualification,
        made_at=at,
        made_by=by,
    )
