"""How is noted who sat which exam? By file, or one by one; of several marks the last counts."""

from collections import defaultdict

from django.db import transaction
from django.utils.timezone import localdate

from entries.commands import hold_people, raise_award_due_of
from entries.models import UnitEntry
from entries.unit_states import STANDING
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.bulk import among
from interchange.notifications import outbox
from interchange.refusals import RuleBroken
from results import exam_file
from results.exam_file import LinesRefused, Report
from results.models import Attendance, UnitResult
from results.queries import attendance as marks
from results.queries import importing as queries
from results.rules import Mark


class AttendanceRefused(RuleBroken):
    """That cannot be noted of the exam."""

    field = "mark"


@transaction.atomic
def mark_attendance(*, entry, mark, by, at) -> bool:
    """Note how the candidate of a unit entry attended the exam; give whether that is new.

    Raises AttendanceRefused for what is no exam or has not begun, and for what cannot be noted of
    it (exam_file.judge_attendance).
    """
    permissions.check(by, Permission.BANK_RESULTS)
    hold_people([entry.candidate_id])
    entry = UnitEntry.objects.select_related("series").get(pk=entry.pk)
    if entry.series is None:
        raise AttendanceRefused("This unit has no exam, so nothing of it is attended.")
    if localdate(at) < entry.series.begins_on:
        begins = f"{entry.series.begins_on:%-d %B %Y}"
        raise AttendanceRefused(f"The exams of {entry.series} begin on {begins}. Note it then.")
    stands = entry.status in STANDING
    if wrong := exam_file.judge_attendance(mark.value, stands=stands, held=_held(entry)):
        raise AttendanceRefused(" ".join(wrong))
    return bool(_note({entry.pk: mark}, by, at))


@transaction.atomic
def import_attendance(text, *, by, at) -> Report:
    """Note the attendance of a file, given as its text; give the Report: new, and there already.

    All of it or nothing: raises LinesRefused where a line cannot be noted, FileRefused for no such
    file.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    rows, misshapen = exam_file.read(text, exam_file.ATTENDANCE)
    hold_people(queries.records_named(rows))
    series = queries.series_named({row.series for row in rows})
    ground = queries.ground(rows, series, localdate(at))
    sound, wrong = exam_file.judge_attendances(rows, ground)
    refused = sorted([*misshapen, *wrong], key=lambda one: one.line)
    if refused:
        raise LinesRefused(Report(refused=tuple(refused)))
    noted = _note({ground.entered[ground.key(row)].pk: Mark(row.grade) for row in sound}, by, at)
    return Report(loaded=len(noted), already=len(sound) - len(noted))


def _held(entry):
    """The result that the person holds of the exam, or None."""
    standing = UnitResult.objects.standing()
    return standing.filter(
        candidate__person=entry.candidate.person_id, unit=entry.unit_id, series=entry.series_id
    ).first()


def _note(wanted, by, at) -> list[Attendance]:
    """Write the marks, {entry id: Mark}, that are not so already; make due, tell, trail."""
    known = UnitEntry.objects.select_related("candidate", "centre", "unit", "series")
    entries = {one.pk: one for one in known.filter(pk__in=among(wanted))}
    before = marks.marks_of(entries.values())
    made = Attendance.objects.bulk_create(
        Attendance(entry=entries[pk], mark=mark.value, noted_at=at, noted_by=by)
        for pk, mark in wanted.items()
        if before.get(pk) != mark
    )
    persons = {one.entry.candidate.person_id for one in made}
    raise_award_due_of(persons, at=at)
    marked = [one.entry for one in made]
    details = [_detail(one.mark, before.get(one.entry_id)) for one in made]
    trail.record_all("unitentry.mark_attendance", marked, by=by, at=at, details=details)
    by_centre = defaultdict(list)
    for one in made:
        was = before.get(one.entry_id)
        if was or one.mark != Mark.PRESENT.value:
            by_centre[one.entry.centre].append((one, was))
    for centre, told in by_centre.items():
        outbox.queue("results/attendance", to=centre.email, at=at, centre=centre, told=told)
    return made


def _detail(mark, was):
    return {"is": mark} | ({"was": was.value} if was else {})
