"""What may a request name: which qualifications, units, series, claims and candidates?"""

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from claims.models import Claim
from claims.states import Status as ClaimStatus
from entries import queries as entries_queries
from entries.models import Candidate, UnitEntry
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.catalogue.queries import running

EXAM_MONTHS = (Series.Month.JANUARY, Series.Month.JUNE)


def other_qualifications(centre) -> QuerySet[Qualification]:
    """All other qualifications on offer: a top-up may not have been loaded yet."""
    mine = entries_queries.qualifications_of(centre).values("pk")
    return running().exclude(pk__in=mine)


def qualifications_to_name(centre) -> QuerySet[Qualification]:
    """All a request may be about: those with entries of the centre, and those on offer."""
    return Qualification.objects.filter(
        Q(pk__in=entries_queries.qualifications_of(centre).values("pk")) | Q(offered=True)
    )


def units(qualification, which="any") -> QuerySet[Unit]:
    """The qualification's units in their order: `examined`, `moderated` or any."""
    found = qualification.units.order_by("qualificationunit__position")
    return found if which == "any" else found.filter(examined=which == "examined")


def exam_series(centre, on) -> QuerySet[Series]:
    """The January and June series whose month has come by the day, the latest first.

    And those to come for which the centre has entered somebody: who names one is told when its
    results come out.
    """
    come = Q(year__lt=on.year) | Q(year=on.year, month__lte=on.month)
    entered = Q(
        pk__in=UnitEntry.objects.filter(centre=centre, series__isnull=False).values("series")
    )
    return Series.objects.filter(come | entered, month__in=EXAM_MONTHS)


def claims_to_name(kind, centre, qualification) -> QuerySet[Claim]:
    """The claims a request of this kind may name: processed ones, or any after its visit."""
    found = Claim.objects.filter(centre=centre, qualification=qualification, number__isnull=False)
    if kind.corrects:
        return found.filter(status=ClaimStatus.PROCESSED)
    return found.filter(visited_on__isnull=False)


def candidate_here(centre, ocr_number) -> Candidate | None:
    """The candidate of that OCR number who has or had an entry at the centre, or None."""
    if not (ocr_number.isascii() and ocr_number.isdigit()):
        return None
    found = Candidate.objects.filter(ocr_number=ocr_number).select_related("person").first()
    if not found or not entries_queries.candidates_of(centre).filter(pk=found.person_id).exists():
        return None
    left = entries_queries.left_since(centre, {found.person_id}, localtime()).get(found.person_id)
    return found if entries_queries.as_read(centre, found, left) else None


def last_sitting(centre, ocr_number, unit) -> Series | None:
    """The series in which the centre last entered the candidate for the unit (its number)."""
    sat = UnitEntry.objects.filter(
        centre=centre,
        candidate__person__records__ocr_number=ocr_number,
        unit__number=unit,
        series__isnull=False,
    )
    latest = sat.select_related("series").order_by("-series__year", "-series__month").first()
    return latest.series if latest else None
