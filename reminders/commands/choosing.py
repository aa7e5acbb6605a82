"""How does a person say which letters they want?"""

from django.db import transaction

from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.audit import trail
from reminders import queries, rules
from reminders.models import LettersWanted

NAMES = ("reminders", "digest", "news")


@transaction.atomic
def choose_letters(*, by, at, reminders, digest, news) -> LettersWanted:
    """Have these letters written to the person from now on, and no others.

    Raises LastReader where nobody else at a centre of theirs would be reminded. Their centres are
    held, so that of two colleagues the second is told.
    """
    for centre in permissions.own_centres(by):
        hold_centre(centre)
    before = queries.wanted(by)
    if before.reminders and not reminders:
        rules.check_can_do_without([str(one) for one in queries.centres_without(by)])
    now = {"reminders": reminders, "digest": digest, "news": news}
    changed = {name: now[name] for name in NAMES if getattr(before, name) != now[name]}
    if not changed:
        return before
    chosen, _ = LettersWanted.objects.update_or_create(person=by, defaults=now)
    trail.record("user.choose_letters", about=by, by=by, at=at, detail=changed)
    return chosen
