"""When may a candidate whose attempts are used up be registered again?"""

from dataclasses import replace

import pytest

from entries.rules import registering_again as rules

POSSIBLE = rules.AgainFacts(allowed=True, open=True, used_up=("1",))


def test_whoever_has_no_attempts_left_can_be_registered_again():
    assert rules.refusal(POSSIBLE) == ""


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ({"open": False}, "registered anew already"),
        ({"used_up": ()}, "Enter the candidate for the exam"),
        ({"allowed": False}, "Top up or move down"),
        ({"to_come": ("2",)}, "exam result of unit 2 is still to come"),
        ({"to_come": ("2", "3")}, "units 2, 3"),
        ({"size_asked": True}, "Take it back"),
        ({"offered": False}, "not offered here any more"),
        ({"not_approved": "Ask for approval."}, "Ask for approval."),
    ],
)
def test_each_refusal_says_what_to_do(fact, says):
    assert says in rules.refusal(replace(POSSIBLE, **fact))
