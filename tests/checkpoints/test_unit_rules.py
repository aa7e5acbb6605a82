"""Which units will not be achieved, by the letters of a kept standing; and what ends soon."""

import re
from datetime import date, timedelta

import pytest

from checkpoints.rules import CheckpointRefused, endings, units
from checkpoints.rules.units import BY_SLUG, RuleUnit
from results.diagnosis import CAUSES, TRIAGE, Owner, Reason
from results.eligibility import LETTERS, UNDER_WAY, UnitState

UNITS = [RuleUnit("1", True), RuleUnit("2", True), RuleUnit("3", False), RuleUnit("4", False)]
OPTIONS = [  # two mandatory units, then optional ones
    RuleUnit("1", True, True, 60),
    RuleUnit("2", False, True, 90),
    RuleUnit("25", True, False, 60),
    RuleUnit("7", False, False, 60),
    RuleUnit("8", False, False, 60),
]
TODAY = date(2027, 3, 24)


def listing(letters, of=UNITS):
    """The checks that list a registration with these letters, and the units that each names."""
    return {
        slug: units.missing(one, of, letters, Reason("units_missing"))
        for slug, one in BY_SLUG.items()
        if re.search(units.pattern(one, of), letters)
    }


@pytest.mark.parametrize(
    "letters, expected",
    [
        ("AAAA", {"entries": []}),
        ("TAAA", {"examined": ["1"]}),
        ("AX0A", {"examined": ["2"], "moderated": ["3"]}),
        ("AEAA", {}),
        ("CAAA", {}),
        ("AACA", {"moderated": ["3"]}),
        ("AAP-", {}),
        ("AA-N", {"moderated": ["4"]}),
        ("--AA", {"entries": []}),
    ],
)
def test_a_registration_stands_on_the_lists_of_the_units_it_lacks(letters, expected):
    assert listing(letters) == expected


@pytest.mark.parametrize(
    "letters, expected",
    [
        ("AATTT", {"moderated": []}),
        ("TATTT", {"examined": ["1"], "moderated": []}),
        ("ATTTT", {"moderated": ["2"]}),
        ("AATAA", {"examined": ["25"]}),
        ("AA-CT", {"moderated": ["7"]}),
    ],
)
def test_an_optional_unit_is_no_lack_of_its_own_where_another_could_come_instead(letters, expected):
    assert listing(letters, OPTIONS) == expected


def test_an_optional_unit_is_lacking_where_the_cause_names_it():
    found = units.missing(BY_SLUG["examined"], OPTIONS, "AAXTT", Reason("absent", ("25",)))

    assert found == ["25"]


@pytest.mark.parametrize("letters, size", [("AATTT", 120), ("TATTT", 120), ("AATPT", 60)])
def test_of_optional_units_it_is_told_how_much_is_lacking(letters, size):
    held = sum(one.size for one, it in zip(OPTIONS, letters, strict=True) if it == "A")
    reason = Reason("units_missing", ("7", "8"))

    assert units.optional(BY_SLUG["moderated"], OPTIONS, letters, reason)
    assert not units.optional(BY_SLUG["examined"], OPTIONS, letters, reason)
    assert units.optional_size(OPTIONS, letters, 270, held) == size
    assert units.optional_in_words(size, "GLH") == f"optional units, {size} GLH"
    assert units.optional_in_words(0, "GLH") == "optional units"


@pytest.mark.parametrize(
    "now, told, expected",
    [
        (["1"], ["1"], True),
        (["1", "2"], ["1"], False),
        (["1", "2"], ["1", "2, 3"], True),
        (["2", "optional units, 60 GLH"], ["2, optional units, 120 GLH"], True),
        (["optional units, 60 GLH"], ["2"], False),
        ([], [""], True),
    ],
)
def test_the_board_is_told_again_where_another_unit_is_lacking(now, told, expected):
    assert units.is_told(now, told) == expected


def test_a_qualification_without_exams_lists_nobody_among_examined_units():
    assert units.pattern(BY_SLUG["examined"], UNITS[2:]) == ""


def test_the_letters_are_those_that_standings_are_kept_by():
    lacking = (UnitState.TO_DO, UnitState.ABSENT, UnitState.NO_RESULT, UnitState.NOT_ACHIEVED)

    assert {LETTERS[one] for one in lacking} == set(units.MISSING)
    assert {LETTERS[one] for one in UNDER_WAY} == set(units.UNDER_WAY)
    assert LETTERS[UnitState.CLAIMED] == units.STARTED


@pytest.mark.parametrize(
    "slug, letters, reason, expected",
    [
        ("moderated", "AARR", Reason("visit_not_booked", ("3",)), ["3"]),
        ("moderated", "AART", Reason("visit_too_late", ("3",)), ["3"]),
        ("moderated", "AACT", Reason("claim_not_submitted", ("3",)), ["3"]),
        ("moderated", "AAPT", Reason("units_missing", ("4",)), ["4"]),
        ("moderated", "AAPT", Reason("pending", ("3",)), []),
        ("moderated", "AASR", Reason("visit_to_confirm", ("3",)), []),
        ("examined", "AEAA", Reason("exam_result_missing", ("2",)), ["2"]),
        ("examined", "AEAA", Reason("entered_for_exam", ("2",)), []),
    ],
)
def test_a_unit_under_way_is_lacking_where_its_cause_needs_the_centre(
    slug, letters, reason, expected
):
    assert units.missing(BY_SLUG[slug], UNITS, letters, reason) == expected


def test_where_all_that_is_needed_is_under_way_the_triage_has_asked_what_is_missing_before():
    asked = list(TRIAGE)
    after = asked[asked.index("units_missing") + 1 : asked.index("points_too_low")]

    assert set(after) == set(units.ON_THEIR_WAY)


def test_the_causes_by_which_a_unit_under_way_is_lacking_are_those_that_a_centre_acts_on():
    named = [code for one in BY_SLUG.values() for code in one.causes]

    assert {CAUSES[code].owner for code in named} == {Owner.CENTRE}


def test_the_board_is_told_of_nobody_where_it_was_told_of_all():
    units.check_can_tell(1)

    with pytest.raises(CheckpointRefused, match="told of every"):
        units.check_can_tell(0)


@pytest.mark.parametrize("days, soon", [(-1, False), (0, True), (7, True), (8, False)])
def test_what_ends_within_a_week_ends_soon(days, soon):
    on = TODAY + timedelta(days=days)

    assert endings.ends_soon("late_until_on", on, TODAY) == soon
    assert not endings.ends_soon("results_on", on, TODAY)


def test_a_last_day_has_its_hour_and_is_urgent_on_the_day():
    last = endings.Ending("Last day for late entries", TODAY, "today", "Enter for exams", "/")

    assert (last.until, last.colour) == ("today, 24 March 2027, 23:59", "bad")


@pytest.mark.parametrize(
    "check, number, says",
    [
        (endings.EXAMS, 11, "11 candidates lack an examined unit"),
        (endings.EXAMS, 1, "1 candidate lacks an examined unit"),
        (endings.CLAIMS, 2, "2 candidates lack a moderated unit"),
    ],
)
def test_whom_a_day_concerns_is_said_in_words(check, number, says):
    assert says in endings.lacking(check, number)
