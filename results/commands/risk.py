"""How many are at risk is kept once a day, since what is kept of a registration is of now."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from results.models import AtRisk
from results.queries.acting import deadlines
from results.queries.risk import at_risk_by_cause


@transaction.atomic
def keep_risk(*, at: datetime) -> int:
    """Keep how many are at risk today, by cause, at each centre and at all; give how many rows.

    A second time on one day it keeps nothing: the first count stands.
    """
    on = localdate(at)
    if AtRisk.objects.filter(centre=None, on=on, cause="").exists():
        return 0
    counted = at_risk_by_cause(deadlines(on))
    at_all = Counter({"": sum(counted.values())})
    for (_, cause), number in counted.items():
        at_all[cause] += number
    rows = [(centre, cause, number) for (centre, cause), number in counted.items()]
    rows += [(None, cause, number) for cause, number in at_all.items()]
    made = AtRisk.objects.bulk_create(
        AtRisk(centre_id=centre, on=on, cause=cause, number=number)
        for centre, cause, number in rows
    )
    return len(made)
