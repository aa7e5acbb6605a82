"""How a claim stands to the visits of its subject, without a database."""

from datetime import date

import pytest

from claims.rules.outlook import Visits, outlook
from claims.states import Status
from tests.claims.limits import LIMITS, TODAY, UNKNOWN, later


def stands(status, submitted_on=None, today=TODAY, limits=LIMITS, **known):
    return outlook(status, submitted_on, Visits("IT", **known), today, limits)


@pytest.mark.parametrize("status", [Status.PENDING, Status.PROCESSED, Status.WITHDRAWN])
def test_a_claim_that_is_agreed_or_withdrawn_waits_for_no_visit(status):
    assert stands(status) is None


def test_a_claim_in_progress_is_submitted_two_weeks_before_the_visit():
    found = stands(Status.DRAFT, booked_on=later(40), booked_kind="Virtual")

    assert (found.visit_on, found.submit_by, found.warnings) == (later(40), later(26), ())
    assert found.sentences == (
        "The next visit for IT is on 10 April 2027 (virtual), in 40 days.",
        "Submit this claim by 27 March 2027, 14 days before the visit (in 26 days).",
    )


def test_a_claim_in_progress_is_late_for_a_visit_within_two_weeks():
    found = stands(Status.DRAFT, booked_on=later(5), booked_kind="Virtual")

    assert "was to be submitted by 20 February 2027" in found.warnings[0]


def test_a_claim_too_late_for_one_visit_is_told_of_the_next():
    booked = {"booked_on": later(5), "booked_kind": "Virtual"}
    told = "For the visit asked for on 10 April 2027, claims are submitted by 27 March 2027."

    assert stands(Status.DRAFT, asked_on=later(40), **booked).sentences[-1] == told
    assert len(stands(Status.DRAFT, asked_on=later(4), **booked).sentences) == 1


def test_a_claim_in_progress_looks_to_a_visit_asked_for():
    found = stands(Status.DRAFT, asked_on=later(40))

    assert (found.visit_on, found.submit_by, found.missing) == (None, later(26), False)
    assert "has been asked for" in found.sentences[0]


@pytest.mark.parametrize(
    ("today", "sentences", "warnings"),
    [
        (TODAY, ["No visit for IT is booked", "are submitted by 15 June 2027"], []),
        (date(2027, 6, 16), ["No visit for IT is booked"], ["were to be submitted by 15 June"]),
        (
            date(2027, 7, 1),
            ["No visit for IT is booked"],
            ["after 30 June 2027", "were to be submitted"],
        ),
    ],
)
def test_a_claim_in_progress_without_a_visit_says_so(today, sentences, warnings):
    found = stands(Status.DRAFT, today=today)

    assert found.missing
    for words, told in ((sentences, found.sentences), (warnings, found.warnings)):
        assert len(told) == len(words)
        assert all(one in sentence for one, sentence in zip(words, told, strict=True))


@pytest.mark.parametrize("status", [Status.READY, Status.SAMPLED])
def test_a_submitted_claim_without_a_visit_warns(status):
    found = stands(status, later(-3))

    assert (found.warnings, found.missing) == (("No visit for IT is booked.",), True)


def test_a_visit_asked_for_is_not_a_visit_booked():
    found = stands(Status.READY, later(-3), asked_on=later(20))

    assert not found.missing
    assert "has been asked for" in found.warnings[0]


def test_a_claim_submitted_in_time_has_no_warning():
    found = stands(Status.SAMPLED, later(-10), booked_on=later(4), booked_kind="Face to face")

    assert found.sentences == (
        "The next visit for IT is on 5 March 2027 (face to face), in 4 days.",
    )
    assert found.warnings == ()


def test_a_claim_submitted_too_close_to_the_visit_warns():
    found = stands(Status.SAMPLED, later(-9), booked_on=later(4), booked_kind="Virtual")

    assert "fewer than 14 days before the visit" in found.warnings[0]


def test_a_visit_after_the_last_day_warns():
    found = stands(Status.SAMPLED, TODAY, booked_on=date(2027, 7, 2), booked_kind="Virtual")

    assert "after 30 June 2027" in found.warnings[0]


def test_after_a_visit_the_claim_waits_for_no_other():
    found = stands(Status.SAMPLED, later(-20), held_on=later(-1))

    assert found.sentences == ("The visit for IT took place on 28 February 2027.",)
    assert not found.warnings


def test_a_visit_before_the_submission_was_not_for_this_claim():
    assert stands(Status.SAMPLED, later(-1), held_on=later(-2)).missing


def test_without_the_boards_figures_only_the_visit_is_told():
    booked = {"booked_on": later(5), "booked_kind": "Virtual"}

    assert len(stands(Status.DRAFT, limits=UNKNOWN, **booked).sentences) == 1
    assert stands(Status.READY, TODAY, limits=UNKNOWN, **booked).warnings == ()
    assert stands(Status.DRAFT, limits=UNKNOWN).warnings == ()
