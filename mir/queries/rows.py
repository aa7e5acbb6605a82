"""What does the portal know of what the rows of a template name, and how are they begun?"""

from django.utils.timezone import localdate, localtime

from entries import queries as entries_queries
from entries.models import QualificationEntry
from entries.states import OPEN
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Qualification
from interchange.catalogue.unit_numbers import as_published
from mir.judged import RowsKnown, Somebody
from mir.queries.known import claimed_on, grades_held, registered
from mir.queries.offering import candidate_here, claims_to_name, units
from mir.queries.under_way import asked_of_units
from mir.request_facts import RequestFacts
from mir.request_types import BY_SLUG
from mir.spreadsheets import INCORRECT, ROWS
from results.models import NOT_ACHIEVED, UnitResult


def rows_known(request, rows) -> RowsKnown:
    """What is known of the candidates and units that the rows name; a fixed number of queries."""
    people = entries_queries.by_number(request.centre, {row["ocr_number"] for row in rows})
    entries_queries.named_as_known(
        request.centre, people.values(), localtime(), whose=lambda one: one
    )
    rules = catalogue_queries.specification(request.qualification)
    standing = _standing(request, people)
    kind = BY_SLUG[request.kind]
    found = claims_to_name(kind, request.centre, request.qualification)
    claims = list(found.values_list("number", "visited_on"))
    return RowsKnown(
        request.centre.number,
        request.qualification.code,
        {
            number: Somebody(one.surname, one.born_on, one.forenames)
            for number, one in people.items()
        },
        {unit.number: unit.grades for unit in rules.units if not unit.examined},
        frozenset(number for number, _ in claims),
        frozenset(day for _, day in claims if day),
        facts=_facts_of_rows(request, people),
        processed={what: one.grade for what, one in standing.items() if one.line_id},
        **_about(request, people),
    )


def _about(request, people):
    """The candidate and the unit that the request names, as the rows name them."""
    about = {"unit": request.unit.number if request.unit else ""}
    if one := request.candidate:
        its = {number for number, person in people.items() if person.pk == one.person_id}
        about |= {"named": one.ocr_number, "numbers": frozenset({one.ocr_number, *its})}
    return about


def _facts_of_rows(request, people):
    """The facts of each of the people with each moderated unit, as a request of its own has them.

    {(OCR number, unit number): RequestFacts}
    """
    centre, persons = request.centre, {one.pk for one in people.values()}
    of_qualification = list(units(request.qualification, "moderated"))
    here = registered(centre, request.qualification, persons)
    has = grades_held(centre, persons, of_qualification)
    stands = claimed_on(centre, persons, of_qualification)
    asked = asked_of_units(request, persons)
    return {
        (number, unit.number): RequestFacts(
            localdate(),
            ocr_number=number,
            qualification=request.qualification.code,
            registered=one.pk in here,
            open_request=asked.get((one.pk, unit.number)),
            unit=unit.number,
            held=has.get((one.pk, unit.shared_id), ()),
            claimed_on=stands.get((one.pk, unit.shared_id), ""),
        )
        for number, one in people.items()
        for unit in of_qualification
    }


def results_of_rows(request, rows) -> dict[tuple[str, str], UnitResult]:
    """The results that stand of what the rows name: {(OCR number, unit number): UnitResult}."""
    people = entries_queries.by_number(request.centre, {row["ocr_number"] for row in rows})
    return _standing(request, people)


def _standing(request, people):
    """The results through the centre of the moderated units of the people, by number and unit."""
    numbers = _numbers(people)
    found = UnitResult.objects.standing().filter(
        candidate__person__in=numbers,
        centre=request.centre,
        unit__in=request.qualification.units.filter(examined=False),
    )
    named = ("candidate", "unit", "qualification", "centre")
    return {
        (number, one.unit.number): one
        for one in found.select_related(*named).order_by("pk")
        for number in numbers[one.candidate.person_id]
    }


def _numbers(people):
    """The numbers by which each person is named: {person id: [OCR number]}."""
    found = {}
    for number, person in people.items():
        found.setdefault(person.pk, []).append(number)
    return found


def rows_for_template(centre, spreadsheet, asked) -> list[dict[str, str]]:
    """What the rows of a template begin with, by the words of its columns.

    `asked` is what an address says: `qualification`, `unit`, `candidate`, `claim_number`. A row for
    the candidate who is named; else one for each who may be meant: on the qualification, or with a
    result of a processed claim. What is not known here is left out. A fixed number of queries.
    """
    known = {"centre": centre.number}
    code, unit = asked.get("qualification", ""), asked.get("unit", "")
    qualification = Qualification.objects.filter(code=code).first() if code.isalnum() else None
    if qualification:
        known["qualification"] = code
    if unit.isalnum():
        known["unit"] = as_published(unit)
    if found := candidate_here(centre, asked.get("candidate", "")):
        people = [(found, {})]
    elif qualification and spreadsheet == INCORRECT:
        people = _with_results(centre, qualification, known.get("unit"), asked)
    elif qualification:
        people = _registered(centre, qualification)
    else:
        people = []
    entries_queries.named_as_known(centre, people, localtime(), whose=lambda pair: pair[0])
    return [{**known, **_whose(one), **more} for one, more in people] or [known]


def _registered(centre, qualification):
    entries = QualificationEntry.objects.filter(
        centre=centre, qualification=qualification, status__in=OPEN
    )
    return [(one.candidate, {}) for one in entries.select_related("candidate")[:ROWS]]


def _with_results(centre, qualification, unit, asked):
    """Whoever has a result of a processed claim that stands, with what was claimed."""
    found = UnitResult.objects.standing().filter(
        centre=centre, qualification=qualification, line__isnull=False
    )
    if unit:
        found = found.filter(unit__number=unit)
    if (number := asked.get("claim_number", "")).isdecimal() and len(number) < 10:
        found = found.filter(line__claim__number=number)
    named = found.select_related("candidate", "unit", "line__claim")
    return [
        (
            one.candidate,
            {
                "unit": one.unit.number,
                "claim_number": str(one.line.claim.number),
                "claimed": one.grade if one.grade not in NOT_ACHIEVED else "",
            },
        )
        for one in named.order_by("candidate__sorts_as", "pk")[:ROWS]
    ]


def _whose(candidate):
    return {
        "ocr_number": candidate.ocr_number,
        "surname": candidate.surname,
        "forenames": candidate.forenames,
        "born_on": f"{candidate.born_on:%d/%m/%Y}",
    }
