"""How many of many candidates hold each unit? Counted as kept, worked out where that is due."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q, QuerySet

from entries.models import Candidate, QualificationEntry
from entries.states import OPEN
from interchange.catalogue import queries as catalogue_queries
from results.queries.kept import WORKED_OUT
from results.queries.prospects import prospects, units_held


def units_held_by(candidates: QuerySet[Candidate], claim, on: date) -> dict[str, int]:
    """How many of the candidates of a claim hold each unit: {unit number: candidates}.

    As `units_held` of all their prospects; who has no current standing is worked out on the day.
    """
    code = claim.qualification.code
    version = catalogue_queries.versions([code]).get(code)
    kept = QualificationEntry.objects.filter(
        WORKED_OUT,
        centre=claim.centre_id,
        qualification=claim.qualification_id,
        status__in=OPEN,
        kept__specification=version,
    )
    due = candidates.exclude(pk__in=kept.values("candidate")).values_list("pk", flat=True)
    found = Counter(units_held(prospects(claim, due, on)))
    return dict(found + _as_kept(kept, version)) if version else dict(found)


def _as_kept(kept, version):
    """How many of the registrations hold each unit, by what is kept of them under the rules."""
    units = catalogue_queries.rules_of([version])[version.pk].units
    holds = {
        f"held_{place}": Count("pk", filter=Q(**{f"kept__grades__{place}__in": unit.achieving}))
        for place, unit in enumerate(units)
    }
    found = kept.order_by().aggregate(**holds)
    return Counter({unit.number: found[f"held_{at}"] for at, unit in enumerate(units)})
