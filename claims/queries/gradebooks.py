"""What a claim's file of grades is filled with, and judged by."""

from claims import rules
from claims.gradebook import Gradebook
from claims.queries.building import claimants, units
from claims.queries.offers import assessors
from claims.queries.places import cell_facts


def gradebook(claim) -> Gradebook:
    """The claim as a Gradebook; a constant number of queries, however many cells it has."""
    people, of_units = claimants(claim), units(claim.qualification)
    cells = [rules.Cell(one.candidate.pk, unit.pk) for one in people for unit in of_units]
    return Gradebook(
        claim.qualification,
        people,
        of_units,
        list(assessors(claim.centre, claim.qualification)),
        cell_facts(claim, cells),
    )
