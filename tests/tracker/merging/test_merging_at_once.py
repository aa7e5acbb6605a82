"""Two do something about the same records at one moment."""

import pytest

from claims import commands as claims
from claims.models import Line
from claims.rules import Cell, CellsRefused
from entries.models import Merge
from entries.rules.merging import MergeRefused
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.racing import at_once

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_merged_both_ways_at_once_is_one_merge(merge, apart):
    here, there = apart

    done = at_once(lambda: merge(here, there), lambda: merge(there, here))

    assert sum(isinstance(one, MergeRefused) for one in done) == 1
    assert Merge.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_merge_and_a_claim_for_the_same_unit_at_once_leave_one_live_line(
    merge, centre, tutor, at
):
    claim = make_claims.claim_at("draft", centre=centre, candidates=1, by=tutor)
    line = claim.lines.select_related("unit", "assessor").first()
    here = centre.entries.get(candidate=line.candidate, qualification=claim.qualification)
    twin = make.an_entry(centre, make_catalogue.qualification("05842"))
    other = make_claims.a_draft(centre, twin.qualification, 0, tutor)
    assessor = make_claims.an_assessor(centre, twin.qualification)
    cell = Cell(twin.candidate_id, line.unit_id, "P", assessor.pk, seen="")

    def claim_it():
        try:
            return claims.save_grades(claim=other, cells=[cell], by=tutor, at=at)
        except CellsRefused as refusal:
            return refusal

    at_once(lambda: merge(here, twin), claim_it)

    merged = Merge.objects.exists()
    live = Line.objects.filter(unit=line.unit, live=True).count()
    assert (merged, live) in {(True, 1), (False, 2)}
