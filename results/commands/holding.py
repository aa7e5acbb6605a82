"""How are results of exams held that are not out yet? Apart, until those of their series are."""

from interchange.bulk import among, copy_made
from results.models import HeldResult

COLUMNS = ("candidate_id", "centre_id", "unit_id", "series_id", "qualification_id") + (
    *("number", "grade", "partly_absent", "mark"),
)


def hold_results(rows, ground, *, file, cause, by, at) -> None:
    """Hold the results of the rows, judged on their ground; of an exam the last held counts."""
    if rows:
        made = (_held(row, ground) for row in rows)
        alike = {"file": file, "cause": cause, "held_by": by, "held_at": at}
        copy_made(HeldResult, COLUMNS, made, **alike)


def forget_held(rows, ground) -> None:
    """Hold nothing any more of the exams of the rows: what comes now takes its place."""
    gone = [pk for row in rows for pk in ground.apart.get(ground.key(row), ())]
    if gone:
        HeldResult.objects.filter(pk__in=among(gone)).delete()


def _held(row, ground):
    """The values of COLUMNS; under the record that was entered."""
    key = ground.key(row)
    entered = ground.entered[key]
    exam = ground.exams[row.entry_code, row.unit]
    _, unit, series = key
    whose = (entered.candidate_id, entered.centre_id, unit, series, exam.qualification_id)
    return (*whose, row.unit, row.grade, row.partly_absent, row.mark)
