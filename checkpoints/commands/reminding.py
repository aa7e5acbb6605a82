"""How does the board remind centres of the declaration?"""

from django.db import transaction
from django.utils.timezone import localdate

from checkpoints import queries, rules
from checkpoints.models import Reminder
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox


@transaction.atomic
def remind(*, centre, by, at) -> Reminder:
    """Remind one centre that its declaration is still to come, by a letter to its exams office.

    Raises CheckpointRefused outside of the window, where it declared, or was reminded today.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    hold_centre(centre)
    on = localdate(at)
    summer = queries.summer_now(on)
    window = queries.window(summer)
    rules.check_can_remind(
        window,
        declared=queries.declaration(centre, summer) is not None,
        registered=queries.courses(centre, summer) != [],
        reminded_today=Reminder.objects.filter(
            centre=centre, summer=summer, reminded_on=on
        ).exists(),
        on=on,
    )
    return _reminded([centre], window, by, at)[0]


@transaction.atomic
def remind_all(*, seen, by, at) -> list[Reminder]:
    """Remind every centre that has not declared, and was not reminded today.

    `seen` is the fingerprint of those that the page counted. Raises CheckpointRefused outside of
    the window, where there are others by now, or none.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    on = localdate(at)
    window = queries.window(queries.summer_now(on))
    centres = list(queries.to_remind(window.summer, on))
    as_seen = seen == queries.fingerprint(centres)
    rules.check_can_remind_all(window, number=len(centres), as_seen=as_seen, on=on)
    return _reminded(centres, window, by, at)


def _reminded(centres, window, by, at):
    """Note that the centres are reminded, and write to each."""
    made = Reminder.objects.bulk_create(
        Reminder(
            centre=one,
            summer=window.summer,
            reminded_on=localdate(at),
            reminded_at=at,
            reminded_by=by,
        )
        for one in centres
    )
    trail.record_all("reminder.send", made, by=by, at=at)
    for one in made:
        outbox.queue(
            "checkpoints/reminder", to=one.centre.email, at=at, centre=one.centre, window=window
        )
    return made
