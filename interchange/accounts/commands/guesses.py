"""What is kept of a wrong password or code: that it was one, for some days, and never what it was.

Two tries at once of one person wait for each other, since whoever asks holds the person's row.
"""

from django.db.models import Count, Max, Min, Q

from interchange.accounts import guessing
from interchange.accounts.guessing import Failures, Step
from interchange.accounts.models import FailedTry, User
from interchange.audit import trail
from interchange.notifications import outbox

MOST_FAILURES = 1000  # more are not counted on the person
TOLD = {  # the letter of failures at a step, and where it stands when it was last sent
    Step.PASSWORD: ("accounts/failed_passwords", "passwords_told_at"),
    Step.CODE: ("accounts/failed_codes", "codes_told_at"),
    Step.RECOVERY_CODE: ("accounts/failed_codes", "codes_told_at"),
}


def may_try(person, step, visitor, at) -> bool:
    """Whether a try of the person (None: nobody we know) at the step is listened to."""
    failures = _failures_before(person, step, visitor, at)
    return guessing.may_try(step, failures, known=visitor.knows(person), at=at)


def _failures_before(person, step, visitor, at):
    """The Failures that a try at the step is judged by."""
    here = FailedTry.objects.filter(person=person, step=step, at__gt=at - guessing.DAY)
    counts = here.aggregate(
        here=Count("pk", filter=_place_of(person, visitor)),
        last_at=Max("at", filter=_place_of(person, visitor)),
        strangers=Count("pk", filter=Q(browser="")),
    )
    if person is None:  # addresses that nobody has share no limit but their network's
        counts = {}
    neighbours = FailedTry.objects.filter(
        network=visitor.network, browser="", at__gt=at - guessing.HOUR
    )
    neighbours = neighbours.exclude(network="").exclude(step=Step.RESET)
    return Failures(**counts, neighbours=neighbours.count())


def _place_of(person, visitor):
    """What the failures of a person from where the visitor is have in common."""
    if visitor.knows(person):
        return Q(browser=visitor.browser)
    return Q(browser="", network=visitor.network)


def count_failure(person, step, visitor, at) -> None:
    """Count a failure of the person, or of nobody we know; write it down, and tell the owner."""
    FailedTry.objects.create(
        person=person,
        step=step,
        at=at,
        network=visitor.network,
        browser=visitor.browser if visitor.knows(person) else "",
    )
    if person is None:
        return
    person.failed_logins = min(person.failed_logins + 1, MOST_FAILURES)
    person.save(update_fields=["failed_logins"])
    trail.record("user.fail_log_in", about=person, by=None, at=at, detail={"step": step.value})
    _tell_owner(person, step, at)


def _tell_owner(person, step, at):
    """Write to the owner once failures have gathered; the letter names no place and no secret."""
    letter, noted = TOLD[step]
    told_at = getattr(person, noted)
    steps = [each for each, (same, _) in TOLD.items() if same == letter]
    since = max(filter(None, (told_at, at - guessing.KEPT)))
    failures = FailedTry.objects.filter(person=person, step__in=steps, at__gt=since)
    seen = failures.aggregate(number=Count("pk"), first=Min("at"))
    if guessing.owner_hears(step, seen["number"], told_at, at=at):
        setattr(person, noted, at)
        person.save(update_fields=[noted])
        outbox.queue(letter, to=person.email, at=at, person=person, last=at, **seen)


def hear_wish(visitor, at) -> bool:
    """Whether one more wish for a new password is heard from where the visitor is; it is counted.

    Where the network cannot be told, it is.
    """
    if not visitor.network:
        return True
    wishes = FailedTry.objects.filter(
        network=visitor.network, step=Step.RESET, at__gt=at - guessing.HOUR
    )
    heard = guessing.may_wish(wishes.count())
    if heard:
        FailedTry.objects.create(step=Step.RESET, network=visitor.network, at=at)
    return heard


def forget_here(person, visitor) -> None:
    """Forget the failures of a person who got in after all, from where the visitor is."""
    FailedTry.objects.filter(_place_of(person, visitor), person=person).delete()


def forget_passwords(person) -> None:
    """Forget the wrong passwords of a person who has chosen a new one."""
    FailedTry.objects.filter(person=person, step=Step.PASSWORD).delete()


def forget_old_failures(*, at) -> None:
    """Forget the failures that count for nothing any more."""
    FailedTry.objects.filter(at__lt=at - guessing.KEPT).delete()


def holding(person) -> User:
    """The person read anew; their row is held until the transaction ends."""
    return User.objects.select_for_update().get(pk=person.pk)
