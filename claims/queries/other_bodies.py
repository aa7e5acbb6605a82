"""Which units of other awarding bodies stand on a claim, which could, and what proves them?"""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from claims.models import Evidence, Line
from claims.queries.building import Claimant, claimants, units
from claims.queries.places import GradePlace, places, taken
from claims.states import EDITABLE, Outcome
from entries.models import Candidate
from interchange.catalogue.models import OtherBodyUnits, Unit
from interchange.catalogue.queries import takes_other_body_units


@dataclass(frozen=True)
class OtherBodies:
    """A candidate's units from other awarding bodies, as their typist sees them.

    `places` are those on the claim or added and not saved, `units` those that can be added, and
    `listed` says that the qualification takes them.
    """

    listed: OtherBodyUnits
    claimant: Claimant
    places: list[GradePlace]
    units: list[Unit]

    def place_of(self, unit_id) -> GradePlace | None:
        """The place of a unit that is added already; None if it is not."""
        return next((one for one in self.places if str(one.unit.pk) == str(unit_id)), None)


@dataclass
class Proof:
    """A candidate's unit and the files that prove it; without a line it is off the claim by now."""

    candidate: Candidate
    unit: Unit
    line: Line | None
    files: list[Evidence] = field(default_factory=list)

    @property
    def key(self) -> str:
        """How forms name it."""
        return f"{self.candidate.pk}-{self.unit.pk}"


def may_add_other_bodies(claim, claimant) -> bool:
    """Whether units from another awarding body can be added for somebody on the claim."""
    can = claim.status in EDITABLE and bool(claimant.units)
    return can and takes_other_body_units(claim.qualification)


def other_bodies(claim, candidate, by) -> OtherBodies | None:
    """The candidate's OtherBodies as `by` sees them; None where there can be none.

    A unit that stands on the claim, or that `by` has typed a grade for, is not offered again.
    """
    listed = OtherBodyUnits.objects.filter(qualification=claim.qualification_id).first()
    people = [one for one in claimants(claim, [candidate.pk]) if one.units]
    if not listed or not people:
        return None
    of_units = units(claim.qualification)
    now = places(claim, by, people, of_units, candidate=candidate)
    busy = {place.unit.pk for place in now if place.line or place.typed}
    busy |= {unit for _, unit in taken(claim, people, of_units)}
    return OtherBodies(
        listed,
        people[0],
        [place for place in now if place.awarding_body],
        [unit for unit in of_units if unit.pk not in busy],
    )


def proofs(claim) -> list[Proof]:
    """The claim's units from other awarding bodies with their files; two queries for any number."""
    lines = claim.lines.exclude(other_awarding_body="").exclude(outcome=Outcome.LEFT_OUT)
    found = {
        (line.candidate_id, line.unit_id): Proof(line.candidate, line.unit, line)
        for line in lines.select_related("candidate", "unit")
    }
    for one in evidence(claim).select_related("candidate", "unit", "added_by"):
        nothing = Proof(one.candidate, one.unit, None)
        found.setdefault((one.candidate_id, one.unit_id), nothing).files.append(one)
    return list(found.values())


def evidence(claim) -> QuerySet[Evidence]:
    """The files attached to the claim."""
    return Evidence.objects.filter(claim=claim)
