"""The rules of visits, and how a claim stands to them, without a database."""

from datetime import date, timedelta

import pytest

from claims.rules import visits as rules
from claims.rules.outlook import Visits, outlook
from claims.rules.visits import Allowance, Limits
from claims.states import Status

TODAY = date(2027, 3, 1)
LIMITS = Limits(
    free=2,
    claim_days=14,
    type_days=28,
    august_days=14,
    book_by=date(2027, 5, 15),
    claims_by=date(2027, 6, 15),
    last_on=date(2027, 6, 30),
)
UNKNOWN = Limits()


def later(days):
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (later(-1), "is over"),
        (later(367), "too far off"),
        (date(2027, 8, 18), "no visits from 18 to 31 August"),
        (date(2027, 8, 31), "no visits from 18 to 31 August"),
    ],
)
def test_there_is_no_visit_on_some_days(day, sentence):
    with pytest.raises(rules.VisitRefused, match=sentence):
        rules.check_date(day, TODAY, LIMITS)


@pytest.mark.parametrize("day", [TODAY, later(366), date(2027, 8, 17), date(2027, 9, 1)])
def test_there_are_visits_on_others(day):
    rules.check_date(day, TODAY, LIMITS)


def test_what_the_board_has_not_said_forbids_nothing():
    rules.check_date(date(2027, 8, 31), TODAY, UNKNOWN)
    assert rules.doubts(later(1), date(2027, 7, 1), Allowance(UNKNOWN, 9)) == []


@pytest.mark.parametrize(
    ("on", "today", "used", "told"),
    [
        (later(28), TODAY, 0, []),
        (later(27), TODAY, 0, ["in 27 days"]),
        (later(13), TODAY, 0, ["in 13 days", "for this one by 28 February 2027"]),
        (date(2027, 6, 30), date(2027, 5, 15), 1, []),
        (date(2027, 6, 30), date(2027, 5, 16), 1, ["booked by 15 May 2027"]),
        (date(2027, 7, 1), TODAY, 0, ["after 30 June 2027"]),
        (later(40), TODAY, 2, ["standard visit fee"]),
    ],
)
def test_what_stands_against_a_visit_is_said(on, today, used, told):
    found = rules.doubts(on, today, Allowance(LIMITS, used))

    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


def test_requests_count_towards_the_fee():
    assert Allowance(LIMITS, used=1, asked=1).fee
    assert not Allowance(LIMITS, used=1, asked=0).fee


@pytest.mark.parametrize(
    ("allowance", "sentence"),
    [
        (Allowance(LIMITS), "0 of 2 free visits used."),
        (Allowance(LIMITS, 1, 1), "1 of 2 free visits used. 1 more asked for."),
        (
            Allowance(LIMITS, 3),
            "3 visits booked or held, 2 of them free;"
            " the board charges its standard visit fee for the others.",
        ),
        (Allowance(UNKNOWN, 1), "1 visit booked or held."),
        (Allowance(UNKNOWN, 3), "3 visits booked or held."),
    ],
)
def test_the_allowance_is_a_sentence(allowance, sentence):
    assert str(allowance) == sentence


def test_doubts_are_read_before_a_visit_is_asked_for():
    with pytest.raises(rules.VisitDoubtful) as refusal:
        rules.check_doubts(["One.", "Two."], anyway=False)

    assert refusal.value.doubts == ("One.", "Two.")
    rules.check_doubts(["One."], anyway=True)
    rules.check_doubts([], anyway=False)


def test_a_visit_needs_candidates():
    rules.check_subject(True, "IT")
    with pytest.raises(rules.VisitRefused, match="Nobody at your centre is registered for IT"):
        rules.check_subject(False, "IT")


def test_a_visit_took_place_today_or_before():
    rules.check_took_place(TODAY, TODAY)
    with pytest.raises(rules.VisitRefused, match="in the future"):
        rules.check_took_place(later(1), TODAY)


def test_calling_off_needs_a_reason():
    rules.check_why("Ill.")
    with pytest.raises(rules.VisitRefused, match="Say why"):
        rules.check_why("  ")


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (5, "in 5 days"), (-1, "1 day ago"), (-3, "3 days ago")],
)
def test_days_are_counted_in_words(days, words):
    assert rules.away(later(days), TODAY) == words


@pytest.mark.parametrize(
    ("day", "allowance", "summer"),
    [
        (date(2026, 9, 1), "2026/27", "2026/27"),
        (date(2027, 7, 31), "2026/27", "2026/27"),
        (date(2027, 8, 1), "2027/28", "2026/27"),
        (date(2027, 9, 1), "2027/28", "2027/28"),
    ],
)
def test_free_visits_follow_the_academic_year_and_deadlines_the_summer(day, allowance, summer):
    assert (rules.year_of(day), rules.summer_year(day)) == (allowance, summer)


def test_years_are_listed_from_the_latest():
    found = rules.years([date(2026, 7, 1), date(2027, 1, 1), date(2026, 8, 1)])

    assert list(found.items()) == [(2026, "2026/27"), (2025, "2025/26")]


def test_a_year_is_known_by_today_or_its_first_day():
    assert rules.day_in(2026, TODAY) == TODAY
    assert rules.day_in(2025, TODAY) == date(2025, 8, 1)


@pytest.mark.parametrize(
    ("on", "booked", "told"),
    [
        (later(-1), True, ["says next whether the visit took place"]),
        (later(-1), False, ["the visit was not booked"]),
        (later(3), True, []),
        (date(2027, 7, 1), True, ["after 30 June 2027"]),
        (later(27), False, ["in 27 days"]),
    ],
)
def test_a_visit_that_was_not_yet_has_its_remarks(on, booked, told):
    found = rules.remarks(on, TODAY, LIMITS, booked=booked)

    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


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
