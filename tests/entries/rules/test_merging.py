"""When two records are one person's, which is kept, and what stands in the way."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from entries.rules import merging as rules
from entries.rules.merging import MergeFacts, MergeRefused

FINE = MergeFacts(because="The school confirms it.")


def test_two_records_without_anything_in_both_may_be_merged():
    assert rules.refusal(FINE) == ""


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"same": True}, "same record twice"),
        ({"merged": True}, "merged already"),
        ({"claimed": ("unit 3 on claim 100001",)}, "claimed for unit 3 on claim 100001"),
        ({"registered": ("05839 at 12345",)}, "registered for 05839 at 12345"),
        ({"entered": ("unit 1 in June 2027",)}, "entered for unit 1 in June 2027"),
        ({"because": " "}, "Write why"),
    ],
)
def test_what_both_have_at_once_stands_in_the_way_and_is_named(change, because):
    assert because in rules.refusal(replace(FINE, **change))


def record(number="50000002", **details):
    known = dict.fromkeys((*rules.CHOSEN, "uci"), "")
    return SimpleNamespace(**{**known, "ocr_number": number, **details})


def test_the_older_number_is_kept():
    young, old = record("50000002"), record("50000001")

    assert rules.kept_first(young, old) == [old, young]


@pytest.mark.parametrize(
    ("ucis", "kept"),
    [
        (("123450140001B", "123450120001X"), "123450120001X"),
        (("123450990001B", "123450140001X"), "123450990001B"),
        (("", "123450140001X"), "123450140001X"),
        (("", ""), ""),
    ],
)
def test_the_earliest_uci_is_kept_for_life(ucis, kept):
    assert rules.earliest_uci(*ucis) == kept


def test_details_are_those_chosen_and_gaps_are_filled():
    kept = record("50000001", surname="Lee", forenames="Ann", sex="F")
    merged = record("50000002", surname="Leigh", forenames="Anna", uln="9276308686")

    found = rules.settled(kept, merged, ["surname"])

    assert (found["surname"], found["forenames"]) == ("Leigh", "Ann")
    assert (found["sex"], found["uln"]) == ("F", "9276308686")


def test_a_merge_can_be_undone_for_some_days():
    rules.check_can_undo(date(2026, 11, 1), 30, date(2026, 12, 1))
    with pytest.raises(MergeRefused, match="until 1 December 2026"):
        rules.check_can_undo(date(2026, 11, 1), 30, date(2026, 12, 2))
