"""Who marks at the centre? Set up for each qualification before its claim is built."""

from django.db import transaction

from claims import queries, rules
from claims.commands.leaving import hold_drafts
from claims.models import CentreAssessor, Line
from claims.states import EDITABLE
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail


@transaction.atomic
def set_up_assessor(*, centre, qualification, name, initials, by, at) -> CentreAssessor:
    """Set up a member of the centre's staff as assessor of the qualification, and give them.

    A person of the same initials and name is the one the centre has already; set up for it already,
    nothing changes. Raises AssessorRefused for initials of somebody else at the centre, for
    somebody who is there under other initials, and for a moderator's name.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=centre)
    name, initials = " ".join(name.split()), initials.strip()
    hold_centre(centre)
    known = CentreAssessor.objects.filter(centre=centre, initials__iexact=initials).first()
    rules.check_initials(name, initials, known and known.name)
    if known is None:
        others = CentreAssessor.objects.filter(centre=centre).values_list("name", "initials")
        rules.check_named_once(name, dict(others))
    rules.check_not_moderator(name, [one.name for one in queries.moderators(centre)])
    assessor = known or CentreAssessor.objects.create(centre=centre, name=name, initials=initials)
    if assessor.qualifications.filter(pk=qualification.pk).exists():
        return assessor
    assessor.qualifications.add(qualification)
    trail.record(
        "centreassessor.set_up", about=assessor, by=by, at=at, detail={"for": qualification.code}
    )
    return assessor


@transaction.atomic
def stop_assessor(*, assessor, qualification, by, at) -> None:
    """Let an assessor no longer mark the qualification.

    Who is not set up for it stays so. Raises AssessorRefused while the claim in progress names
    them.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=assessor.centre)
    hold_centre(assessor.centre)
    hold_drafts(assessor.centre, [qualification])  # whoever saves a grade holds the claim too
    marked = Line.objects.filter(
        assessor=assessor, claim__qualification=qualification, claim__status__in=EDITABLE
    )
    rules.check_can_stop(assessor, marked.count())
    if not assessor.qualifications.filter(pk=qualification.pk).exists():
        return
    assessor.qualifications.remove(qualification)
    trail.record(
        "centreassessor.stop", about=assessor, by=by, at=at, detail={"for": qualification.code}
    )
