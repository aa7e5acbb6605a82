"""Candidates are withdrawn from exams: refunded in time, absent afterwards, excused on grounds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands as entries
from entries.models import Charge, Invoice, PaybackDue, UnitEntry
from entries.rules.registering import EntryRefused, RowsRefused
from entries.unit_states import Status
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands as results
from results.exam_file import HEADER_LINE
from results.models import UnitResult
from results.queries.sittings import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.racing import at_once
from tracker import commands
from tracker.commands.exams import SomeRefused
from tracker.queries import progress

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def june():
    """A series that takes entries."""
    return make_catalogue.a_series()


@pytest.fixture
def late_entries(centre, exams_officer, june):
    """Three candidates entered late for unit 1, and charged for it."""
    unit = make_catalogue.unit(1)
    registered = make.entries(centre, 3)
    return entries.enter_for_exams(
        centre=centre,
        qualification=make_catalogue.qualification(),
        series=june,
        chosen=[(one.candidate, unit) for one in registered],
        sat=sittings,
        by=exams_officer,
        at=instant(june.entries_close_on + timedelta(days=1)),
    )


def instant(day):
    return make.NOW.replace(year=day.year, month=day.month, day=day.day)


@pytest.fixture
def withdraw(exams_officer):
    """Withdraw entries on a day as the exams officer."""

    def withdraw(*found, on, **given):
        return commands.withdraw_exams(
            unit_entries=list(UnitEntry.objects.filter(pk__in=[one.pk for one in found])),
            by=exams_officer,
            at=instant(on),
            **given,
        )

    return withdraw


def paid_back():
    return [one.pounds for one in Invoice.objects.filter(credits__isnull=False)]


@pytest.mark.slow
def test_withdrawn_in_time_is_paid_back_and_as_if_never_made(withdraw, late_entries, june, centre):
    withdraw(*late_entries[:2], on=june.refund_until_on)

    first = UnitEntry.objects.get(pk=late_entries[0].pk)
    assert first.status == Status.WITHDRAWN and first.withdrawn_by is not None
    assert paid_back() == ["£30.00"]
    assert not UnitResult.objects.exists()
    letter = Message.objects.get(template="tracker/exams_withdrawn")
    assert "£30.00" in letter.body and letter.to == centre.email
    assert Event.objects.filter(name="unitentry.withdraw").count() == 2


@pytest.mark.slow
def test_withdrawn_after_the_last_day_is_absent_without_a_refund(withdraw, late_entries, june):
    entry = late_entries[0]

    withdraw(entry, on=june.refund_until_on + timedelta(days=1))

    assert UnitEntry.objects.get(pk=entry.pk).status == Status.ABSENT
    assert paid_back() == []
    assert UnitResult.objects.get().get_grade_display() == "Absent"
    assert sittings(june, {entry.candidate_id})[entry.candidate_id, entry.unit.shared_id] == []
    registered = entry.candidate.entries.get()
    [found] = progress.progress([registered], june.refund_until_on)
    assert next(one for one in found.units if one.number == "1").state.value == "Absent"


@pytest.mark.slow
def test_illness_is_paid_back_after_the_last_day_too(withdraw, late_entries, june):
    day = june.refund_until_on + timedelta(days=30)

    withdraw(late_entries[0], on=day, grounds="medical", statement="In hospital from 1 June.")

    entry = UnitEntry.objects.get(pk=late_entries[0].pk)
    assert (entry.status, entry.grounds) == (Status.EXCUSED, "medical")
    assert paid_back() == ["£15.00"] and not UnitResult.objects.exists()


@pytest.mark.slow
def test_all_are_withdrawn_or_none(withdraw, late_entries, june, exams_officer):
    results.mark_absent(late_entries[2:], by=exams_officer, at=instant(june.refund_until_on))

    with pytest.raises(SomeRefused, match="marked absent already"):
        withdraw(*late_entries, on=june.refund_until_on)

    assert set(UnitEntry.objects.values_list("status", flat=True)) == {Status.ENTERED}
    assert paid_back() == []


@pytest.mark.slow
def test_nobody_is_withdrawn_twice(withdraw, late_entries, june):
    withdraw(late_entries[0], on=june.refund_until_on)

    with pytest.raises(SomeRefused, match="withdrawn already, by "):
        withdraw(late_entries[0], on=june.refund_until_on)

    assert paid_back() == ["£15.00"]


@pytest.mark.slow
def test_whoever_is_marked_absent_is_excused_when_the_doctors_letter_comes(
    withdraw, late_entries, june
):
    day = june.refund_until_on + timedelta(days=1)
    withdraw(late_entries[0], on=day)

    with pytest.raises(SomeRefused, match="marked absent already"):
        withdraw(late_entries[0], on=day)
    withdraw(late_entries[0], on=day, grounds="medical", statement="The letter came today.")

    assert UnitEntry.objects.get(pk=late_entries[0].pk).status == Status.EXCUSED
    assert paid_back() == ["£15.00"]


@pytest.mark.slow
def test_the_board_withdraws_as_on_the_day_the_letter_arrived(late_entries, june, processor):
    commands.withdraw_exams(
        unit_entries=late_entries[:1],
        as_board=True,
        arrived_on=june.refund_until_on,
        by=processor,
        at=instant(june.refund_until_on + timedelta(days=3)),
    )

    assert UnitEntry.objects.get(pk=late_entries[0].pk).status == Status.WITHDRAWN
    assert paid_back() == ["£15.00"]
    assert Event.objects.filter(name="unitentry.withdraw_as_board").exists()


@pytest.mark.slow
def test_nobody_at_a_centre_withdraws_as_the_board(late_entries, exams_officer):
    with pytest.raises(PermissionDenied):
        commands.withdraw_exams(
            unit_entries=late_entries[:1], as_board=True, by=exams_officer, at=make.NOW
        )


@pytest.mark.slow
def test_whoever_may_not_make_entries_withdraws_nobody(late_entries, june, tutor):
    with pytest.raises(PermissionDenied):
        commands.withdraw_exams(unit_entries=late_entries[:1], by=tutor, at=make.NOW)


def enter_again(entry, series, by, on):
    [made] = entries.enter_for_exams(
        centre=entry.centre,
        qualification=entry.qualification,
        series=series,
        chosen=[(entry.candidate, entry.unit)],
        by=by,
        at=instant(on),
        sat=sittings,
    )
    return made


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


def a_file(entry, grade):
    said = f"2027-06,{entry.candidate.ocr_number},{entry.qualification.code},1,{grade}"
    return f"{HEADER_LINE}\n{said}"


@pytest.mark.slow
def test_a_file_that_brings_the_absence_confirms_it_and_a_grade_is_named(
    withdraw, late_entries, june, service
):
    entry = late_entries[0]
    withdraw(entry, on=june.refund_until_on + timedelta(days=1))

    confirmed = results.import_exam_results(a_file(entry, "absent"), by=service, at=make.NOW)
    graded = results.import_exam_results(a_file(entry, "P"), by=service, at=make.NOW)

    assert (confirmed.already, len(confirmed.refused)) == (1, 0)
    assert "holds absent" in graded.refused[0].problem


@pytest.mark.slow
def test_a_grade_for_somebody_withdrawn_is_named_and_not_loaded(
    withdraw, late_entries, june, service
):
    withdraw(late_entries[0], on=june.refund_until_on)

    found = results.import_exam_results(a_file(late_entries[0], "P"), by=service, at=make.NOW)

    assert "withdrawn from this exam" in found.refused[0].problem
    assert not UnitResult.objects.exists()


@pytest.mark.slow
def test_an_absence_for_somebody_withdrawn_is_to_be_left_out(withdraw, late_entries, june, service):
    withdraw(late_entries[0], on=june.refund_until_on)

    found = results.import_exam_results(a_file(late_entries[0], "absent"), by=service, at=make.NOW)

    assert "Leave the line out" in found.refused[0].remedy


@pytest.mark.slow
def test_whoever_sat_the_exam_after_all_is_entered_again_and_charged_again(
    withdraw, late_entries, june, processor, service
):
    day = june.refund_until_on
    withdraw(late_entries[0], on=day)

    again = entries.enter_again(entry=late_entries[0], by=processor, at=instant(june.results_on))
    loaded = results.import_exam_results(a_file(again, "P"), by=service, at=make.NOW)

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


@pytest.mark.slow
def test_a_unit_taken_by_itself_is_withdrawn_unless_it_is_on_a_claim(
    withdraw, centre, tutor, exams_officer
):
    claim = make_claims.claim_at("draft", centre=centre, candidates=1, by=tutor)
    line = claim.lines.select_related("candidate", "unit").first()
    registered = line.candidate.entries.get()
    claimed = make.a_unit_entry(registered, line.unit)
    free = make.a_unit_entry(registered, make_catalogue.unit(2))

    with pytest.raises(SomeRefused, match="on a claim"):
        withdraw(claimed, on=make.NOW.date())
    withdraw(free, on=make.NOW.date())

    free.refresh_from_db()
    assert free.status == Status.WITHDRAWN


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_officers_who_withdraw_at_once_pay_back_once(withdraw, late_entries, june):
    def act():
        return withdraw(late_entries[0], on=june.refund_until_on)

    done = at_once(act, act)

    assert sum(isinstance(one, MoveRefused) for one in done) == 1
    assert paid_back() == ["£15.00"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_withdrawing_and_entering_again_at_once_leave_one_standing_entry_at_most(
    withdraw, late_entries, june, exams_officer
):
    entry = late_entries[0]

    at_once(
        lambda: withdraw(entry, on=june.refund_until_on),
        lambda: enter_again(entry, june, exams_officer, june.refund_until_on),
    )

    found = UnitEntry.objects.filter(candidate=entry.candidate)
    assert found.filter(status=Status.WITHDRAWN).count() == 1
    assert found.filter(status=Status.ENTERED).count() == found.count() - 1 <= 1
    assert paid_back() == ["£15.00"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_withdrawing_and_results_at_once_leave_one_result_at_most(
    withdraw, late_entries, june, service
):
    day = june.refund_until_on + timedelta(days=1)

    at_once(
        lambda: withdraw(late_entries[0], on=day),
        lambda: results.import_exam_results(
            a_file(late_entries[0], "P"), by=service, at=instant(day)
        ),
    )

    assert UnitResult.objects.count() == 1


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
