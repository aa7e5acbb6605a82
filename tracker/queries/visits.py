"""What needs to be done about visits, for Home: one query for a centre, one for a moderator."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from claims.queries import moderated_visits, visits_ahead
from claims.rules.visits import away, said
from claims.visit_states import TO_COME, Status
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from tracker.queries.home import Need

SOON = timedelta(days=14)  # before a visit (ours)
BOOKING_TIME = timedelta(days=60)  # before final visits are booked (ours)


def at_centre(user, centre, on) -> list[Need]:
    """What the person must do about the centre's visits: have work ready, ask for the final one."""
    if not permissions.can(user, Permission.MAKE_CLAIMS, centre=centre):
        return []
    found = [_about_subject(one, centre, on) for one in visits_ahead(centre, on)]
    return [need for need in found if need]


def _about_subject(subject, centre, on):
    """The need of a subject whose visit is near, or who has none to come; None for neither."""
    if subject.booked_on:
        near = subject.booked_on <= on + SOON
        return _to_prepare(subject, centre, on) if near else None
    if subject.asked_on or not _wants_final_visit(subject, on):
        return None
    late = on > subject.book_by
    return Need(
        f"Book your final visit for {subject.title} by {said(subject.book_by)}"
        if not late
        else f"Book your final visit for {subject.title} now",
        f"No visit is booked or asked for, and {_why_a_visit(subject)}.",
        f"{reverse('claims:ask_for_visit', args=[centre.number])}?subject={subject.code}",
        "bad" if late else "action",
    )


def _why_a_visit(subject):
    """What a final visit is for."""
    return "candidates complete this summer" if subject.completing else "a claim is under way"


def _to_prepare(subject, centre, on):
    """The need of a visit that is near: to have the sampled work ready, or to be there at all."""
    href = reverse("claims:visit", args=[centre.number, subject.booked_pk])
    when = f"Visit {away(subject.booked_on, on)}"
    why = f"{subject.title}, {said(subject.booked_on)}"
    if not subject.pieces:
        return Need(
            f"{when}: no sample chosen yet", f"{why}: the moderator comes.", href, "waiting"
        )
    work = f"{subject.pieces} piece{'s' if subject.pieces > 1 else ''} of work to have ready"
    return Need(f"{when}: {work}", f"{why}: your claims show them with green ticks.", href)


def _wants_final_visit(subject, on):
    """Whether it is time to book a final visit, and there is something for it to look at."""
    if subject.book_by is None or on < subject.book_by - BOOKING_TIME:
        return False
    if subject.last_on and on > subject.last_on:
        return False
    return subject.claiming or (subject.completing and not subject.had_visit)


def to_moderate(user, on) -> list[Need]:
    """What a moderator must do about visits: book what is asked for, say what took place."""
    waiting = Q(status=Status.REQUESTED) | Q(status=Status.BOOKED, on__lte=on + SOON)
    found = moderated_visits(user).filter(waiting, status__in=TO_COME)
    return [_about_visit(visit, on) for visit in found]


def _about_visit(visit, on):
    """The moderator's need of a visit that is asked for, near, or over."""
    what = f"{visit.centre.name}: {visit.about.title}, {visit.get_kind_display().lower()}"
    what = f"{what}, {said(visit.on)}"
    href = reverse("claims:moderate_visit", args=[visit.centre.number, visit.pk])
    if visit.status == Status.REQUESTED:
        return Need("Asked for a visit: confirm", what, href)
    if visit.on < on:
        return Need("Say whether the visit took place", what, href)
    return Need(f"Visit {away(visit.on, on)}", what, href, "waiting")
