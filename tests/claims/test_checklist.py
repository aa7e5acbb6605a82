"""What the checklist before submission notices, and in which words."""

from types import SimpleNamespace

from claims.rules import checklist
from claims.rules.checklist import OddPlace


def test_what_is_odd_stands_in_the_order_of_what_matters_most():
    found = checklist.oddities(unclaimed=[OddPlace("Ada")], left_out=[OddPlace("Bo")], lower=[])

    assert [one.title for one in found] == [
        "Left out of the claim when you submit it",
        "Registered, and not on this claim",
    ]


def test_what_hinders_submission_stands_first_and_open():
    many = [OddPlace("Ada")] * 20

    found = checklist.oddities(left_out=many, again=many)

    assert [(one.hinders, one.is_short) for one in found] == [(True, True), (False, False)]


def test_a_long_list_is_folded_and_a_very_long_one_cut():
    (few,) = checklist.oddities(needed=[OddPlace("Ada")] * 5)
    (many,) = checklist.oddities(needed=[OddPlace("Ada")] * (checklist.SHOWN + 7))

    assert (few.is_short, few.more) == (True, 0)
    assert (many.is_short, many.more) == (False, 7)


def test_ones_own_unsaved_grades_lead_to_their_page_and_anothers_to_a_letter():
    me = SimpleNamespace(pk=1, name="Toni Tutor", email="t@x.example")
    other = SimpleNamespace(pk=2, name="Chris Admin", email="c@x.example")

    assert checklist.typed_not_saved([(me, 1), (other, 3)], mine=1) == [
        OddPlace("You have typed 1 grade and not saved it", page="unsaved"),
        OddPlace("Chris Admin has typed 3 grades and not saved them", email="c@x.example"),
    ]


def test_changes_are_from_the_first_to_the_last_saving():
    first = [[1, 5, "P", "M", 9], [2, 5, None, "D", 9]]
    second = [[1, 5, "M", "D", 9], [3, 5, "P", None, None]]

    assert checklist.changes([first, second]) == {
        (1, 5): ("P", "D"),
        (2, 5): (None, "D"),
        (3, 5): ("P", None),
    }


def test_what_was_changed_back_is_no_change():
    assert checklist.changes([[[1, 5, "P", "M", 9]], [[1, 5, "M", "P", 9]]]) == {}
