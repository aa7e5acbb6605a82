"""What stands in a claim's cells, what else was typed there, and what they are judged by."""

from dataclasses import dataclass
from functools import cache

from django.utils import timezone

from claims import rules
from claims.models import Line, UnsavedCell
from claims.queries.building import Claimant, claimants, dropped, units
from claims.queries.offers import assessors
from claims.states import STANDING
from entries.models import Candidate
from interchange.catalogue.models import Unit
from interchange.catalogue.queries import SHARED_UNIT, takes_other_body_units

WITH_CLAIM_AND_UNIT = ("candidate", "unit", "claim__qualification")


@dataclass(frozen=True)
class GradePlace:
    """A candidate's unit on a claim: what is claimed, whether it may be, where else it stands.

    `typed` is what the person who looks has typed there and not saved.
    """

    claimant: Claimant
    unit: Unit
    line: Line | None
    taken: str
    typed: UnsavedCell | None = None
    dropped: bool = False  # by new rules of the qualification

    @property
    def candidate(self) -> Candidate:
        """Whose grade it is."""
        return self.claimant.candidate

    @property
    def key(self) -> str:
        """How forms name it."""
        return f"{self.candidate.pk}-{self.unit.pk}"

    @property
    def is_open(self) -> bool:
        """Whether a grade may be given."""
        may_stand = self.unit.pk in self.claimant.units or bool(self.awarding_body)
        return may_stand and bool(self.claimant.units) and not self.taken

    @property
    def closed_because(self) -> str:
        """Why no grade may be given where one stands, in words; "" where one may."""
        if self.is_open or self.taken:
            return ""
        if not self.claimant.units:
            return "No longer registered"
        return "No longer in the qualification" if self.dropped else "Not entered for this unit"

    @property
    def awarding_body(self) -> str:
        """The other awarding body that gave the grade; "" for the centre's own."""
        told = self.typed or self.line
        return told.other_awarding_body if told else ""


def _lines_at(claim, **chosen):
    """What the claim says now, by candidate id and unit id."""
    found = Line.objects.filter(claim=claim, outcome__in=STANDING, **chosen)
    told = found.select_related("assessor", "saved_by")
    return {(line.candidate_id, line.unit_id): line for line in told}


def taken(claim, people, of_units) -> dict[tuple[int, int], str]:
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
    live = standing.filter(candidate__person__in=by_person).exclude(
        claim=claim, candidate__in=records
    )
    mine = standing.none()
    if any(len(same) > 1 for same in by_person.values()):
        mine = standing.filter(claim=claim)
    found = {}
    for line in [
        *live.select_related(*WITH_CLAIM_AND_UNIT),
        *mine.select_related(*WITH_CLAIM_AND_UNIT),
    ]:
        person = line.candidate.person_id
        for pk in by_person.get(person, ()):
            if not (line.claim_id == claim.pk and line.candidate_id == pk):
                found[pk, asked[line.unit.shared_id]] = _called(line.claim, claim)
    return found


def _called(other, claim):
    """How a claim is called where the unit was to be claimed again."""
    return str(other) if other.centre_id == claim.centre_id else "a claim of another centre"


def places(claim, by, people, of_units, **chosen) -> list[GradePlace]:
    """Every cell of the people and units on the claim, with what `by` typed there."""
    now = _lines_at(claim, **chosen)
    gone = {unit.pk for unit in dropped(claim)}
    typed = unsaved(claim, by, **chosen)
    elsewhere = taken(claim, people, of_units)
    return [
        GradePlace(one, unit, now.get(at), elsewhere.get(at, ""), typed.get(at), unit.pk in gone)
        for one in people
        for unit in of_units
        if (at := (one.candidate.pk, unit.pk)) in now or at in typed or unit.pk in one.units
    ]


def places_of_candidate(claim, candidate, by) -> list[GradePlace]:
    """The candidate's units on the claim as `by` sees them, in the specification's order.

    Units that were dropped come last.
    """
    people = claimants(claim, [candidate.pk])
    of_units = units(claim.qualification) + dropped(claim)
    return places(claim, by, people, of_units, candidate=candidate)


def places_of_unit(claim, unit, people, by) -> list[GradePlace]:
    """The unit of each of the people on the claim as `by` sees them."""
    return places(claim, by, people, [unit], unit=unit)


def unsaved(claim, by, **chosen) -> dict[tuple[int, int], UnsavedCell]:
    """What the person has typed on the claim and not saved, by candidate id and unit id."""
    found = UnsavedCell.objects.filter(claim=claim, typed_by=by, **chosen)
    told = found.select_related("candidate", "unit", "assessor")
    return {(one.candidate_id, one.unit_id): one for one in told}


def as_cell(typed, *, replace=False) -> rules.Cell:
    """What was typed as a cell to save; to `replace` whatever was saved there meanwhile."""
    return rules.Cell(
        typed.candidate_id,
        typed.unit_id,
        typed.grade or None,
        typed.assessor_id,
        seen=None if replace else typed.seen,
        other_awarding_body=typed.other_awarding_body if typed.grade else "",
    )


def cell_facts(claim, cells) -> rules.CellFacts:
    """What the cells are judged by; a constant number of queries, however many there are."""
    candidate_ids = {cell.candidate_id for cell in cells}
    people = claimants(claim, candidate_ids)
    of_units = units(claim.qualification) + dropped(claim)
    elsewhere = taken(claim, people, of_units)
    wanted = {cell.place for cell in cells}
    return rules.CellFacts(
        open={(one.candidate.pk, pk) for one in people for pk in one.units},
        held=_saved_now(claim, candidate_ids),
        taken=elsewhere,
        assessors=set(assessors(claim.centre, claim.qualification).values_list("pk", flat=True)),
        names={
            (one.candidate.pk, unit.pk): f"{one.candidate.name}, unit {unit.number}"
            for one in people
            for unit in of_units
            if (one.candidate.pk, unit.pk) in wanted
        },
        other_bodies=takes_other_body_units(claim.qualification),
    )


def _saved_now(claim, candidate_ids):
    """What the claim says now of the candidates, by candidate id and unit id."""
    found = Line.objects.filter(claim=claim, outcome__in=STANDING, candidate__in=candidate_ids)
    told = found.order_by().values_list(
        *("candidate", "unit", "claimed", "assessor"),
        *("saved_by__name", "saved_at", "other_awarding_body"),
    )
    here = cache(timezone.localtime)  # a whole set of cells is saved at one instant
    return {
        (candidate, unit): rules.Held(grade, assessor, by, here(at), body)
        for candidate, unit, grade, assessor, by, at, body in told
    }
