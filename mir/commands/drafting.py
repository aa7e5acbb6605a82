"""What becomes of a request that was begun and not sent? It is kept as its writer's own draft."""

from datetime import timedelta

from django.db import transaction

from interchange import keeping
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from mir import queries
from mir.models import Draft

DRAFTS_KEPT_FOR = timedelta(days=30)  # since something was typed in it


@transaction.atomic
def keep_draft(*, token, kind, qualification, centre, typed, by, at) -> Draft:
    """Keep what somebody has typed so far in the form of the token, and give the Draft.

    `typed` is by the names of the fields and need not be right. What was kept before of the same
    form gives way. Whoever could not send it cannot keep it either.
    """
    permissions.check(by, Permission.RAISE_REQUESTS, centre=centre)
    what = {"kind": kind, "qualification": qualification, "typed": typed, "typed_at": at}
    return Draft.objects.update_or_create(token=token, by=by, centre=centre, defaults=what)[0]


@transaction.atomic
def throw_away(*, draft) -> None:
    """Throw a draft away, with the papers chosen in it."""
    keeping.delete(queries.chosen(draft.token, draft.by_id))
    Draft.objects.filter(pk=draft.pk).delete()


def forget_drafts(*, at) -> int:
    """Throw away the drafts in which nothing was typed for long, with their papers; how many."""
    old = Draft.objects.filter(typed_at__lt=at - DRAFTS_KEPT_FOR)
    with transaction.atomic():
        gone = list(old.select_for_update())
        for draft in gone:
            throw_away(draft=draft)
    return len(gone)
