"""What every request must say, whatever its type."""

from dataclasses import replace
from datetime import date

import pytest

from mir import rules
from mir.request_facts import RequestFacts
from mir.request_types import ENTRY_CHANGE, MISSING_EXAM_RESULT

PLAIN = RequestFacts(date(2026, 11, 20))


def problems(kind=ENTRY_CHANGE, **changes):
    given = {
        "named": {"candidate"},
        "facts": PLAIN,
        "confirmed": {"entry-made"},
        "documents": (),
        "explanation": "The result is missing.",
        "urgency": (False, ""),
        **changes,
    }
    with pytest.raises(rules.RequestNotReady) as refused:
        rules.check_can_raise(kind, **given)
    return refused.value


def test_a_request_says_what_is_wrong():
    refused = problems(explanation=" \n ")

    assert refused.problems == (rules.Problem("explanation", "Say what is missing or wrong."),)


def test_an_urgent_request_says_why():
    (problem,) = problems(urgency=(True, " ")).problems

    assert problem.field == "urgent_because"


@pytest.mark.parametrize(
    ("fact", "field"),
    [("candidate_here", "candidate"), ("unit_offered", "unit"), ("claim_known", "claim_number")],
)
def test_what_is_named_belongs_to_the_centre_and_the_qualification(fact, field):
    (problem,) = problems(facts=replace(PLAIN, **{fact: False})).problems

    assert problem.field == field


def test_every_problem_is_told_at_once():
    refused = problems(MISSING_EXAM_RESULT, named=set(), confirmed=set(), explanation="")

    assert [problem.field for problem in refused.problems] == [
        "candidate",
        "unit",
        "series",
        "register-checked",
        "attendance-register",
        "seating-plan",
        "despatch-log",
        "explanation",
    ]
    assert "Seating plan: choose the file." in str(refused)


def test_a_paper_that_the_type_does_not_know_is_refused():
    (problem,) = problems(documents=("shopping-list",)).problems

    assert "shopping-list" in problem.sentence


def test_any_other_papers_may_come_along():
    rules.check_can_raise(
        ENTRY_CHANGE,
        named={"candidate"},
        facts=PLAIN,
        confirmed={"entry-made"},
        documents=("other", "other"),
        explanation="Missing.",
        urgency=(True, "A place is at risk."),
    )
