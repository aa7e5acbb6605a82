"""Which attempt is the first, once one was withdrawn."""

from datetime import timedelta

import pytest

from entries import commands as entries
from entries.models import Charge, UnitEntry
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results.queries.sittings import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.tracker.exams.days import instant, paid_back

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def resits(late_entries, june, exams_officer):
    """The same three entered for the next two series as well, each a further attempt."""
    found = []
    for year in (2028, 2029):
        january = make_catalogue.a_series(year, 1, today=june.entries_close_on)
        found.append(
            entries.enter_for_exams(
                centre=late_entries[0].centre,
                qualification=late_entries[0].qualification,
                series=january,
                chosen=[(one.candidate, one.unit) for one in late_entries],
                sat=sittings,
                by=exams_officer,
                at=instant(june.entries_close_on),
            )
        )
    return found


@pytest.mark.slow
def test_the_next_entry_is_the_first_attempt_once_the_first_one_was_never_made(
    withdraw, late_entries, resits, june, centre
):
    assert all(one.resit for some in resits for one in some)
    fee = Charge.objects.get(unit_entry=resits[0][0]).line.pence

    withdraw(late_entries[0], on=june.refund_until_on)

    second, third = (UnitEntry.objects.get(pk=some[0].pk) for some in resits)
    assert (second.resit, third.resit) == (False, True)
    assert sorted(paid_back()) == sorted(["£15.00", f"£{fee / 100:.2f}"])
    letter = Message.objects.get(template="tracker/exams_withdrawn")
    assert "now the first attempt" in letter.body
    assert Event.objects.filter(name="unitentry.count_as_first").count() == 1


@pytest.mark.slow
def test_a_first_attempt_that_is_absent_stays_the_first(withdraw, late_entries, resits, june):
    withdraw(late_entries[0], on=june.refund_until_on + timedelta(days=1))

    assert UnitEntry.objects.get(pk=resits[0][0].pk).resit and paid_back() == []


@pytest.mark.slow
def test_entered_again_it_is_a_further_attempt_where_another_became_the_first(
    withdraw, late_entries, resits, june, processor
):
    withdraw(late_entries[0], on=june.refund_until_on)

    again = entries.enter_again(entry=late_entries[0], by=processor, at=make.NOW)

    reasons = set(Charge.objects.filter(unit_entry=again).values_list("reason", flat=True))
    assert again.resit and reasons == {"unit-resit", "late-entry"}
