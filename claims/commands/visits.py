"""How does a visit come about? The centre asks for it, the moderator books it and says it was."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import queries
from claims.models import Visit
from claims.rules import visits as rules
from claims.visit_states import BOOK, CALL_OFF, CANCEL, HOLD, REBOOK, TO_COME, Status
from entries.commands import raise_award_due_of
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.models import RegistrationRule
from interchange.catalogue.queries import registration_days
from interchange.names import check_name
from interchange.notifications import outbox


@transaction.atomic
def ask_for_visit(*, centre, subject, kind, on, teacher, note="", anyway=False, by, at) -> Visit:
    """Ask the subject's moderators for a visit on a day, and give it.

    The same request sent twice is one. Raises VisitRefused for a day on which there is none, or
    with another visit for the subject; VisitDoubtful for one that costs or may come too late,
    unless it is asked for `anyway`; NameRefused for a teacher's name that no letter can hold.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=centre)
    check_name(teacher)
    hold_centre(centre)
    other, today = _that_day(centre, subject, on), timezone.localdate(at)
    if other and (other.kind, other.teacher, other.asked_by) == (kind, teacher, by):
        return other
    allowance = queries.allowance(centre, subject, on)
    registered = queries.visit_subjects(centre).filter(pk=subject.pk).exists()
    rules.check_subject(registered, subject)
    rules.check_date(on, today, allowance.limits)
    days = registration_days(RegistrationRule.Before.VISIT, today)
    rules.check_registered_long(queries.first_day_of_visits(centre, subject, days), on, subject)
    rules.check_not_twice(other)
    rules.check_doubts(rules.doubts(on, today, allowance), anyway=anyway)
    asked = {"kind": kind, "on": on, "teacher": teacher, "note": note.strip()}
    visit = Visit.objects.create(centre=centre, about=subject, asked_at=at, asked_by=by, **asked)
    trail.record("visit.ask", about=visit, by=by, at=at, detail={"anyway": anyway})
    _say_where_claims_stand(visit, at)
    _tell_moderators("claims/visit_asked", visit, at)
    return visit


@transaction.atomic
def cancel_visit(*, visit, because="", by, at) -> Visit:
    """Take back a visit that the centre asked for, booked or not; the moderators are told.

    Gives the visit. Raises MoveRefused for one that took place or is cancelled already.
    """
    workflow.perform(
        CANCEL,
        visit,
        by=by,
        at=at,
        detail={"because": because.strip()},
        cancelled_because=because.strip(),
    )
    _say_where_claims_stand(visit, at)
    _tell_moderators("claims/visit_cancelled", visit, at)
    return visit


@transaction.atomic
def book_visit(*, visit, kind, on, by, at) -> Visit:
    """Book a visit as asked for, or on another day or of the other type; give it.

    Booked once more as it is, it stays, and nobody is written to. Raises VisitRefused for a day
    on which there can be none, MoveRefused for a visit booked otherwise or cancelled meanwhile.
    """
    return _put_down(BOOK, visit, kind=kind, on=on, by=by, at=at)


@transaction.atomic
def rebook_visit(*, visit, kind, on, by, at) -> Visit:
    """Move a booked visit to another day or type, and give it; refusals as for booking."""
    return _put_down(REBOOK, visit, kind=kind, on=on, by=by, at=at)


def _put_down(move, visit, *, kind, on, by, at):
    """Put a visit in the calendar by the move, and write to whoever asked for it."""
    hold_centre(visit.centre)
    visit.refresh_from_db()
    was = {"on": visit.on, "kind": visit.get_kind_display(), "changed": visit.on != on}
    was["changed"] |= visit.kind != kind
    if visit.status == Status.BOOKED and not was["changed"]:
        return visit
    limits = queries.allowance(visit.centre, visit.about, on).limits
    rules.check_date(on, timezone.localdate(at), limits)
    rules.check_not_twice(_that_day(visit.centre, visit.about, on, leaving_out=visit.pk))
    put = {"kind": kind, "on": on}
    detail = {"kind": kind, "on": on.isoformat()}
    workflow.perform(move, visit, by=by, at=at, detail=detail, booked_at=at, booked_by=by, **put)
    _say_where_claims_stand(visit, at)
    letter = {"visit": visit, "was": was, "submit_by": rules.submit_by(on, limits)}
    letter |= {"by": by, "again": move == REBOOK}
    outbox.queue("claims/visit_booked", to=visit.asked_by.email, at=at, **letter)
    return visit


@transaction.atomic
def call_off_visit(*, visit, because, by, at) -> Visit:
    """Call a visit off, saying why to whoever asked for it; give the visit.

    Raises VisitRefused without a reason, MoveRefused for one that took place or is cancelled.
    """
    rules.check_why(because)
    because = because.strip()
    detail = {"because": because}
    workflow.perform(CALL_OFF, visit, by=by, at=at, detail=detail, cancelled_because=because)
    _say_where_claims_stand(visit, at)
    outbox.queue("claims/visit_called_off", to=visit.asked_by.email, at=at, visit=visit, by=by)
    return visit


@transaction.atomic
def hold_visit(*, visit, on, by, at) -> Visit:
    """Say that a visit took place, and on which day; give it.

    Raises VisitRefused for a day to come, MoveRefused for a visit cancelled or told of before.
    """
    rules.check_took_place(on, timezone.localdate(at))
    workflow.perform(HOLD, visit, by=by, at=at, detail={"on": on.isoformat()}, on=on)
    _say_where_claims_stand(visit, at)
    return visit


def visited(*, claim, on, by, at) -> None:
    """Mark the visits of the claim's subject that were to come on the day as those that were."""
    of = Visit.objects.filter(centre=claim.centre, about=claim.qualification.subject, on=on)
    for visit in of.filter(status__in=TO_COME).select_for_update(no_key=True):
        hold_visit(visit=visit, on=on, by=by, at=at)


def last_day_is_otherwise(*, at) -> None:
    """Have it worked out where those stand who are on submitted claims: for visits, other days do.

    Belongs in the transaction of the change of the board's dates or figures.
    """
    raise_award_due_of(queries.candidates_on_submitted(), at=at)


def _say_where_claims_stand(visit, at):
    """Have it worked out where those stand whose units are on submitted claims of the subject."""
    of = {"claim__centre": visit.centre, "claim__qualification__subject": visit.about}
    raise_award_due_of(queries.candidates_on_submitted(**of), at=at)


def _that_day(centre, subject, on, *, leaving_out=None):
    """The visit to come for the subject on the day, but for the one left out; None without any."""
    found = queries.visits_at(centre).filter(about=subject, on=on, status__in=TO_COME)
    return found.exclude(pk=leaving_out).first()


def _tell_moderators(letter, visit, at):
    """Write to the subject's moderators at the centre, or to the board where none is allocated."""
    allocated = queries.moderators(visit.centre, visit.about)
    for address in [one.email for one in allocated] or [settings.MODERATION_INBOX]:
        outbox.queue(letter, to=address, at=at, visit=visit)
