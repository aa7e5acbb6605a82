"""Whoever was withdrawn or absent is entered again, for the same series or a later one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands as entries
from entries.models import Invoice
from entries.rules.registering import EntryRefused, RowsRefused
from results import commands as results
from results.exam_file import HEADER_LINE
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.tracker.exams.days import enter_again, instant

pytestmark = [pytest.mark.usefixtures("catalogue")]


def a_file(entry, grade):
    said = f"2027-06,{entry.candidate.ocr_number},{entry.qualification.code},1,{grade}"
    return f"{HEADER_LINE}\n{said}"


@pytest.mark.slow
def test_whoever_was_withdrawn_in_time_may_be_entered_again(
    withdraw, late_entries, june, exams_officer
):
    withdraw(late_entries[0], on=june.refund_until_on)

    assert not enter_again(late_entries[0], june, exams_officer, june.refund_until_on).resit


@pytest.mark.slow
def test_whoever_is_absent_is_entered_for_a_later_series_as_a_further_attempt(
    withdraw, late_entries, june, exams_officer
):
    day = june.refund_until_on + timedelta(days=1)
    withdraw(late_entries[0], on=day)
    january = make_catalogue.a_series(2028, 1, today=day)

    with pytest.raises(RowsRefused, match="marked absent"):
        enter_again(late_entries[0], june, exams_officer, day)
    assert enter_again(late_entries[0], january, exams_officer, day).resit


@pytest.mark.slow
def test_whoever_was_ill_has_the_next_entry_without_a_charge(
    withdraw, late_entries, june, exams_officer
):
    day = june.refund_until_on + timedelta(days=1)
    withdraw(late_entries[0], on=day, grounds="medical", statement="Ill.")
    january = make_catalogue.a_series(2028, 1, today=day)

    assert not enter_again(late_entries[0], january, exams_officer, day).resit


@pytest.mark.slow
def test_whoever_sat_the_exam_after_all_is_entered_again_and_charged_again(
    withdraw, late_entries, june, processor, service
):
    day = june.refund_until_on
    withdraw(late_entries[0], on=day)

    again = entries.enter_again(entry=late_entries[0], by=processor, at=instant(june.results_on))
    loaded = results.import_exam_results(a_file(again, "P"), by=service, at=make.SAT)

    assert (loaded.loaded, loaded.refused) == (1, ())
    again.submission.refresh_from_db()
    assert again.submission.invoice.pounds == "£15.00" and again.is_late


@pytest.mark.slow
def test_the_charge_of_an_absence_stands_for_the_entry_made_again(
    withdraw, late_entries, june, processor
):
    withdraw(late_entries[0], on=june.refund_until_on + timedelta(days=1))
    charged = Invoice.objects.count()

    again = entries.enter_again(entry=late_entries[0], by=processor, at=make.NOW)

    assert Invoice.objects.count() == charged
    assert again.submission.invoice == late_entries[0].submission.invoice


@pytest.mark.slow
def test_nobody_is_entered_again_who_stands_or_is_not_registered(
    withdraw, late_entries, june, processor, exams_officer
):
    with pytest.raises(EntryRefused, match="already entered"):
        entries.enter_again(entry=late_entries[0], by=processor, at=make.NOW)
    withdraw(late_entries[0], on=june.refund_until_on)
    late_entries[0].candidate.entries.update(status="removed")
    with pytest.raises(EntryRefused, match="not registered"):
        entries.enter_again(entry=late_entries[0], by=processor, at=make.NOW)
    with pytest.raises(PermissionDenied):
        entries.enter_again(entry=late_entries[0], by=exams_officer, at=make.NOW)
