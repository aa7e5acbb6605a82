"""Entered again after an absence: the exam is to come, whatever the absence said before."""

from datetime import timedelta

import pytest

from entries import commands as entries
from entries.models import UnitEntry
from entries.rules.registering import EntryRefused
from entries.unit_states import Status
from results import commands as results
from results.exam_file import HEADER_LINE
from results.exam_file_states import Outcome
from results.models import UnitResult
from results.queries import pending_units
from results.queries.sittings import exams_of, sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tracker import commands
from tracker.rules import WithdrawalRefused

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


@pytest.fixture
def june():
    """A series that takes entries."""
    return make_catalogue.a_series()


@pytest.fixture
def late(june):
    """The instant after the last day for a refund."""
    return make.NOW + (june.refund_until_on - make.NOW.date()) + timedelta(days=1)


@pytest.fixture
def again(centre, exams_officer, processor, june, late):
    """An entry of one who was withdrawn too late, marked absent, and entered again."""
    [entry] = entries.enter_for_exams(
        centre=centre,
        qualification=make_catalogue.qualification(),
        series=june,
        chosen=[(make.an_entry(centre).candidate, make_catalogue.unit(1))],
        sat=sittings,
        by=exams_officer,
        at=make.NOW,
    )
    commands.withdraw_exams(unit_entries=[entry], by=exams_officer, at=late)
    return entries.enter_again(entry=entry, by=processor, at=late + timedelta(days=1))


def said_of(entry, grade):
    return f"2027-06,{entry.candidate.ocr_number},{entry.qualification.code},1,{grade}"


def load(entry, grade, by, at):
    return results.import_exam_results(f"{HEADER_LINE}\n{said_of(entry, grade)}", by=by, at=at)


def test_the_attempt_counts_and_the_result_is_awaited(again, june, late):
    key = again.candidate_id, again.unit.shared_id
    january = make_catalogue.a_series(2028, 1)

    assert len(sittings(january, {again.candidate_id})[key]) == 1
    registered = again.candidate.entries.get()
    assert exams_of(registered)[1] == ["1"]
    assert pending_units(registered) == ["1"]


@pytest.mark.parametrize("grade", ["P", "absent"])
def test_its_result_is_taken_and_answers_it(again, service, late, grade):
    loaded = load(again, grade, service, late + timedelta(days=190))

    assert (loaded.settled, loaded.corrected, loaded.refused) == (1, 0, ())
    assert UnitResult.objects.standing().get().grade == grade
    assert exams_of(again.candidate.entries.get())[1] == []
    assert load(again, grade, service, late + timedelta(days=191)).already == 1


def test_a_file_that_waits_says_that_nothing_is_corrected_and_asks_no_cause(again, processor, late):
    at = late + timedelta(days=190)
    text = f"{HEADER_LINE}\n{said_of(again, 'P')}\n"
    file = results.send_exam_file(name="june.csv", text=text, by=processor, at=at)
    results.work_exam_file(file, at=at)
    file.refresh_from_db()
    [line] = file.judged.all()

    results.confirm_exam_file(file=file, by=processor, at=at)
    results.work_exam_file(file, at=at)

    assert (line.outcome, line.before, line.after) == (Outcome.SETTLED, "Absent", "P")
    assert not file.corrects
    result = UnitResult.objects.standing().get()
    assert result.cause == "The candidate was entered again after the absence."


def test_it_is_withdrawn_once_more_and_absent_once(again, exams_officer, late):
    commands.withdraw_exams(unit_entries=[again], by=exams_officer, at=late + timedelta(days=2))

    assert UnitEntry.objects.get(pk=again.pk).status == Status.ABSENT
    assert UnitResult.objects.get().grade == "absent"


@pytest.fixture
def withdrawn(centre, exams_officer, june, at):
    """An exam entry that was withdrawn in time, of a candidate with the smallest size."""
    small = make_catalogue.qualification("05838")
    [entry] = entries.enter_for_exams(
        centre=centre,
        qualification=small,
        series=june,
        chosen=[(make.an_entry(centre, small).candidate, make_catalogue.unit(1, "05838"))],
        sat=sittings,
        by=exams_officer,
        at=at,
    )
    commands.withdraw_exams(unit_entries=[entry], by=exams_officer, at=at)
    entry.refresh_from_db()
    return entry


def test_after_a_change_of_size_it_is_made_for_the_new_one_and_its_result_is_taken(
    withdrawn, exams_officer, processor, service, late, at
):
    commands.change_size(
        registrations=list(withdrawn.candidate.entries.all()),
        to=make_catalogue.qualification("05839"),
        by=exams_officer,
        at=at,
    )

    made = entries.enter_again(entry=withdrawn, by=processor, at=late)

    assert (made.qualification.code, made.centre) == ("05839", withdrawn.centre)
    assert load(made, "P", service, late + timedelta(days=190)).loaded == 1


def test_after_a_transfer_it_is_made_at_the_new_centre(
    withdrawn, other_centre, exams_officer, processor, late, at
):
    registered = withdrawn.candidate.entries.get()
    transfer = make.a_transfer(other_centre, exams_officer, old_centre=withdrawn.centre)
    transfer.entry, transfer.qualification = registered, registered.qualification
    transfer.save()
    commands.process_transfer(transfer=transfer, by=processor, at=at)

    made = entries.enter_again(entry=withdrawn, by=processor, at=late)

    assert (made.centre, made.candidate_number) == (other_centre, transfer.candidate_number)
    assert made.submission.centre == other_centre


def test_whoever_is_withdrawn_altogether_is_not_entered_again(withdrawn, processor, late):
    withdrawn.candidate.entries.update(status="removed")

    with pytest.raises(EntryRefused, match="not registered"):
        entries.enter_again(entry=withdrawn, by=processor, at=late)


def test_while_it_is_to_come_the_registration_is_neither_withdrawn_nor_made_anew(
    again, exams_officer, late
):
    registered = again.candidate.entries.get()
    then = {"by": exams_officer, "at": late + timedelta(days=2)}

    with pytest.raises(WithdrawalRefused, match="pending results for unit 1"):
        commands.withdraw(entry=registered, left=True, **then)
    for year, month in ((2025, 6), (2026, 1), (2026, 6)):
        make_results.hold([registered], {"2": "U"}, series=make_catalogue.a_series(year, month))
    with pytest.raises(EntryRefused, match="result of unit 1 is still to come"):
        commands.register_again(entry=registered, **then)
