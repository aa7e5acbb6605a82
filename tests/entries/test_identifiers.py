"""The check characters of UCI and ULN, by the vectors that were published or worked out by hand."""

import pytest

from entries import identifiers


@pytest.mark.parametrize(
    "uci", ["681990012058G", "689990980001D", "999990140001B", "99999A140001T"]
)
def test_a_published_uci_is_sound(uci):
    assert identifiers.uci_problem(uci) == ""


def test_the_example_on_a_boards_page_is_no_uci_because_its_x_only_holds_the_place():
    assert "last letter" in identifiers.uci_problem("999990140001X")


@pytest.mark.parametrize(
    ("uci", "says"),
    [
        ("68199001205", "has 13 characters, this has 11"),
        ("681990012058I", "check letter"),
        ("6819A0012058G", "five digits"),
        ("68199Z012058G", "a board's letter"),
        ("681990012085G", "does not fit"),
    ],
)
def test_a_mistyped_uci_is_refused_in_a_sentence(uci, says):
    assert says in identifiers.uci_problem(uci)


def test_swapping_two_neighbouring_digits_of_a_uci_is_always_noticed():
    uci = "681990012058G"
    for at in range(11):
        swapped = uci[:at] + uci[at + 1] + uci[at] + uci[at + 2 :]
        if swapped != uci and swapped[5] in identifiers.UCI_BOARDS:
            assert identifiers.uci_problem(swapped)


def test_the_check_letter_is_added_where_a_centre_gives_the_first_twelve():
    assert identifiers.completed_uci(" 68199 0012058 ") == "681990012058G"


def test_a_whole_uci_is_only_tidied():
    assert identifiers.completed_uci("681990012058g") == "681990012058G"


def test_no_uci_and_no_uln_are_allowed():
    assert identifiers.uci_problem("") == identifiers.uln_problem("") == ""


def test_a_uln_by_the_published_sum_is_sound():
    assert identifiers.uln_problem("9276308686") == ""


@pytest.mark.parametrize(
    ("uln", "says"),
    [
        ("9999999999", "check digit"),
        ("0000000042", "check digit"),
        ("9276308687", "check digit"),
        ("TBC", "ten digits"),
        ("927630868", "ten digits"),
        ("٩٢٧٦٣٠٨٦٨٦", "ten digits"),
    ],
)
def test_placeholders_and_mistyped_ulns_are_refused(uln, says):
    assert says in identifiers.uln_problem(uln)
