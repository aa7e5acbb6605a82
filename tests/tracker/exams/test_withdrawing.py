"""Candidates are withdrawn from exams: refunded in time, absent afterwards, excused on grounds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from entries.models import UnitEntry
from entries.rules.withdrawing import ExamWithdrawalRefused
from entries.unit_states import Status
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands as results
from results.exam_file import HEADER_LINE
from results.models import UnitResult
from results.queries import progress
from results.queries.sittings import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.racing import at_once
from tests.tracker.exams.days import enter_again, instant, paid_back
from tracker import commands
from tracker.commands.exams import SomeRefused

pytestmark = [pytest.mark.usefixtures("catalogue")]


def a_file(entry, grade):
    said = f"2027-06,{entry.candidate.ocr_number},{entry.qualification.code},1,{grade}"
    return f"{HEADER_LINE}\n{said}"


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
    [found] = progress([registered], june.refund_until_on)
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
def test_a_letter_that_is_still_to_come_withdraws_nobody(late_entries, june, processor):
    with pytest.raises(ExamWithdrawalRefused, match="still to come"):
        commands.withdraw_exams(
            unit_entries=late_entries[:1],
            as_board=True,
            arrived_on=june.refund_until_on + timedelta(days=1),
            by=processor,
            at=instant(june.refund_until_on),
        )

    assert UnitEntry.objects.get(pk=late_entries[0].pk).status == Status.ENTERED


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
        lambda: results.import_exam_results(a_file(late_entries[0], "P"), by=service, at=make.SAT),
    )

    assert UnitResult.objects.count() == 1
