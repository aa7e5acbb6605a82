"""How is a candidate marked absent from an exam, before its results come?"""

from django.db import transaction

from results.models import UnitResult
from results.rules import ABSENT


@transaction.atomic
def mark_absent(unit_entries, *, by, at) -> None:
    """Mark the candidates of the exam entries absent (amendments and withdrawals).

    Belongs in the transaction that withdraws them; whoever withdraws checks that there is no
    result yet and makes their awards due. Absent is no attempt. Whoever was entered again after an
    absence is absent already.
    """
    known = set(
        UnitResult.objects.standing()
        .filter(candidate__in=[one.candidate_id for one in unit_entries], grade=ABSENT)
        .values_list("candidate_id", "unit_id", "series_id")
    )
    UnitResult.objects.bulk_create(
        UnitResult(
            candidate_id=entry.candidate_id,
            unit_id=entry.unit_id,
            centre_id=entry.centre_id,
            qualification_id=entry.qualification_id,
            series_id=entry.series_id,
            grade=ABSENT,
            banked_at=at,
            banked_by=by,
        )
        for entry in unit_entries
        if (entry.candidate_id, entry.unit_id, entry.series_id) not in known
    )
