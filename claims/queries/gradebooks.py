"""What a claim's file of grades is filled with, and judged by."""

from collections.abc import Iterator
from itertools import islice

from claims import rules
from claims.gradebook import Gradebook
from claims.queries.building import claimants, may_stand, units
from claims.queries.offers import assessors
from claims.queries.places import cell_facts

AT_A_TIME = 250  # candidates that are read at once


def gradebook(claim, candidate_ids=None) -> Gradebook:
    """The claim as a Gradebook; a constant number of queries, however many cells it has.

    Of some candidates, by name, if ids are given.
    """
    of_units = units(claim.qualification)
    people = claimants(claim, candidate_ids, of_units)
    cells = [rules.Cell(one.candidate.pk, unit.pk) for one in people for unit in of_units]
    return Gradebook(
        claim.qualification,
        people,
        of_units,
        list(assessors(claim.centre, claim.qualification)),
        cell_facts(claim, cells),
    )


def gradebooks(claim) -> tuple[int, Iterator[Gradebook]]:
    """How many candidates may stand on the claim, and Gradebooks of some at a time, by name.

    They are read one after the other, while the one before is handed over.
    """
    by_name = may_stand(claim).order_by("sorts_as", "ocr_number")
    ids = list(by_name.values_list("pk", flat=True))
    return len(ids), _pieces(claim, iter(ids))


def _pieces(claim, ids):
    while some := list(islice(ids, AT_A_TIME)):
        yield gradebook(claim, some)
