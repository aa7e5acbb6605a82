"""What is suggested is done, one thing after the other: each time the next true cause shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from assessed import commands as assessed
from claims import commands as claims
from claims.models import Visit
from entries import commands as entering
from entries.models import QualificationEntry, UnitEntry
from interchange.catalogue.models import KeyDate
from mir import commands as requests
from results import commands
from results.models import KeptStanding
from tests.causes.asking import registration, why
from tests.causes.claiming import graded_beside
from tests.causes.planting import CODE, EXAM, REST, SMALLER
from tests.factories import catalogue, mir, visits
from tests.factories import claims as claiming
from tests.factories import entries as registered
from tests.factories import results as held
from tracker import commands as tracker

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
SEEN_ON = date(2027, 1, 20)


def test_a_marked_unit_goes_its_way_from_missing_to_the_result(
    centre, tutor, moderator, processor, at
):
    entry = registered.an_entry(centre, catalogue.qualification(CODE), completes_in=2027)
    held.hold([entry], {**REST, EXAM: "M"})
    held.settle(at)
    assert why(at) == "units_missing"

    claim = claiming.a_draft(centre, entry.qualification, candidates=0, by=tutor)
    cells = claiming.cells(claim, units=1, candidates=[entry.candidate_id])
    claims.save_grades(claim=claim, cells=cells, by=tutor, at=at)
    assert why(at) == "claim_not_submitted"

    claims.submit(claim=claim, declared=True, by=tutor, at=at)
    assert why(at) == "visit_not_booked"

    visit = visits.visit_at(centre=centre, subject=entry.subject, on=SEEN_ON, by=tutor)
    assert why(at) == "visit_to_confirm"

    claims.book_visit(visit=visit, kind=Visit.Kind.VIRTUAL, on=SEEN_ON, by=moderator, at=at)
    assert why(at) == "ready_for_sampling"

    claims.save_sample(claim=claim, lines=list(claim.lines.all()), by=moderator, at=at)
    claims.send_sample(claim=claim, by=moderator, at=at)
    assert why(at) == "sampled"

    then = at + timedelta(days=(SEEN_ON - localdate(at)).days)
    claim.refresh_from_db()
    claims.agree(claim=claim, visited_on=SEEN_ON, by=moderator, at=then)
    assert why(then) == "pending"
    assert why(then + timedelta(days=3)) == "claim_held_up"

    claim.refresh_from_db()
    commands.bank(claim=claim, by=processor, at=then)
    held.settle_what_is_due(then)
    assert entry.qualification_results.get().grade


def test_an_absence_is_entered_again_and_waits_for_its_results(centre, at):
    entry = registered.an_entry(centre, catalogue.qualification(CODE), completes_in=2027)
    held.hold([entry], {**REST, "4": "M", EXAM: "absent"})
    held.settle(at)
    assert why(at) == "absent"

    held.enter([entry], [EXAM], catalogue.a_series(2027, 6))
    held.settle(at)
    assert why(at) == "entered_for_exam"


def test_another_size_gives_the_grade_once_it_is_taken(centre, exams_officer, at):
    entry = registration(centre, {EXAM: "M", **REST})
    graded_beside("13")([entry])
    held.settle(at)
    assert why(at) == "wrong_size"
    assert "M in" in KeptStanding.objects.get().reason_on(localdate(at)).details[0]

    smaller = catalogue.qualification(SMALLER)
    tracker.change_size(registrations=[entry], to=smaller, by=exams_officer, at=at)
    taken = QualificationEntry.objects.get(qualification=smaller)
    assert why(at, taken) == "issued_without_uci"
    assert taken.qualification_results.get().grade == "M"


def test_exams_are_entered_first_and_then_units_are_claimed(centre, at):
    entry = registration(centre, REST)
    assert why(at) == "exams_and_units_missing"

    held.enter([entry], [EXAM], catalogue.a_series(2027, 6))
    held.settle(at)
    assert why(at) == "units_missing"


def test_who_registered_late_has_another_summer_set(centre, exams_officer, at):
    in_july = datetime(2026, 7, 1, 9, tzinfo=UTC)
    entry = registration(centre, {EXAM: "M", **REST}, made_at=in_july, completes_in=2026)
    assert why(at) == "registered_late"

    entering.set_completion(entry=entry, year=2027, by=exams_officer, at=at)
    assert why(at) == "units_missing"


def test_a_tag_that_was_missing_gives_the_result(centre, processor, at):
    then = datetime(2021, 2, 1, 9, tzinfo=UTC)
    entry = registration(centre, {EXAM: "M", **REST}, made_at=then)
    assert why(at) == "tag_missing"

    assessed.give_tag(
        candidate=entry.candidate, centre=centre, qualification=entry.qualification, number="4",
        grade="M", planned_on=date(2021, 5, 1), reason="Papers are there.", by=processor, at=at,
    )  # fmt: skip
    assert why(at) == "issued_without_uci"


def test_a_reduction_that_was_not_reported_gives_the_result(centre, processor, at):
    then = datetime(2022, 2, 1, 9, tzinfo=UTC)
    entry = registration(centre, {EXAM: "M", **REST}, made_at=then)
    assert why(at) == "reduction_not_reported"

    assessed.reduce_as_board(
        candidate=entry.candidate, centre=centre, qualification=entry.qualification, number="4",
        reason="Asked for late.", by=processor, at=at,
    )  # fmt: skip
    assert why(at) in ("issued_without_uci", "assessed_to_come")


def test_a_result_held_beside_a_withdrawn_registration_is_told_until_it_is_undone(
    centre, exams_officer, at
):
    entry = registration(centre, {EXAM: "M", "2": "M"})
    other = registered.an_entry(centre, catalogue.qualification(SMALLER), entry.candidate)
    entering.withdraw(entry=entry, by=exams_officer, at=at)
    assert why(at, entry) == "other_result_held"
    assert other.qualification_results.get().grade == "M"

    entering.undo_withdrawal(entry=entry, by=exams_officer, at=at)
    assert why(at, entry) == "exams_and_units_missing"


def test_a_late_entry_is_waited_for_until_the_board_gives_its_result(centre, processor, at):
    entry = registration(centre, {**REST, "4": "M"})
    series = catalogue.a_series(2026, 6)
    series.results_on, series.entries_close_on = date(2026, 8, 20), date(2026, 2, 21)
    series.save()
    [exam] = held.enter([entry], [EXAM], series)
    assert exam.made_at.date() <= series.entries_close_on
    held.settle(at)
    assert why(at) == "exam_result_missing"

    UnitEntry.objects.filter(pk=exam.pk).update(made_at=datetime(2026, 4, 2, 9, tzinfo=UTC))
    held.settle(at)
    assert why(at) == "entered_late"

    commands.bank_unit(
        candidate=entry.candidate, centre=centre, qualification=entry.qualification, number=EXAM,
        grade="M", series=series, reason="It was sat.", by=processor, at=at,
    )  # fmt: skip
    assert why(at) == "issued_without_uci"


def test_a_request_is_waited_for_and_then_the_next_cause_shows(
    centre, post_result_full, processor, at
):
    entry = registration(centre, {EXAM: "M", **REST})
    asked = mir.a_request(entry, post_result_full, at=at)
    assert why(at) == "request_open"

    requests.take(request=asked, by=processor, at=at)
    requests.ask(request=asked, question="Which?", by=processor, at=at)
    assert why(at) == "request_to_answer"

    requests.reject(request=asked, reason="Two people.", by=processor, at=at)
    assert why(at) == "units_missing"


def test_another_last_day_for_claims_says_who_is_late(centre, at):
    in_may = datetime(2026, 5, 20, 9, tzinfo=UTC)
    registration(centre, {EXAM: "M", **REST}, made_at=in_may, completes_in=2026)
    assert why(at) == "units_missing"

    KeyDate.objects.filter(slug="claims", academic_year="2025/26").update(on=date(2026, 5, 1))
    entering.lateness_is_otherwise(at=at)
    assert why(at) == "registered_late"
