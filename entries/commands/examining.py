"""How are registered candidates entered for exams of a series?"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.invoicing import charge
from entries.commands.locking import one_at_a_time, saved
from entries.models import Submission, UnitEntry
from entries.rules import exams
from entries.rules.registering import EntryRefused, RowsRefused
from entries.rules.sent import name_of_exams
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import specification
from interchange.notifications import outbox


@transaction.atomic
def enter_for_exams(
    *, centre, qualification, series, chosen, by, at, attempts=None, token=None, seen=None
) -> list[UnitEntry]:
    """Enter candidates for examined units of the series; all of them or none.

    `chosen` are (candidate, unit) pairs; `attempts` are the months in which each (person id, unit
    id) was sat, which the caller asks of results. The entries keep the stage they are made in: in
    time, late or very late. Gives the unit entries, each naming its submission; the same token
    with the same ticks again gives those it made the first time. `seen` is what the page
    showed (queries.shown_of_exams). Raises EntryRefused, as RowsRefused for the pairs that cannot
    be entered, and ShownOtherwise where it would do something else than the page showed.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    on = localdate(at)
    token = name_of_exams(
        token, centre.pk, qualification.pk, series.pk, [(one.pk, unit.pk) for one, unit in chosen]
    )
    one_at_a_time([f"form {token}"])
    if sent := queries.submission(centre, token=token):
        return list(sent.unit_entries.select_related("candidate", "unit", "series", "submission"))
    _check_series(qualification, series, on)
    planned = queries.plan_exams(
        centre,
        qualification,
        series,
        chosen,
        on=on,
        allowed=specification(qualification).attempts,
        attempts=attempts or {},
    )
    _check_sittings(planned)
    stage, charged = exams.stage(series, on), queries.charges_of_exams(planned, series, on)
    shown.check_same(seen, queries.shown_of_exams(planned, stage, charged))
    made = Submission.objects.create(
        kind=Submission.Kind.EXAMS,
        centre=centre,
        qualification=qualification,
        series=series,
        made_at=at,
        made_by=by,
        token=token,
    )
    entries = saved(_entry(one, made, stage) for one in planned)
    trail.record_all("unitentry.enter", entries, by=by, at=at)
    charge([made], by=by, at=at)
    outbox.queue("entries/entered", to=centre.email, at=at, submission=made, entries=entries)
    return entries


def _check_series(qualification, series, on):
    """Raise EntryRefused unless the qualification has exams and the series takes entries."""
    if refusal := exams.suite_refusal(qualification) or exams.series_refusal(series, on):
        raise EntryRefused(refusal)


def _check_sittings(planned):
    """Raise RowsRefused when something stands in the way of a planned sitting."""
    problems = [(place, "", one.refusal) for place, one in enumerate(planned) if one.refusal]
    if problems:
        names = [f"{one.candidate.name}, unit {one.unit.number}" for one in planned]
        raise RowsRefused(problems, names)
    if not planned:
        raise EntryRefused("Nothing is ticked. Tick at least one exam for one candidate.")


def _entry(planned, made, stage):
    return UnitEntry(
        candidate=planned.candidate,
        centre=made.centre,
        qualification=made.qualification,
        unit=planned.unit,
        series=made.series,
        candidate_number=planned.candidate_number,
        stage=stage,
        resit=planned.resit,
        made_at=made.made_at,
        made_by=made.made_by,
        submission=made,
    )
