"""Which awards would other unit results lower, or take back? Tried, and nothing of it is kept."""

from collections import defaultdict

from django.db import transaction

from entries.models import QualificationEntry
from interchange.catalogue import queries as catalogue_queries
from results import queries
from results.commands.foreseeing import OF_STEP, foresee
from results.models import UnitResult

TRIED = "tried"  # the cause of what is never kept
LOWERS = tuple(OF_STEP.values())


def would_lower(corrected, on) -> list[dict]:
    """As `lowered`, of unit results that are not saved: they are only tried.

    Belongs in a transaction.
    """
    if not corrected:
        return []
    before = transaction.savepoint()
    UnitResult.objects.bulk_create(corrected)
    found = lowered(corrected, on)
    transaction.savepoint_rollback(before)
    for one in corrected:
        one.pk = None
    return found


def lowered(corrected, on) -> list[dict]:
    """The awards that are lower on the day by these unit results, or would be no more.

    Of each: `centre_id`, `centre` (number), `ocr_number`, `code`, and the grade `before` and
    `after`, "" for one that is taken back; all of it text or numbers, so that it can be kept.
    """
    if not corrected:
        return []
    persons = queries.persons({one.candidate_id for one in corrected}).values()
    issued = QualificationEntry.objects.filter(
        candidate__person__in=set(persons), qualification_results__isnull=False
    ).distinct()
    rivals, entries = defaultdict(list), {}
    for one in issued.select_related("candidate", "centre", "qualification"):
        rivals[one.candidate.person_id, one.qualification_id].append(one.pk)
        entries[one.pk] = one
    changes = foresee(list(rivals.values()), on) if rivals else []
    return [_told(entries[one.entry], one) for one in changes if one.kind in LOWERS]


def lowered_if(result, grade, on) -> list[dict]:
    """As `lowered`, if a UnitResult that stands were corrected to `grade`; it is only tried.

    Belongs in a transaction.
    """
    whose = ("candidate_id", "unit_id", "centre_id", "qualification_id")
    origin = ("series_id", "line_id", "decision_id", "banked_at", "banked_by_id")
    same = {name: getattr(result, name) for name in (*whose, *origin)}
    tried = UnitResult(**same, grade=grade, supersedes_id=result.pk, cause=TRIED)
    return would_lower([tried], on)


def lowered_by_each(result, on) -> dict[str, list[dict]]:
    """As `lowered_if`, by each grade of the unit that is lower than the result's.

    Belongs in a transaction.
    """
    specification = catalogue_queries.specification(result.qualification)
    lower = [
        grade
        for unit in specification.units
        if unit.number == result.unit.number and result.grade in unit.grades
        for grade in unit.grades[unit.grades.index(result.grade) + 1 :]
    ]
    return {grade: lowered_if(result, grade, on) for grade in lower}


def _told(entry, change) -> dict:
    return {
        "centre_id": entry.centre_id,
        "centre": entry.centre.number,
        "ocr_number": entry.candidate.ocr_number,
        "code": entry.qualification.code,
        "before": change.before,
        "after": change.after,
    }
