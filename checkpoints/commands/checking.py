"""How does somebody at a centre say that a subject's completion dates are right, or not yet?"""

from django.db import transaction
from django.utils.timezone import localdate

from checkpoints import queries, rules
from checkpoints.models import CourseCheck
from checkpoints.rules import CheckpointRefused, Course
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.models import Subject

GONE = "Nobody is registered for this subject and level any more. Look at the checkpoint again."


@transaction.atomic
def check_course(*, centre, code, level, seen=None, by, at) -> bool:
    """Mark a subject and level as checked, as its list was `seen` on the page.

    Says whether that was new: said twice, it is noted once. Raises CheckpointRefused outside of
    the window or after the declaration, ShownOtherwise where the list is another one by now.
    """
    permissions.check(by, Permission.CHECK_COMPLETION, centre=centre)
    hold_centre(centre)
    course = _course(centre, code, level, localdate(at))
    shown.check_same(seen, queries.shown_of(course))
    if course.is_checked:
        return False
    summer = queries.summer_now(localdate(at))
    check, _ = CourseCheck.objects.update_or_create(
        centre=centre,
        summer=summer,
        subject=Subject.objects.get(code=code),
        level=level,
        defaults={"fingerprint": course.fingerprint, "checked_at": at, "checked_by": by},
    )
    detail = {"registered": course.registered, "expecting": course.expecting}
    trail.record("coursecheck.make", about=check, by=by, at=at, detail=detail)
    return True


@transaction.atomic
def take_back(*, centre, code, level, by, at) -> None:
    """Say that a subject and level is to be looked at again; said twice, it is noted once.

    Raises CheckpointRefused outside of the window or after the declaration.
    """
    permissions.check(by, Permission.CHECK_COMPLETION, centre=centre)
    hold_centre(centre)
    on = localdate(at)
    _course(centre, code, level, on)
    for check in CourseCheck.objects.filter(
        centre=centre, summer=queries.summer_now(on), subject__code=code, level=level
    ).select_related("subject"):
        trail.record("coursecheck.take_back", about=check, by=by, at=at)
        check.delete()


def _course(centre, code, level, on) -> Course:
    """The course as it is now, where it may be checked on the day."""
    summer = queries.summer_now(on)
    declared = queries.declaration(centre, summer)
    rules.check_can_check(queries.window(summer), declared=bool(declared), on=on)
    for one in queries.courses(centre, summer):
        if (one.code, one.level) == (code, level):
            return one
    raise CheckpointRefused(GONE)
