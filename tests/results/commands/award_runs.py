"""What the tests of award runs make and do."""

from django.db.models import F

from entries.models import AwardDue
from results import commands
from results.models import UnitResult
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import OFFICIAL_EXAMPLE


def unawarded(centre, number, qualification, grades=OFFICIAL_EXAMPLE):
    """Registrations that hold the grades, and of which nobody has told the worker."""
    entries = factory.entries(centre, number, qualification)
    held.hold(entries, grades, due=False)
    nothing_due(entries)
    return entries


def nothing_due(entries):
    AwardDue.objects.bulk_create(
        [AwardDue(entry=one, due=1, done=1, raised_at=factory.NOW) for one in entries],
        ignore_conflicts=True,
    )
    AwardDue.objects.update(done=F("due"))


def dry(processor, at, **scope):
    """A run whose dry run is done."""
    run = commands.begin_run(by=processor, at=at, **scope)
    return worked(run, at)


def worked(run, at):
    """The run after all that workers can do of it now."""
    while commands.work_a_range(at=at):
        pass
    run.refresh_from_db()
    return run


def issue(run, processor, at):
    commands.issue_run(run=run, by=processor, at=at)
    return worked(run, at)


def regrade(entry, number, grade, cause="A better paper"):
    """Another grade of a unit in the place of the one held, which raises nothing."""
    old = UnitResult.objects.get(candidate=entry.candidate, unit__number=number)
    names = ("candidate", "unit", "centre", "qualification", "series", "line", "banked_at")
    same = {name: getattr(old, name) for name in (*names, "banked_by")}
    UnitResult.objects.create(**same, grade=grade, supersedes=old, cause=cause)
