"""Unit results, as claims and exams leave them: whole cohorts at once, without moderating each."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.db.models import F
from django.utils.timezone import localdate

from claims.models import CentreAssessor, Claim, Line
from claims.states import Outcome, Status
from entries.commands import raise_award_due
from entries.models import AwardDue, Candidate, UnitEntry
from interchange.accounts.models import User
from results import commands, results_file
from results.models import HeldResult, QualificationResult, UnitResult
from tests.factories import accounts, catalogue, edi
from tests.factories import entries as make

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DIPLOMA = "05842"
OFFICIAL_EXAMPLE = {
    **dict.fromkeys(("1", "2", "3", "4", "8", "12", "16"), "M"),
    **dict.fromkeys(("17", "18", "19", "20"), "D"),
}  # 200 points: DD
_next = count(1)


def enter(entries, numbers, series, at=NOW):
    """The entries' candidates entered for the units of those numbers in the series, by `at`.

    By the day on which entries for it close, where that is sooner.
    """
    qualification = entries[0].qualification
    made_at = min(at, NOW)
    if closes := series.entries_close_on:
        made_at = min(made_at, datetime.combine(closes, NOW.timetz()))
    units = {unit.number: unit for unit in qualification.units.filter(number__in=numbers)}
    return UnitEntry.objects.bulk_create(
        UnitEntry(
            candidate=entry.candidate,
            centre=entry.centre,
            qualification=qualification,
            unit=units[number],
            series=series,
            candidate_number=entry.candidate_number,
            made_at=made_at,
            made_by_id=entry.made_by_id,
        )
        for entry in entries
        for number in numbers
    )


def hold(entries, grades, *, series=None, at=NOW, due=True):
    """Each of the entries (of one centre and qualification) holds the `grades` by unit number.

    Examined units come from the series (June 2026 unless given), the others from a processed
    claim. M# is M, of whoever missed part of the exam. The awards are due unless `due` is False.
    """
    qualification = entries[0].qualification
    units = {unit.number: unit for unit in qualification.units.filter(number__in=grades)}
    series = series or catalogue.a_series(2026, 6)
    by = User.objects.first() or accounts.a_person()
    examined = [number for number in grades if units[number].examined]
    enter(entries, examined, series, at)
    lines = claimed(entries, {n: g for n, g in grades.items() if n not in examined}, units, by)
    results = [
        UnitResult(
            candidate=entry.candidate,
            unit=units[number],
            centre=entry.centre,
            qualification=qualification,
            grade=grade.removesuffix("#"),
            partly_absent=grade.endswith("#"),
            series=series if number in examined else None,
            line=lines.get((entry.pk, number)),
            banked_at=at,
            banked_by=by,
        )
        for entry in entries
        for number, grade in grades.items()
    ]
    UnitResult.objects.bulk_create(results)
    if due:
        raise_award_due([entry.candidate for entry in entries], at=at)
    return results


def settle(at=NOW):
    """Everybody's awards are worked out, and where they stand is kept."""
    raise_award_due(Candidate.objects.all(), at=at)
    settle_what_is_due(at=at)


def settle_at(centre, at=NOW):
    """As `settle`, of whoever is registered at the centre, but where it was given up."""
    given_up = AwardDue.objects.exclude(problem="").values("entry__candidate")
    people = Candidate.objects.filter(entries__centre=centre).exclude(pk__in=given_up)
    raise_award_due(people.distinct(), at=at)
    settle_what_is_due(at=at)


def settle_what_is_due(at=NOW):
    """The awards that are due are worked out, and where those registrations stand is kept."""
    while commands.award_due(at=at):
        pass


def claimed(entries, grades, units, by):
    """The lines of a processed claim with these grades, by entry id and unit number."""
    if not grades:
        return {}
    centre, qualification = entries[0].centre, entries[0].qualification
    assessor, _ = CentreAssessor.objects.get_or_create(
        centre=centre, initials="ZZ", defaults={"name": "Zoe Zeal"}
    )
    stamp = {"created_at": NOW, "created_by": by, "submitted_at": NOW, "submitted_by": by}
    claim = Claim.objects.create(
        centre=centre,
        qualification=qualification,
        status=Status.PROCESSED,
        number=90_000 + next(_next),
        processed_at=NOW,
        **stamp,
    )
    lines = Line.objects.bulk_create(
        Line(
            claim=claim,
            candidate=entry.candidate,
            unit=units[number],
            assessor=assessor,
            claimed=grade if grade in "PMD" else "P",
            grade=grade,
            outcome=Outcome.AGREED,
            live=False,
            saved_at=NOW,
            saved_by=by,
        )
        for entry in entries
        for number, grade in grades.items()
    )
    places = [(entry.pk, number) for entry in entries for number in grades]
    return dict(zip(places, lines, strict=True))


def a_result(entry, grade="P"):
    """An award of the entry as it stands when issued, of one unit; nothing is due of it."""
    raise_award_due([entry.candidate], at=NOW)
    AwardDue.objects.filter(entry=entry).update(done=F("due"))
    unit = entry.qualification.units.first()
    counted = {"unit": unit.number, "grade": grade, "size": unit.size, "points": 14}
    return QualificationResult.objects.create(
        entry=entry,
        due=entry.award_due.due,
        outcome=QualificationResult.Outcome.AWARD,
        grade=grade,
        points=14,
        counted=[counted],
        specification=entry.qualification.versions.latest("version"),
        issued_at=NOW,
    )


def under_embargo(entries, grades, by):
    """What is held of exams of January 2024 of the entries, under an embargo until tomorrow.

    By unit number; whoever may read it early does so from now on.
    """
    series = catalogue.a_series(2024, 1)
    series.others_on = localdate() + timedelta(days=1)
    series.save()
    enter(entries, list(grades), series)
    units = {one.number: one for one in entries[0].qualification.units.filter(number__in=grades)}
    return HeldResult.objects.bulk_create(
        HeldResult(
            candidate=entry.candidate,
            unit=units[number],
            number=number,
            centre=entry.centre,
            qualification=entry.qualification,
            series=series,
            grade=grade,
            held_at=NOW,
            held_by=by,
        )
        for entry in entries
        for number, grade in grades.items()
    )


def a_candidate_with_uci(centre, number=None, **fields):
    """A candidate who has a UCI, which the files of results name."""
    uci = edi.a_uci(number or next(_next) % 10_000, centre.number)
    return make.a_candidate(uci=uci, **fields)


def a_results_file(centre, by, at=NOW):
    """A file of the centre's units of 2025/26, one more of which is held for it."""
    candidate = a_candidate_with_uci(centre)
    hold([make.an_entry(centre, candidate=candidate)], {"1": "M"}, due=False)
    year, heading = results_file.ResultsYear(2025), results_file.heading("september")
    made = commands.make_results_files(centre=centre, year=year, heading=heading, by=by, at=at)
    return made[0]
