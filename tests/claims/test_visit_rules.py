"""The rules of visits, and how a claim stands to them, without a database."""

from datetime import date

import pytest

from claims.rules import visits as rules
from claims.rules.visits import Allowance
from tests.claims.limits import LIMITS, TODAY, UNKNOWN, later


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
