"""Who expects a result, as the regulator's table asks: row by row, and what is lacking where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.timezone import make_aware

from checkpoints.models import CentreAtCheckpoint, Declaration, DeclaredResult
from checkpoints.queries.centres import expecting
from checkpoints.rules import delivery
from entries.models import QualificationEntry
from entries.rules.registering import summer_of
from entries.states import OPEN
from interchange.accounts.models import Centre
from interchange.catalogue import years
from interchange.catalogue.models import Qualification
from results.models import QualificationResult

AT_A_TIME = 2000
MOST_TOLD = 200  # of what is lacking, on the page
EXPECTED_COLUMNS = tuple(column.name for column in delivery.COLUMNS)


@dataclass(frozen=True)
class Lacking:
    """Something the table lacks: whose it is, what is wrong, and the address where it is mended."""

    whose: Any
    problem: str
    address: str


def expected_rows(on: date) -> Iterator[tuple[str, ...]]:
    """The rows of the table on the day: of the centres that declared who expects a result."""
    found = _reported(on).order_by("centre__number", "candidate__sorts_as", "pk")
    found = found.select_related("candidate", "centre", "qualification")
    for entry in found.iterator(AT_A_TIME):
        yield _row(entry, on)


def expected_counts(on: date) -> dict[str, int]:
    """How many rows there are of each value of ExpectingResult; one query."""
    found = _reported(on).order_by().values_list("expects").annotate(Count("pk"))
    return dict.fromkeys(delivery.MEANINGS, 0) | dict(found)


def expected_lacking(on: date) -> list[Lacking]:
    """What would have rows sent back, by centre and qualification, the first MOST_TOLD.

    What a candidate's columns ask for is asked of every record that is made, so nothing is lacking
    there. Three queries.
    """
    reported = _reported(on).order_by()
    centres = Centre.objects.filter(pk__in=reported.values("centre"))
    lacking = [
        Lacking(one, problem, reverse("admin:accounts_centre_change", args=[one.pk]))
        for one in centres.filter(Q(regulators_type=None) | Q(postcode=""))
        for problem in _of_centre(one)
    ]
    numbers = Qualification.objects.filter(pk__in=reported.values("qualification"), qan="")
    lacking += [
        Lacking(
            one,
            "QualificationNumber is empty: its specification file has no QAN.",
            reverse("admin:catalogue_qualification_change", args=[one.pk]),
        )
        for one in numbers
    ]
    return lacking[:MOST_TOLD]


def undeclared(on: date) -> int:
    """How many centres have somebody registered and did not declare; their candidates are out."""
    declared = Declaration.objects.filter(centre=OuterRef("pk"), summer=summer_of(on))
    entries = QualificationEntry.objects.filter(centre=OuterRef("pk"), status__in=OPEN)
    return CentreAtCheckpoint.objects.filter(Exists(entries), ~Exists(declared)).count()


def _of_centre(centre) -> list[str]:
    """What is lacking of a centre, in sentences; without a postcode the table says -2."""
    found = []
    if centre.regulators_type is None:
        found.append("CentreType is empty; it must be a number from 1 to 14.")
    if not centre.postcode:
        found.append("Postcode is not known, so the table says -2.")
    return found


def _reported(on: date) -> QuerySet[QualificationEntry]:
    """The registrations the table is about, each with what it says it `expects`.

    Open ones that expect a result: declared, be it in another size of the subject and level, or
    added since; and those that expect none and had one issued in this academic year.
    """
    summer = summer_of(on)
    then = DeclaredResult.objects.filter(
        declaration__summer=summer,
        declaration__centre=OuterRef("centre"),
        entry__candidate__person=OuterRef("candidate__person"),
        entry__qualification__subject=OuterRef("qualification__subject"),
        entry__qualification__level=OuterRef("qualification__level"),
    )
    began = date(years.key_dates_began(on), years.KEY_DATES_BEGIN, 1)
    issued = QualificationResult.objects.filter(
        entry=OuterRef("pk"),
        outcome=QualificationResult.Outcome.AWARD,
        issued_at__gte=make_aware(datetime.combine(began, time.min)),
    )
    is_expected = Q(status__in=OPEN) & expecting(summer)
    told = Case(
        When(is_expected & Exists(then), then=Value(delivery.YES)),
        When(is_expected, then=Value(delivery.LATE_ADDITION)),
        When(Exists(issued) & ~Exists(then), then=Value(delivery.ADDITIONAL)),
        default=Value(""),
        output_field=CharField(),
    )
    declared = Declaration.objects.filter(summer=summer).values("centre")
    found = QualificationEntry.objects.filter(centre__in=declared).annotate(expects=told)
    return found.exclude(expects="")


def _row(entry, on) -> tuple[str, ...]:
    candidate, centre = entry.candidate, entry.centre
    kind = centre.regulators_type
    return delivery.expected_row(
        {
            "ReportingDate": on.isoformat(),
            "CentreURN": centre.urn,
            "CentreNCN": centre.number,
            "Centre_name": centre.name,
            "Postcode": centre.postcode,
            "CentreType": "" if kind is None else str(kind),
            "UniqueLearnerNumber": candidate.uln,
            "UniqueCandidateIdentifier": candidate.uci,
            "CandidateIdentifierOther": candidate.ocr_number,
            "forenames": candidate.forenames,
            "Surname": candidate.surname,
            "DOB": candidate.born_on.isoformat(),
            "QualificationNumber": entry.qualification.qan,
            "ExpectingResult": entry.expects,
        }
    )
