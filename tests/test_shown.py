"""What a page showed travels with it, signed, and is compared with what is to be done."""

import pytest

from interchange import shown

BEFORE = {"Abara, Ben": {"unit 1": "M by AB", "unit 2": "P by AB"}, "Fees": {"Entry": "1 × £15.00"}}
NOW = {"Abara, Ben": {"unit 1": "D by AB", "unit 3": "P by AB"}, "Fees": {"Entry": "1 × £15.00"}}


def test_what_a_page_carries_comes_back():
    sent = {"shown": shown.carried("submit claim 7", BEFORE)}

    assert shown.carried_by(sent, "submit claim 7") == BEFORE


@pytest.mark.parametrize("spoil", [str.swapcase, lambda text: "", lambda text: f"{text}x"])
def test_what_was_altered_counts_as_nothing_seen(spoil):
    carried = shown.carried("submit claim 7", BEFORE)

    assert shown.carried_by({"shown": spoil(carried)}, "submit claim 7") == {}
    assert shown.carried_by({}, "submit claim 7") == {}


def test_what_was_shown_for_one_thing_confirms_no_other():
    sent = {"shown": shown.carried("submit claim 7", BEFORE)}

    assert shown.carried_by(sent, "submit claim 8") == {}


def test_differences_say_what_is_new_changed_and_gone():
    found = [(one.kind, str(one)) for one in shown.differences(BEFORE, NOW)]

    assert found == [
        ("Changed", "Abara, Ben, unit 1: M by AB → D by AB"),
        ("New", "Abara, Ben, unit 3: P by AB"),
        ("Gone", "Abara, Ben, unit 2: P by AB"),
    ]


def test_a_whole_line_that_is_gone_is_named_part_by_part():
    found = shown.differences(BEFORE, {"Fees": BEFORE["Fees"]})

    assert [(one.kind, one.part) for one in found] == [("Gone", "unit 1"), ("Gone", "unit 2")]


def test_the_same_is_confirmed_and_anything_else_is_not():
    shown.check_same(BEFORE, dict(BEFORE))
    shown.check_same(None, BEFORE)  # a command line shows no page
    with pytest.raises(shown.ShownOtherwise, match="not what the page showed") as refused:
        shown.check_same(BEFORE, NOW)
    assert refused.value.differences == shown.differences(BEFORE, NOW)


def test_of_a_page_that_showed_nothing_no_differences_are_told_but_nothing_is_confirmed():
    with pytest.raises(shown.ShownOtherwise) as refused:
        shown.check_same({}, NOW)
    assert refused.value.differences == []


def test_a_page_lists_no_more_differences_than_can_be_read():
    lines = {f"Candidate {number}": {"unit 1": "P"} for number in range(500)}

    assert len(shown.differences(NOW, lines)) == shown.MOST


def test_a_claim_of_ten_thousand_grades_is_carried_in_little():
    lines = {
        f"Surname{number}, Forename{number % 37} ({50_000_000 + number})": {
            f"unit {unit}": f"{'PMD'[(number * unit) % 3]} by AB" for unit in range(1, 21)
        }
        for number in range(500)
    }

    assert len(shown.carried("submit claim 7", lines)) < 40_000
