"""Which service is open when, for whom, with which consent; by when it is done."""

from datetime import date

import pytest

from reviews import rules
from reviews.rules import AskedFor, Exam, ReviewRefused
from reviews.states import Service

FIGURES = {
    "review-months": 3,
    "review-working-days": 10,
    "clerical-working-days": 5,
    "appeal-days": 30,
    "consent-months": 6,
}
RESULTS_DAY = date(2026, 8, 20)


def an_exam(**more):
    """An exam of June 2026 at Level 3 whose last days the board has set for reviews alone."""
    known = {
        "series": "June 2026",
        "in_june": True,
        "level": 3,
        "results_on": RESULTS_DAY,
        "last_days": {Service.MARKING: date(2026, 9, 20)},
        "figures": FIGURES,
    }
    return Exam(**{**known, **more})


@pytest.mark.parametrize(
    ("service", "on", "said"),
    [
        (Service.MARKING, date(2026, 8, 19), "opens with the results of June 2026, 20 August 2026"),
        (Service.MARKING, date(2026, 8, 20), ""),
        (Service.MARKING, date(2026, 9, 20), ""),
        (Service.MARKING, date(2026, 9, 21), "the last day for June 2026 was 20 September 2026"),
        (Service.CLERICAL, date(2026, 11, 20), ""),
        (Service.CLERICAL, date(2026, 11, 21), "the last day for June 2026 was 20 November 2026"),
        (Service.PRIORITY, date(2026, 8, 20), "has not set the last day"),
    ],
)
def test_a_service_is_open_from_results_day_to_its_last_day(service, on, said):
    closed = rules.closed_because(service, an_exam(is_out=on >= RESULTS_DAY), on)

    assert said in closed
    assert bool(said) == bool(closed)


@pytest.mark.parametrize("exam", [{"level": 2}, {"in_june": False}])
def test_priority_reviews_are_for_level_3_in_june(exam):
    one = an_exam(last_days={Service.PRIORITY: date(2026, 9, 1)}, **exam)

    assert "Level 3 in the June series only" in rules.closed_because(
        Service.PRIORITY, one, RESULTS_DAY
    )


def test_services_open_once_results_are_released_before_their_day():
    released = date(2026, 8, 13)
    exam = an_exam(out_on=released, is_out=True)

    assert rules.closed_because(Service.CLERICAL, exam, released) == ""
    waits = an_exam(out_on=released)
    assert "13 August 2026" in rules.closed_because(Service.CLERICAL, waits, date(2026, 8, 12))
    assert rules.last_day(Service.CLERICAL, exam) == date(2026, 11, 20)


def test_nothing_is_open_while_results_day_is_not_set():
    closed = rules.closed_because(Service.SCRIPT, an_exam(results_on=None), RESULTS_DAY)

    assert "which is not set yet" in closed


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_on_a_day_that_is_there(day, months, later):
    assert rules.months_after(day, months) == later


def test_a_review_takes_ten_working_days_and_a_priority_one_until_its_key_date():
    friday, last = date(2026, 8, 21), date(2026, 8, 31)
    asked = friday, FIGURES, None, frozenset()

    assert rules.due_on(Service.MARKING, *asked) == date(2026, 9, 4)
    assert rules.due_on(Service.CLERICAL, *asked) == date(2026, 8, 28)
    assert rules.due_on(Service.PRIORITY, friday, FIGURES, last, frozenset()) == last
    assert rules.due_on(Service.SCRIPT, *asked) is None


def test_a_review_takes_a_day_longer_over_a_bank_holiday():
    friday, holiday = date(2026, 8, 21), frozenset({date(2026, 8, 31)})

    assert rules.due_on(Service.MARKING, friday, FIGURES, None, holiday) == date(2026, 9, 7)
    assert rules.due_on(Service.CLERICAL, friday, FIGURES, None, holiday) == date(2026, 8, 28)


def a_row(**more):
    """A candidate who has a grade and consented."""
    return AskedFor(
        **{"key": 7, "name": "Okafor, Ada", "graded": True, "signed_on": RESULTS_DAY, **more}
    )


def refused(service, *rows, **more):
    """The (field, sentence)s of what is refused."""
    known = {
        "closed": "",
        "knows": True,
        "is_kept": True,
        "sat_on": date(2026, 6, 1),
        "on": date(2026, 8, 24),
        **more,
    }
    try:
        rules.check_can_ask(service, rows, **known)
    except ReviewRefused as refusal:
        return [(one.field, one.sentence) for one in refusal.problems]
    return []


def test_what_is_right_is_not_refused():
    assert refused(Service.MARKING, a_row()) == []


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ({"graded": False}, "who", "raise a missing-results request"),
        ({"asked": {Service.MARKING}}, "who", "review of marking of this exam was asked for"),
        ({"asked": {Service.PRIORITY}}, "who", "the marking is reviewed once"),
        ({"open": {Service.CLERICAL}}, "who", "clerical check of this exam is under way"),
        ({"signed_on": None}, "sign-7", "Enter the day"),
        ({"signed_on": date(2026, 8, 25)}, "sign-7", "still to come"),
        ({"signed_on": date(2026, 5, 31)}, "sign-7", "before the exam"),
    ],
)
def test_a_candidate_who_cannot_be_asked_for_is_named(row, field, said):
    [(where, sentence)] = refused(Service.MARKING, a_row(**row))

    assert where == field
    assert "Okafor, Ada" in sentence and said in sentence


@pytest.mark.parametrize(
    ("given", "field"), [({"is_kept": False}, "kept"), ({"knows": False}, "knows")]
)
def test_a_service_on_the_grade_needs_consents_and_that_grades_may_fall_is_known(given, field):
    assert [where for where, _ in refused(Service.CLERICAL, a_row(), **given)] == [field]
    assert refused(Service.SCRIPT, a_row(signed_on=None), **given) == []


def test_everything_that_is_wrong_is_said_at_once():
    found = refused(Service.MARKING, closed="Closed.", knows=False, is_kept=False)

    assert [where for where, _ in found] == ["", "who", "kept", "knows"]


@pytest.mark.parametrize(
    ("received", "said"),
    [
        (date(2026, 9, 20), ""),
        (date(2026, 9, 21), "The last day for an appeal was 20 September 2026"),
        (date(2026, 8, 20), "cannot be older than the outcome"),
        (date(2026, 10, 2), "still to come"),
    ],
)
def test_an_appeal_comes_in_thirty_days(received, said):
    decided, on = date(2026, 8, 21), date(2026, 10, 1)
    until = rules.appeal_until(decided, FIGURES)
    if not said:
        rules.check_can_appeal(decided, received, until, on)
        return
    with pytest.raises(ReviewRefused, match=said):
        rules.check_can_appeal(decided, received, until, on)


def test_a_consent_is_kept_six_months_after_the_outcome():
    assert rules.kept_until(date(2026, 8, 31), FIGURES) == date(2027, 2, 28)
