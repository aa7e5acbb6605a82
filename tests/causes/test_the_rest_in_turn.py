"""What is suggested is done where rules, answers or the worker were in the way; then it goes on."""

from dataclasses import replace

import pytest

from entries import commands as entering
from entries.models import AwardDue, DuplicateAnswer, QualificationEntry, SizeChange
from entries.rules.details import of
from interchange.catalogue.models import Qualification
from results import commands
from results.queries import kept_of, with_kept
from tests.causes.asking import registration, why
from tests.causes.planting import EXAM, REST
from tests.causes.registering import resizing, second_record
from tests.causes.ruling import ENDED, TAKES_ALL, given_up, on_another_pathway
from tests.factories import catalogue, edi
from tests.factories import entries as registered
from tests.factories import results as held
from tracker import commands as tracker

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ALL = {EXAM: "M", **REST, "4": "M"}


def shown(entry, at):
    """The cause that is shown of the registration, as everybody reads it."""
    [found] = kept_of(with_kept(QualificationEntry.objects.filter(pk=entry.pk)), at.date()).values()
    return found.reason_on(at.date()).code


def test_who_lacks_nothing_is_awarded_once_the_worker_comes_by(centre, at):
    entry = registration(centre, REST)
    held.hold([entry], {EXAM: "M", "4": "M"}, at=at)
    assert shown(entry, at) == "being_awarded"

    assert why(at) == "issued_without_uci"


def test_what_the_worker_gave_up_is_tried_again_and_awarded(centre, processor, at):
    entry = registration(centre, REST)
    held.hold([entry], {EXAM: "M", "4": "M"}, at=at)
    given_up([entry.pk])
    held.settle_what_is_due(at)
    assert shown(entry, at) == "given_up"

    commands.try_again(due=AwardDue.objects.get(), by=processor, at=at)
    assert why(at) == "issued_without_uci"


def test_a_uci_is_all_that_a_result_without_one_lacks(centre, exams_officer, at):
    entry = registration(centre, ALL)
    assert why(at) == "issued_without_uci"

    seen = of(entry.candidate)
    entering.change_details(
        candidate=entry.candidate, centre=centre, seen=seen,
        new=replace(seen, uci=edi.a_uci(7, centre.number)), by=exams_officer, at=at,
    )  # fmt: skip
    assert why(at) == "result_issued"


def test_a_pathway_that_takes_the_units_held_is_changed_to_and_the_award_follows(
    centre, exams_officer, processor, at
):
    entry = registered.an_entry(centre)
    held.hold([entry], ALL, due=False)
    on_another_pathway([entry])
    held.settle(at)
    assert why(at) == "wrong_pathway"

    entry.refresh_from_db()
    tracker.change_size(
        registrations=[entry], to=entry.qualification, pathway=TAKES_ALL, by=exams_officer, at=at
    )
    assert why(at) == "size_change_open"

    tracker.process_size_change(change=SizeChange.objects.get(), by=processor, at=at)
    taken = QualificationEntry.objects.get(pathway=TAKES_ALL)
    assert why(at, taken) == "issued_without_uci"


def test_points_that_are_too_low_are_enough_once_units_are_claimed_anew(centre, at):
    entry = registration(centre, {EXAM: "R", "2": "R", "3": "R", "4": "P", "6": "P"})
    assert why(at) == "points_too_low"

    held.hold([entry], {"4": "D", "6": "D"}, at=at)
    assert why(at) == "issued_without_uci"


def test_after_the_last_certification_the_day_has_to_be_moved(centre, at):
    entry = registered.an_entry(centre, catalogue.qualification(ENDED))
    size = Qualification.objects.filter(code=ENDED)
    size.update(last_certification_on=at.date().replace(month=8))
    held.hold([entry], {**ALL, "7": "M", "8": "M", "9": "M"})
    assert why(at) == "ended"

    size.update(last_certification_on=None)
    entering.dates_are_otherwise(size.get(), at=at)
    assert why(at) == "issued_without_uci"


def test_a_withdrawal_that_is_undone_shows_what_is_missing(centre, exams_officer, at):
    entry = registration(centre, {EXAM: "M", **REST})
    entering.withdraw(entry=entry, by=exams_officer, at=at)
    assert why(at) == "withdrawn"

    entering.undo_withdrawal(entry=entry, by=exams_officer, at=at)
    assert why(at) == "units_missing"


def test_a_later_summer_that_is_brought_forward_shows_what_is_missing(centre, exams_officer, at):
    entry = registration(centre, {EXAM: "M", **REST}, completes_in=2028)
    assert why(at) == "not_expected_yet"

    entering.set_completion(entry=entry, year=2027, by=exams_officer, at=at)
    assert why(at) == "units_missing"


@pytest.mark.parametrize(
    ("grades", "cause"),
    [
        ({**REST, "4": "M"}, "exam_not_entered"),
        ({**REST, "4": "M", EXAM: "U"}, "exam_below_minimum"),
        ({**REST, "4": "M", EXAM: "X"}, "no_result"),
    ],
)
def test_an_exam_that_is_entered_for_is_waited_for_and_gives_the_award(centre, at, grades, cause):
    entry = registration(centre, grades)
    assert why(at) == cause

    held.enter([entry], [EXAM], catalogue.a_series(2027, 6))
    held.settle(at)
    assert why(at) == "entered_for_exam"

    held.hold([entry], {EXAM: "M"}, series=catalogue.a_series(2025, 1), at=at)
    assert why(at) == "issued_without_uci"


def test_a_marked_unit_below_its_minimum_is_claimed_again_and_gives_the_award(centre, at):
    entry = registration(centre, {**ALL, "4": "U"})
    assert why(at) == "below_minimum"

    held.hold([entry], {"4": "P"}, at=at)
    assert why(at) == "issued_without_uci"


def test_a_change_of_size_that_the_board_refuses_shows_what_is_missing(centre, processor, at):
    entry = registration(centre, {EXAM: "M", **REST})
    resizing([entry])
    held.settle(at)
    assert why(at) == "size_change_open"

    [change] = SizeChange.objects.all()
    tracker.refuse_size_change(change=change, words="No.", by=processor, at=at)
    assert why(at) == "units_missing"


def test_two_records_are_told_to_be_two_people_and_what_is_missing_shows(centre, processor, at):
    entry = registration(centre, {EXAM: "M", **REST})
    second_record([entry])
    held.settle(at)
    assert why(at, entry) == "duplicate_record"

    entering.part_duplicate(pair=DuplicateAnswer.objects.get(), by=processor, at=at)
    assert why(at, entry) == "units_missing"
