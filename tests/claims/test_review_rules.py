"""What a moderator may make of a claim's grades, without a database."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

import pytest

from claims import rules
from claims.rules import Change, Reviewer

GRADES = ("P", "M", "D", "U")


@dataclass
class ALine:
    """A line as rules see one."""

    claimed: str = "P"
    grade: str = "P"
    reason: str = ""
    live: bool = True
    pk: int = 1

    def __str__(self):
        return "Okafor, Ada, unit 7"


def check(change, line=None, **more):
    line = line or ALine()
    rules.check_changes([change], {line.pk: line}, **{"gradable": GRADES, **more})


@pytest.mark.parametrize(
    ("suite", "level", "grade"), [("2016", 3, "U"), ("2016", 2, "1C"), ("2012", 2, "U")]
)
def test_a_failed_unit_is_graded_by_suite_and_level(suite, level, grade):
    qualification = SimpleNamespace(suite=suite, level=level)

    assert rules.gradable(qualification) == ("P", "M", "D", grade)


@pytest.mark.parametrize("grade", ["M", "U", None])
def test_a_change_needs_a_reason(grade):
    with pytest.raises(rules.GradeRefused, match="Okafor, Ada, unit 7: give the reason"):
        check(Change(1, grade, " "))


def test_a_reason_has_its_limit():
    with pytest.raises(rules.GradeRefused, match="shorten the reason to 500"):
        check(Change(1, "U", "x" * 501))


def test_agreeing_needs_no_reason():
    check(Change(1, "P"))


def test_a_moderator_gives_only_grades_of_the_qualification():
    with pytest.raises(rules.GradeRefused, match="not a grade"):
        check(Change(1, "1C", "why"))


def test_a_unit_claimed_again_stays_withdrawn():
    with pytest.raises(rules.GradeRefused, match="claimed again"):
        check(Change(1, "P"), taken={1})


def test_a_line_of_another_claim_is_refused():
    with pytest.raises(rules.GradeRefused, match="no longer on the claim"):
        check(Change(2, "P"))


def test_each_wrong_line_has_its_own_sentence():
    lines = {1: ALine(), 2: ALine(pk=2), 3: ALine(pk=3)}
    changes = [Change(1, "U"), Change(2, "M", "why"), Change(3, "1C", "why")]

    with pytest.raises(rules.GradeRefused) as refusal:
        rules.check_changes(changes, lines, gradable=GRADES)

    assert list(refusal.value.objections) == [1, 3]


def test_of_two_who_change_a_line_the_second_is_shown_both_and_asked():
    line = ALine(grade="U", reason="No evidence.")
    reviewer = Reviewer("Morgan Moderator", datetime(2026, 11, 20, 10, 0))

    with pytest.raises(rules.GradeRefused) as refusal:
        check(Change(1, "D", "Better.", seen="P:"), line, reviewers={1: reviewer})

    (objection,) = refusal.value.objections.values()
    assert objection.now == "U:No evidence."
    assert "by Morgan Moderator at 10:00 on 20 November: U (“No evidence.”)" in objection.sentence
    assert "yours is D" in objection.sentence


@pytest.mark.parametrize(
    ("change", "line", "asked"),
    [
        (Change(1, "U", "x", seen="P:"), ALine(), False),
        (Change(1, "U", "x", seen="P:"), ALine(grade="U", reason="x"), False),
        (Change(1, "U", "x", seen="P:"), ALine(live=False, reason="x"), True),
        (Change(1, None, "x", seen="P:"), ALine(live=False, reason="x"), False),
        (Change(1, "P", "x", seen="U:x"), ALine(), False),
        (Change(1, "U", "x"), ALine(grade="M", reason="y"), False),
    ],
)
def test_only_a_line_with_something_other_on_it_was_overtaken(change, line, asked):
    assert rules.overtaken(change, line) is asked
