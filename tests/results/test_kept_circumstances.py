"""What waits for an answer elsewhere is told as the cause, until it is answered."""

from dataclasses import replace

import pytest

from entries import commands as entering
from entries.models import Candidate, DuplicateAnswer, NumberTwice
from entries.rules import details
from interchange.accounts.roles import Role
from results.models import KeptStanding
from tests.factories import accounts, assessed, edi
from tests.factories import catalogue as offers
from tests.factories import entries as registered
from tests.factories import results as held
from tests.factories import reviews as reviewing
from tests.results.kept import ON, wrong
from tracker import commands as tracking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


@pytest.fixture
def entry(centre, at):
    entry = registered.an_entry(centre, offers.qualification("05839"), completes_in=2027)
    held.settle(at)
    return entry


def now(entry, at):
    """The reason that is kept once all is worked out, beside which nothing is kept wrongly."""
    held.settle_what_is_due(at)
    assert wrong() == []
    return KeptStanding.objects.get(entry=entry).reason_on(ON)


def test_a_change_of_size_with_the_board_is_waited_for(entry, exams_officer, at):
    change = registered.a_size_change(entry, exams_officer)
    entering.raise_award_due([entry.candidate], at=at)
    assert now(entry, at).code == "size_change_open"

    tracking.cancel_size_change(change=change, by=exams_officer, at=at)
    assert now(entry, at).code == "exams_and_units_missing"


def test_a_transfer_waits_for_the_centre_then_for_the_board(entry, exams_officer, other_centre, at):
    there = accounts.with_role(Role.EXAMS_OFFICER, other_centre)
    transfer = registered.a_transfer(other_centre, there, old_centre=entry.centre)
    transfer.entry, transfer.status = entry, "asked"
    transfer.save()
    entering.raise_award_due([entry.candidate], at=at)
    asked = now(entry, at)
    assert (asked.code, asked.owner.value) == ("transfer_to_answer", "Your centre")

    entering.agree_transfer(transfer=transfer, by=exams_officer, at=at)
    agreed = now(entry, at)
    assert (agreed.code, agreed.owner.value) == ("transfer_open", "The board")

    entering.cancel_transfer(transfer=transfer, by=there, at=at)
    assert now(entry, at).code == "exams_and_units_missing"


def test_a_second_record_is_told_from_the_centres_answer_until_the_board_parts_them(
    entry, exams_officer, processor, at
):
    first = entry.candidate
    other = registered.a_candidate(
        first.surname, first.forenames, born_on=first.born_on, sex=first.sex
    )
    second = registered.an_entry(entry.centre, offers.qualification("05842"), candidate=other)
    held.settle(at)
    pair = sorted([first.pk, other.pk])
    said = entering.answer_duplicate(
        centre=entry.centre, one=pair[0], other=pair[1], by=exams_officer, at=at,
        answer=DuplicateAnswer.Answer.ONE_PERSON,
    )  # fmt: skip
    assert {now(one, at).code for one in (entry, second)} == {"duplicate_record"}

    entering.part_duplicate(pair=said, by=processor, at=at)
    assert now(entry, at).code == "exams_and_units_missing"


def test_a_number_on_two_records_is_told_until_the_board_says_whose_it_is(entry, processor, at):
    other = registered.a_candidate("Zyxwvut", "Other")
    twice = NumberTwice.objects.create(
        candidate=entry.candidate, kind="uln", number="9276308686", holder=other, noted_at=at
    )
    entering.raise_award_due([entry.candidate], at=at)
    assert now(entry, at).code == "number_in_question"

    answer = NumberTwice.Answer.STAYS
    entering.say_whose_number(twice=twice, answer=answer, by=processor, at=at)
    assert now(entry, at).code == "exams_and_units_missing"


def test_a_refusal_of_special_consideration_is_told_with_its_number(
    centre, exams_officer, processor, at
):
    absence = assessed.an_absence(centre)
    entry = centre.entries.get()
    held.settle(at)
    assert now(entry, at).code == "absent"

    made = assessed.consideration_at("refused", absence, exams_officer, processor)

    found = now(entry, at)
    assert (found.code, found.units) == ("consideration_refused", ("1",))
    assert found.details == (f"application {made.number}",)


def test_an_exam_that_is_looked_at_again_is_waited_for(centre, post_result_full, at):
    exam, results = reviewing.sat(centre, "U")
    entry = centre.entries.get()
    held.settle(at)
    before = now(entry, at)
    assert before.code in ("exam_below_minimum", "not_expected_yet")

    [review] = reviewing.ask(exam, results, post_result_full)

    found = now(entry, at)
    assert (found.code, found.on) == ("review_open", review.due_on)


@pytest.mark.parametrize("code", ["05834", "05839"])
def test_an_exam_that_is_looked_at_again_is_waited_for_where_its_unit_counts_alone(
    code, centre, post_result_full, at
):
    """Business has a unit 1, too; another size of IT takes the very unit."""
    exam, results = reviewing.sat(centre, "U")
    candidate = centre.entries.get().candidate
    other = registered.an_entry(centre, offers.qualification(code), candidate=candidate)
    reviewing.ask(exam, results, post_result_full)
    held.settle(at)

    is_of_the_subject = other.qualification.subject == exam.qualification.subject
    assert (now(other, at).code == "review_open") is is_of_the_subject


def test_who_has_a_result_and_no_uci_is_told_that_files_leave_them_out(centre, exams_officer, at):
    entry = registered.an_entry(centre, offers.qualification("05842"))
    held.hold([entry], held.OFFICIAL_EXAMPLE)
    Candidate.objects.filter(pk=entry.candidate_id).update(uci="")
    held.settle(at)
    assert now(entry, at).code == "issued_without_uci"

    entry.candidate.refresh_from_db()
    seen = details.of(entry.candidate)
    entering.change_details(
        candidate=entry.candidate,
        centre=centre,
        seen=seen,
        new=replace(seen, uci=edi.a_uci(7)),
        by=exams_officer,
        at=at,
    )
    assert now(entry, at).code == "result_issued"
