"""What must be known to judge a file of exam results? Read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Case, When
from django.db.models.functions import Coalesce

from entries.models import Candidate, UnitEntry
from entries.unit_states import STANDING, USED
from entries.unit_states import Status as UnitStatus
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Qualification, QualificationUnit, Series
from interchange.catalogue.queries import SHARED_UNIT
from results.exam_file import Entered, Exam, FileContext, Held
from results.models import HeldResult, UnitResult
from results.queries import achievements
from results.queries.answering import answers
from results.queries.attendance import latest_mark
from results.queries.marks import boundaries_of

OF_A_RESULT = (
    *("pk", "candidate_id", SHARED_UNIT, "series_id", "centre_id"),
    *("grade", "partly_absent", "mark"),
)


def series_named(pairs) -> dict[tuple[int, int], Series]:
    """The series of the (year, month) pairs: {(year, month): Series}."""
    years, months = {year for year, _ in pairs}, {month for _, month in pairs}
    found = Series.objects.filter(year__in=years, month__in=months).order_by("pk")
    return {(one.year, one.month): one for one in found if (one.year, one.month) in pairs}


def records_named(rows) -> set[int]:
    """The ids of the candidates whose numbers the rows name."""
    named = Candidate.objects.order_by().filter(ocr_number__in={row.ocr_number for row in rows})
    return set(named.values_list("pk", flat=True))


def ground(rows, series, on) -> FileContext:
    """The exam_file.FileContext of the rows on the day `on`.

    `series` is what `series_named` gives for them. Boundaries are asked for where a row has a mark.
    """
    numbers, codes = {row.ocr_number for row in rows}, {row.entry_code for row in rows}
    persons = dict(
        Candidate.objects.filter(ocr_number__in=numbers).values_list("ocr_number", "person")
    )
    person_of = achievements.persons(persons.values())
    ids = [one.pk for one in series.values()]
    offered = Qualification.objects.filter(code__in=codes)
    entered = _entered(person_of, ids)
    standing = _standing_results(person_of, ids, entered)
    apart = _held_apart(person_of, ids, entered)
    return FileContext(
        persons=persons,
        series={named: one.pk for named, one in series.items()},
        codes=frozenset(offered.values_list("code", flat=True)),
        exams=exams_of(codes),
        entered=entered,
        held=standing | {exam: those[-1] for exam, those in apart.items()},
        begun=frozenset(one.pk for one in series.values() if one.begins_on <= on),
        standing=standing,
        apart={exam: tuple(one.pk for one in those) for exam, those in apart.items()},
        undated=frozenset(one.pk for one in series.values() if not one.is_dated),
        boundaries=boundaries_of(ids) if any(row.mark is not None for row in rows) else {},
    )


def exams_of(codes) -> dict[tuple[str, str], Exam]:
    """The units of the qualifications, with their possible grades, by entry code and number."""
    pairs = QualificationUnit.objects.filter(qualification__code__in=codes)
    rows = pairs.values_list(
        "qualification__code", "unit__number", SHARED_UNIT, "qualification_id", "unit__examined"
    )
    grades = {
        (code, unit.number): unit.grades
        for code, specification in catalogue_queries.specifications(codes).items()
        for unit in specification.units
    }
    return {
        (code, number): Exam(unit, qualification, examined, grades.get((code, number), ()))
        for code, number, unit, qualification, examined in rows
    }


def _entered(person_of, series_ids) -> dict[tuple[int, int, int], Entered]:
    """The persons' entries for exams of the series; where one was withdrawn, the standing one."""
    found = UnitEntry.objects.filter(candidate__in=list(person_of), series__in=series_ids)
    standing = Case(When(status=UnitStatus.ENTERED, then=2), When(status=UnitStatus.ABSENT, then=1))
    withdrawn_first = found.order_by(Coalesce(standing, 0), "pk")  # a standing one takes its place
    columns = ("pk", "candidate_id", "centre_id", "qualification__code", "status", "made_at")
    marked = withdrawn_first.annotate(is_so=latest_mark())
    return {
        (person_of[candidate], unit, series): Entered(
            *(pk, candidate, centre, code, status not in USED, status in STANDING, made_at),
            mark or "",
        )
        for unit, series, pk, candidate, centre, code, status, made_at, mark in (
            marked.values_list(SHARED_UNIT, "series_id", *columns, "is_so")
        )
    }


def _standing_results(person_of, series_ids, entered) -> dict[tuple[int, int, int], Held]:
    """The persons' results of the series as they stand."""
    found = UnitResult.objects.standing().filter(
        candidate__in=list(person_of), series__in=series_ids
    )
    rows = found.values_list(*OF_A_RESULT, "banked_at")
    return dict(_each_held(rows, person_of, entered))


def _held_apart(person_of, series_ids, entered) -> dict[tuple[int, int, int], list[Held]]:
    """All that the board holds apart of the persons' exams of the series, the last at the end."""
    found = HeldResult.objects.filter(candidate__in=list(person_of), series__in=series_ids)
    held = defaultdict(list)
    rows = found.order_by("pk").values_list(*OF_A_RESULT, "held_at")
    for exam, one in _each_held(rows, person_of, entered):
        held[exam].append(one)
    return held


def _each_held(rows, person_of, entered) -> Iterator[tuple[tuple[int, int, int], Held]]:
    """Each result by its exam, read as OF_A_RESULT and the instant at which it came."""
    for pk, candidate, unit, series, centre, grade, in_part, mark, came_at in rows:
        exam = person_of[candidate], unit, series
        entry = entered.get(exam)
        overtaken = entry is not None and not answers(grade, came_at, entry.made_at)
        yield exam, Held(pk, candidate, centre, grade, overtaken, in_part, mark)
