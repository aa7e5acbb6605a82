"""How does a centre tell the board of units that will not be achieved, a whole list at once?"""

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from checkpoints import queries
from checkpoints.models import Notice, NoticedEntry
from checkpoints.rules.units import Section, check_can_tell
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.bulk import copy_made
from interchange.notifications import outbox


@transaction.atomic
def tell_board(*, centre, section: Section, seen=None, by, at) -> Notice:
    """Tell the board of everybody on the section's list of whom it was not told yet.

    `seen` is what the page showed of them (queries.shown_to_tell). Raises CheckpointRefused where
    there is nobody, ShownOtherwise where there are others by now or they lack other units. The
    board's page on its second checkpoint has centres tell of all of them.
    """
    permissions.check(by, Permission.RAISE_REQUESTS, centre=centre)
    hold_centre(centre)
    on = localdate(at)
    found = queries.to_tell(queries.unachieved(section, centre, on))
    entries = list(found.order_by("pk"))
    check_can_tell(len(entries))
    shown.check_same(seen, queries.shown_to_tell(len(entries), queries.fingerprint(entries)))
    rows = queries.rows_of(section, entries, on)
    notice = Notice.objects.create(
        centre=centre,
        summer=queries.summer_now(on),
        section=section.slug,
        candidates=len(rows),
        told_at=at,
        told_by=by,
    )
    told = ((one.entry.pk, ", ".join(one.units)) for one in rows)
    copy_made(NoticedEntry, ("entry_id", "units"), told, notice=notice)
    trail.record("notice.send", about=notice, by=by, at=at, detail={"candidates": len(rows)})
    about = {"at": at, "notice": notice, "section": section}
    outbox.queue("checkpoints/notice", to=settings.SUPPORT_INBOX, for_board=True, **about)
    outbox.queue("checkpoints/notice", to=centre.email, **about)
    return notice
