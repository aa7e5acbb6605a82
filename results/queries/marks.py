"""By which boundaries do grades follow from marks, and how are results with a mark told?"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from interchange.catalogue.marks import Boundaries
from interchange.catalogue.models import MarkBoundaries, QualificationUnit
from results.exam_file import ExamRow
from results.models import HeldResult, UnitResult


def boundaries_of(series_ids) -> dict[tuple[int, int], Boundaries]:
    """The boundaries in force of the exams of the series, by unit and series ids; one query."""
    return {exam: rows[-1].boundaries for exam, rows in boundaries_entered(series_ids).items()}


def boundaries_entered(series_ids) -> dict[tuple[int, int], list[MarkBoundaries]]:
    """All that was entered of each exam of the series, by unit and series ids; one query.

    The last stands at the end.
    """
    found = defaultdict(list)
    for one in MarkBoundaries.objects.filter(series__in=series_ids).order_by("number"):
        found[one.unit_id, one.series_id].append(one)
    return found


def with_marks(results: Iterable[UnitResult]) -> list[UnitResult]:
    """The results, each with `mark_told`: its mark and boundary in words, empty for no mark.

    The boundary is the last by which the mark gives that grade: what was graded before others were
    entered, stands by those of then. One query at most.
    """
    results = list(results)
    series = {one.series_id for one in results if one.mark is not None}
    entered = boundaries_entered(series) if series else {}
    for one in results:
        one.mark_told = "" if one.mark is None else f"{one.mark} marks"
        for row in entered.get((one.unit.shared_id, one.series_id), ()):
            if one.mark is not None and row.boundaries.gives(one.mark, one.grade):
                one.mark_told = row.boundaries.of_mark(one.mark, one.grade)
    return results


def boundaries_in_force(entered: MarkBoundaries) -> MarkBoundaries:
    """The boundaries that count of the exam of these: those that were entered last."""
    of_exam = MarkBoundaries.objects.filter(unit=entered.unit_id, series=entered.series_id)
    return of_exam.select_related("unit", "series").order_by("-number")[0]


def marked_otherwise(entered: MarkBoundaries) -> list[ExamRow]:
    """The exams whose mark gives another grade by these boundaries, as lines that say so.

    Of an exam of which something is held apart that alone is looked at, the last that came; of the
    others what stands. Where the mark is more than the exam has now, the line stands too: its
    refusal says so.
    """
    number_of = dict(_units(entered).values_list("qualification", "unit__number"))
    last = {}
    for found in (UnitResult.objects.standing(), HeldResult.objects.order_by("pk")):
        last |= {one.candidate.person_id: one for one in _of_exam(found, entered)}
    rules, series = entered.boundaries, (entered.series.year, entered.series.month)
    marked = [one for one in last.values() if one.mark is not None]
    wrong = [one for one in marked if not rules.gives(one.mark, one.grade)]
    return [
        ExamRow(
            line,
            series,
            one.candidate.ocr_number,
            one.qualification.code,
            number_of.get(one.qualification_id, entered.unit.number),
            "",
            one.partly_absent,
            one.mark,
        )
        for line, one in enumerate(sorted(wrong, key=lambda one: one.candidate.ocr_number), 2)
    ]


def _units(entered) -> QuerySet[QualificationUnit]:
    of_unit = Q(unit=entered.unit_id) | Q(unit__same_as=entered.unit_id)
    return QualificationUnit.objects.filter(of_unit)


def _of_exam(found, entered) -> QuerySet:
    of_unit = Q(unit=entered.unit_id) | Q(unit__same_as=entered.unit_id)
    return found.filter(of_unit, series=entered.series_id).select_related(
        "candidate", "qualification"
    )
