"""A claim as a grid to type in: candidates by units, small enough for 500 by 20."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Max
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from claims.models import CentreAssessor, Line, UnsavedCell
from claims.queries.building import Claimant, claimants, dropped, units
from claims.queries.offers import assessors
from claims.queries.places import taken
from claims.states import STANDING
from interchange.audit.models import Event
from interchange.audit.trail import reference
from interchange.catalogue.models import Unit

SAVES = "claim.save_grades"  # the events whose detail says which cells became what
TEXT = CharField()
UNIT_ID = re.compile(r"\d+")  # at the beginning of a cell that is told
TOLD = Concat(Cast("unit", TEXT), F("claimed"), Cast("assessor", TEXT), output_field=TEXT)


@dataclass(frozen=True)
class Grid:
    """Candidates and units of a claim, and what their cells say.

    `cells` holds for each candidate id what is claimed, as words such as `12M7`: unit id, grade,
    assessor id. `taken` says of places where else they stand, `bodies` which other awarding body
    gave a grade, `unsaved` what the person who looks has typed and not saved. `after` is the last
    event of the trail that all this knows of, `dropped` the ids of units that new rules took away.
    """

    people: list[Claimant]
    units: list[Unit]
    assessors: list[CentreAssessor]
    cells: dict[int, str]
    taken: dict[tuple[int, int], str]
    bodies: dict[tuple[int, int], str]
    unsaved: list[UnsavedCell]
    after: int
    dropped: frozenset[int] = frozenset()

    @cached_property
    def on_claim(self) -> set[tuple[int, int]]:
        """The (candidate id, unit id) pairs that are on the claim: open, claimed or typed."""
        open_now = {(one.candidate.pk, unit) for one in self.people for unit in one.units}
        claimed = {
            (pk, int(UNIT_ID.match(cell)[0]))
            for pk, cells in self.cells.items()
            for cell in cells.split()
        }
        typed = {(one.candidate_id, one.unit_id) for one in self.unsaved}
        return open_now | claimed | typed


@dataclass(frozen=True)
class Overwritten:
    """What a place of the claim says since somebody saved it; no grade if it is not claimed."""

    candidate_id: int
    unit_id: int
    grade: str | None
    assessor_id: int | None
    by: str
    at: str

    @property
    def place(self) -> tuple[int, int]:
        """The candidate and the unit."""
        return (self.candidate_id, self.unit_id)


def grid(claim, by, candidate_ids=None) -> Grid:
    """The claim as `by` types in it; a constant number of queries, however many cells it has.

    Only those candidates, in the order of their ids, if ids are given.
    """
    after = _last_save(claim)  # first, so that nothing saved between the two is missed
    gone = dropped(claim)
    chosen = {} if candidate_ids is None else {"candidate__in": candidate_ids}
    marked = units(claim.qualification)
    people, of_units = claimants(claim, candidate_ids, marked), marked + gone
    if candidate_ids is not None:
        place = {pk: place for place, pk in enumerate(candidate_ids)}
        people.sort(key=lambda one: place[one.candidate.pk])
    standing = Line.objects.filter(claim=claim, outcome__in=STANDING, **chosen).order_by()
    others = standing.exclude(other_awarding_body="")
    return Grid(
        people,
        of_units,
        list(assessors(claim.centre, claim.qualification)),
        dict(standing.values_list("candidate").annotate(told=StringAgg(TOLD, " "))),
        taken(claim, people, of_units),
        {tuple(at): body for *at, body in others.values_list(*PLACE, "other_awarding_body")},
        list(UnsavedCell.objects.filter(claim=claim, typed_by=by, **chosen).order_by()),
        after,
        frozenset(unit.pk for unit in gone),
    )


PLACE = ("candidate", "unit")


def _last_save(claim):
    """The number of the last event of the trail that changed the claim's cells; 0 before any."""
    return _saves(claim).aggregate(last=Max("pk"))["last"] or 0


def _saves(claim):
    """The events that changed the claim's cells."""
    return Event.objects.filter(about=reference(claim), name=SAVES)


def saved_since(claim, after) -> tuple[list[Overwritten], int]:
    """What was saved on the claim after an event of its trail: the cells, and the last event.

    Each cell once, as the last who saved it left it. Events of one claim are numbered in the order
    in which they were saved, since whoever saves holds the claim's row.
    """
    told, last = {}, after
    for event in _saves(claim).filter(pk__gt=after).select_related("by").order_by("pk"):
        at, last = f"{timezone.localtime(event.at):%H:%M}", event.pk
        for candidate_id, unit_id, _, grade, assessor_id in event.detail.get("cells", []):
            told[candidate_id, unit_id] = Overwritten(
                candidate_id, unit_id, grade, assessor_id, event.by.name, at
            )
    return list(told.values()), last
