"""What was charged for an exam is paid back once, whatever else became of the registration."""

from datetime import timedelta

import pytest

from entries import commands as entries
from entries.models import Charge, Invoice, PaybackDue, UnitEntry
from entries.unit_states import Status
from interchange.notifications.models import Message
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.tracker.exams.days import instant, paid_back

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_a_change_of_size_since_does_not_lose_what_is_paid_back(withdraw, late_entries, june):
    entry = late_entries[0]
    entry.qualification = make_catalogue.qualification("05842")
    entry.save()

    withdraw(entry, on=june.refund_until_on)

    assert paid_back() == ["£15.00"]


@pytest.mark.slow
def test_one_charge_is_paid_back_once_though_an_absence_was_entered_again(
    withdraw, late_entries, june, processor
):
    day = june.refund_until_on + timedelta(days=1)
    withdraw(late_entries[0], on=day)
    again = entries.enter_again(entry=late_entries[0], by=processor, at=instant(day))

    for one in (late_entries[0], again):
        withdraw(one, on=day, grounds="medical", statement="Ill.")
    withdraw(*late_entries[1:], on=june.refund_until_on)

    assert sorted(paid_back()) == ["£15.00", "£30.00"]


@pytest.mark.slow
def test_after_a_change_of_size_an_absence_entered_again_is_paid_back(
    withdraw, late_entries, june, processor
):
    day = june.refund_until_on + timedelta(days=1)
    withdraw(late_entries[0], on=day)
    diploma = make_catalogue.qualification("05842")
    UnitEntry.objects.filter(pk=late_entries[0].pk).update(qualification=diploma)
    late_entries[0].candidate.entries.update(qualification=diploma)
    absent = UnitEntry.objects.get(pk=late_entries[0].pk)
    again = entries.enter_again(entry=absent, by=processor, at=instant(day))

    withdraw(again, on=day, grounds="medical", statement="Ill.")

    assert paid_back() == ["£15.00"]


@pytest.mark.slow
def test_what_staff_paid_back_is_not_paid_again_and_keeps_nobody_from_withdrawing(
    withdraw, late_entries, june, processor
):
    [charge] = Charge.objects.filter(unit_entry=late_entries[0])
    entries.credit_by_hand(charges=[charge.pk], because="Our slip", by=processor, at=make.NOW)

    withdraw(*late_entries, on=june.refund_until_on)

    assert sorted(paid_back()) == ["£15.00", "£30.00"]


@pytest.mark.slow
def test_withdrawing_does_not_wait_for_what_cannot_be_paid_back_by_itself(
    withdraw, late_entries, june, exams_officer
):
    make.a_query(Invoice.objects.get(), exams_officer)

    withdraw(late_entries[0], on=june.refund_until_on)

    assert UnitEntry.objects.get(pk=late_entries[0].pk).status == Status.WITHDRAWN
    assert paid_back() == []
    assert PaybackDue.objects.get().charge.unit_entry == late_entries[0]
    letter = Message.objects.get(template="tracker/exams_withdrawn")
    assert "We do that by hand, since your query" in letter.body
    assert "Nothing is paid back" not in letter.body
