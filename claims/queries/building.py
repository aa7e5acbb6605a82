"""Who may be claimed for which units, what a claim says of them, and what is taken."""

from dataclasses import dataclass

from claims import rules
from claims.models import Line
from claims.queries.offers import assessors
from claims.states import STANDING
from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.queries import of_persons
from entries.states import OPEN, UnitStatus
from interchange.catalogue.models import QualificationUnit, Unit
from interchange.catalogue.queries import SHARED_UNIT


@dataclass(frozen=True)
class Claimant:
    """Somebody who may stand on a claim, with the ids of the units open to them.

    Without open units the candidate is no longer registered but still has grades on the claim.
    """

    candidate: Candidate
    number: str
    units: frozenset[int]

    @property
    def by_name(self):
        """What to sort by, whatever the names' capitals."""
        names = (self.candidate.surname.casefold(), self.candidate.forenames.casefold())
        return (*names, self.candidate.ocr_number)

    @property
    def person_id(self):
        """Whom the record counts for."""
        return self.candidate.merged_into_id or self.candidate.pk


@dataclass(frozen=True)
class Place:
    """A candidate's unit on a claim: what is claimed, whether it may be, where else it stands."""

    claimant: Claimant
    unit: Unit
    line: Line | None
    taken: str

    @property
    def candidate(self):
        """Whose grade it is."""
        return self.claimant.candidate

    @property
    def key(self):
        """How forms name it."""
        return f"{self.candidate.pk}-{self.unit.pk}"

    @property
    def is_open(self):
        """Whether a grade may be given."""
        return self.unit.pk in self.claimant.units and not self.taken


def units(qualification):
    """The units that centres mark and claim, in the specification's order."""
    listed = QualificationUnit.objects.filter(qualification=qualification, unit__examined=False)
    return [one.unit for one in listed.select_related("unit").order_by("position")]


def claimants(claim, candidate_ids=None):
    """Who may stand on the claim, or still does, by name; only those candidates if ids are given.

    Registered candidates may be claimed all units, or only those entered where the 2012 suite's
    unit entries were made; candidates with unit entries alone, those units.
    """
    chosen = {} if candidate_ids is None else {"candidate__in": candidate_ids}
    marked = frozenset(unit.pk for unit in units(claim.qualification))
    found, entered = {}, {}
    for entry in unit_entries(claim, chosen):
        entered.setdefault(entry.candidate_id, set()).add(entry.unit_id)
        found[entry.candidate_id] = entry
    for entry in registrations(claim, chosen):
        found[entry.candidate_id] = entry
    people = [
        Claimant(entry.candidate, entry.candidate_number, marked & entered.get(pk, marked))
        for pk, entry in found.items()
    ]
    people += [
        Claimant(one, "", frozenset())
        for one in Candidate.objects.filter(
            pk__in=Line.objects.filter(claim=claim.pk, outcome__in=STANDING, **chosen)
            .exclude(candidate__in=found)
            .values("candidate")
        )
    ]
    return sorted(people, key=lambda one: one.by_name)


def registrations(claim, chosen):
    """The open registrations at the claim's centre for its qualification."""
    return QualificationEntry.objects.filter(
        centre=claim.centre, qualification=claim.qualification, status__in=OPEN, **chosen
    ).select_related("candidate")


def unit_entries(claim, chosen):
    """The 2012 suite's unit entries at the claim's centre for its qualification."""
    return UnitEntry.objects.filter(
        centre=claim.centre,
        qualification=claim.qualification,
        series=None,
        status=UnitStatus.ENTERED,
        **chosen,
    ).select_related("candidate")


def lines_at(claim, **chosen):
    """What the claim says now, by candidate id and unit id."""
    found = Line.objects.filter(claim=claim, outcome__in=STANDING, **chosen)
    return {(line.candidate_id, line.unit_id): line for line in found.select_related("assessor")}


def taken(claim, people, of_units):
    """What keeps the people's units from being claimed here, by candidate and unit id.

    They stand on another live claim, perhaps as the same unit of another subject, or on this one
    under another record of the same person. Of another centre's claim no more is said than that.
    """
    by_person = {}
    for one in people:
        by_person.setdefault(one.person_id, []).append(one.candidate.pk)
    asked = {unit.shared_id: unit.pk for unit in of_units}
    standing = Line.objects.alias(shared=SHARED_UNIT).filter(live=True, shared__in=asked)
    records = [one.candidate.pk for one in people]
    live = standing.filter(of_persons(by_person)).exclude(claim=claim, candidate__in=records)
    mine = standing.none()
    if any(len(same) > 1 for same in by_person.values()):
        mine = standing.filter(claim=claim)
    found = {}
    for line in [*live.select_related(*TOLD), *mine.select_related(*TOLD)]:
        person = line.candidate.merged_into_id or line.candidate_id
        for pk in by_person.get(person, ()):
            if not (line.claim_id == claim.pk and line.candidate_id == pk):
                found[pk, asked[line.unit.shared_id]] = told(line.claim, claim)
    return found


TOLD = ("candidate", "unit", "claim__qualification")


def told(other, claim):
    """How a claim is called where the unit was to be claimed again."""
    return str(other) if other.centre_id == claim.centre_id else "a claim of another centre"


def places(claim, people, of_units, **chosen):
    """Every cell of the people and units on the claim."""
    now = lines_at(claim, **chosen)
    elsewhere = taken(claim, people, of_units)
    return [
        Place(one, unit, now.get(at), elsewhere.get(at, ""))
        for one in people
        for unit in of_units
        if (at := (one.candidate.pk, unit.pk)) in now or unit.pk in one.units
    ]


def places_of_candidate(claim, candidate):
    """The candidate's units on the claim, in the specification's order."""
    people = claimants(claim, [candidate.pk])
    return places(claim, people, units(claim.qualification), candidate=candidate)


def places_of_unit(claim, unit, people):
    """The unit of each of the people on the claim."""
    return places(claim, people, [unit], unit=unit)


def ground(claim, cells):
    """What the cells are judged by; a constant number of queries, however many there are."""
    candidate_ids = {cell.candidate_id for cell in cells}
    people = claimants(claim, candidate_ids)
    of_units = units(claim.qualification)
    elsewhere = taken(claim, people, of_units)
    wanted = {cell.place for cell in cells}
    return rules.Ground(
        open={(one.candidate.pk, pk) for one in people for pk in one.units},
        held={
            at: (line.claimed, line.assessor_id)
            for at, line in lines_at(claim, candidate__in=candidate_ids).items()
        },
        taken=elsewhere,
        assessors=set(assessors(claim.centre, claim.qualification).values_list("pk", flat=True)),
        names={
            (one.candidate.pk, unit.pk): f"{one.candidate.name}, unit {unit.number}"
            for one in people
            for unit in of_units
            if (one.candidate.pk, unit.pk) in wanted
        },
    )


def still_registered(claim):
    """The (candidate id, unit id) pairs that may be claimed now."""
    return {(one.candidate.pk, pk) for one in claimants(claim) for pk in one.units}
