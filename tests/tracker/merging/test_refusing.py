"""What stands in the way of a merge."""

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands as entries
from entries.models import Merge
from entries.rules.merging import MergeRefused
from results.queries import standings
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tracker import commands

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_of_two_registrations_one_that_is_marked_withdrawn_is_settled_first(
    merge, apart, centre, exams_officer, processor, at
):
    here, there = apart
    twice = make.an_entry(centre, here.qualification, there.candidate)
    commands.withdraw(entry=twice, left=True, by=exams_officer, at=at)
    with pytest.raises(MergeRefused, match="marked Withdrawn: process that withdrawal"):
        merge(here, there)
    entries.process_withdrawal(entry=twice, by=processor, at=at)

    assert merge(here, there).closed == []


@pytest.mark.slow
def test_an_exam_that_both_are_entered_for_is_named(merge, apart):
    here, there = apart
    june, unit = make_catalogue.a_series(), make_catalogue.unit(1)
    make.a_unit_entry(here, unit, june)
    make.a_unit_entry(there, unit, june)

    with pytest.raises(MergeRefused, match="Both records"):
        merge(here, there)
    assert not Merge.objects.exists()


@pytest.mark.slow
def test_an_exam_that_was_sat_under_one_number_and_missed_under_the_other_is_no_clash(merge, apart):
    here, there = apart
    january = make_catalogue.a_series(2026, 1)
    before = standings([here])[here.pk].attempts["3"]
    make_results.hold([here], {"3": "U"}, series=january)
    make_results.hold([there], {"3": "absent"}, series=january)

    merge(here, there)

    assert standings([here])[here.pk].attempts["3"] == before + 1


@pytest.mark.slow
def test_whoever_is_not_the_board_merges_nobody(merge, apart, exams_officer):
    with pytest.raises(PermissionDenied):
        merge(*apart, by=exams_officer)


@pytest.mark.slow
def test_a_record_is_not_merged_twice(merge, apart):
    merge(*apart)

    with pytest.raises(MergeRefused, match="merged already"):
        merge(*apart)
