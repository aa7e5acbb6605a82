"""Which other qualification results has the person, whom the centre may tell of them?

Another size's, or one of a registration that is over: the guidance asks the centre to tell the
student of them where the result that was expected is not there.
"""

from collections import defaultdict

from django.db.models import QuerySet

from entries.queries.seeing import seeing
from interchange.bulk import among
from results.models import QualificationResult

AWARD = QualificationResult.Outcome.AWARD


def awards_of(persons) -> QuerySet[QualificationResult]:
    """The awards of the persons (ids) that stand, at whatever centre, the latest first."""
    found = QualificationResult.objects.standing().with_first_issue()
    found = found.filter(entry__candidate__person__in=among(persons), outcome=AWARD)
    return found.select_related("entry__qualification__subject", "entry__candidate")


def awards_seen(centre, persons) -> dict[int, list[QualificationResult]]:
    """Those of the awards that the centre sees, the latest first: {person id: [results]}.

    Who has none is left out. The queries do not grow with the persons.
    """
    persons = set(persons)
    sees, found = seeing(persons), defaultdict(list)
    for one in awards_of(persons):
        person = one.entry.candidate.person_id
        if sees.shows(
            centre.pk,
            person,
            through=one.entry.centre_id,
            subject=one.entry.qualification.subject_id,
            at=one.begun_at,
        ):
            found[person].append(one)
    return dict(found)


def also_held(centre, entries) -> dict[int, list[QualificationResult]]:
    """What else the person of each of the entries was awarded, as the centre sees: {id: [results]}.

    An award on the entry itself is not among them. Who has none is left out.
    """
    entries = list(entries)
    awards = awards_seen(centre, {entry.candidate.person_id for entry in entries})
    found = {
        entry.pk: [one for one in awards.get(entry.candidate.person_id, ()) if one.entry != entry]
        for entry in entries
    }
    return {pk: others for pk, others in found.items() if others}
