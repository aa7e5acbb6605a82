"""Results come for somebody who was withdrawn or is absent."""

from datetime import timedelta

import pytest

from results import commands as results
from results.exam_file import HEADER_LINE
from results.models import UnitResult
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


def a_file(entry, grade):
    said = f"2027-06,{entry.candidate.ocr_number},{entry.qualification.code},1,{grade}"
    return f"{HEADER_LINE}\n{said}"


@pytest.mark.slow
def test_a_file_that_brings_the_absence_confirms_it_and_a_grade_is_named(
    withdraw, late_entries, june, service
):
    entry = late_entries[0]
    withdraw(entry, on=june.refund_until_on + timedelta(days=1))

    confirmed = results.import_exam_results(a_file(entry, "absent"), by=service, at=make.SAT)
    graded = results.import_exam_results(a_file(entry, "P"), by=service, at=make.SAT)

    assert (confirmed.already, len(confirmed.refused)) == (1, 0)
    assert "holds absent" in graded.refused[0].problem


@pytest.mark.slow
def test_a_grade_for_somebody_withdrawn_is_named_and_not_loaded(
    withdraw, late_entries, june, service
):
    withdraw(late_entries[0], on=june.refund_until_on)

    found = results.import_exam_results(a_file(late_entries[0], "P"), by=service, at=make.SAT)

    assert "withdrawn from this exam" in found.refused[0].problem
    assert not UnitResult.objects.exists()


@pytest.mark.slow
def test_an_absence_for_somebody_withdrawn_is_to_be_left_out(withdraw, late_entries, june, service):
    withdraw(late_entries[0], on=june.refund_until_on)

    found = results.import_exam_results(a_file(late_entries[0], "absent"), by=service, at=make.SAT)

    assert "Leave the line out" in found.refused[0].remedy
