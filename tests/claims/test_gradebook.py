"""What a filled file of grades asks of a claim: rules without a database."""

import pytest

from claims import rules
from claims.gradebook.values import NotAGrade, asked
from tests.claims.books import ADA, CY, DI, a_book, cells, faults, read


@pytest.mark.parametrize(
    ("value", "means"),
    [
        ("P", ("P", "")),
        ("m", ("M", "")),
        ("Distinction", ("D", "")),
        ("P AB", ("P", "AB")),
        ("p ab", ("P", "AB")),
        ("D (T1)", ("D", "T1")),
        ("M/AB", ("M", "AB")),
        ("Not claiming", (None, "")),
        ("NOT CLAIMING", (None, "")),
        ("n", (None, "")),
    ],
)
def test_a_cell_holds_a_grade_and_perhaps_initials(value, means):
    assert asked(value) == means


@pytest.mark.parametrize("value", ["X", "PP", "PAB", "P AB CD", "1", "=P", "P*", "0", "-", "#REF!"])
def test_what_is_no_grade_says_what_may_stand(value):
    with pytest.raises(NotAGrade, match=r"This is no grade. Write P, M or D"):
        asked(value)


def test_u_is_the_moderators():
    with pytest.raises(NotAGrade, match="Only the moderator gives U"):
        asked("U AB")


def test_grades_get_the_assessor_of_their_initials_else_the_one_chosen():
    filled = read(("50000001", "", "", "P cd", "D"), default=1)

    assert cells(filled) == [(ADA, 40, "P", 2, ""), (ADA, 210, "D", 1, "")]


def test_a_grade_on_the_claim_keeps_its_assessor_unless_other_initials_say_so():
    assert cells(read(("50000001", "", "M"), default=2)) == []
    assert cells(read(("50000001", "", "M CD"))) == [(ADA, 30, "M", 2, "M:1")]
    assert cells(read(("50000001", "", "P"), default=2)) == [(ADA, 30, "P", 2, "M:1")]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("P", "Write the assessor's initials after the grade, such as P AB, or choose"),
        ("P XY", "XY are the initials of no centre assessor set up for 05839"),
    ],
)
def test_a_grade_nobody_known_marked_is_told(value, says):
    filled = read(("50000002", "", value))

    assert faults(filled) == [(2, "C", value)]
    assert says in filled.faults[0].sentence
    assert filled.faults[0].candidate == "Ödegård, Ben"


def test_an_empty_cell_leaves_the_claim_as_it_is_and_not_claiming_takes_off():
    filled = read(("50000001", "", "N", "", "Not claiming"))

    assert cells(filled) == [(ADA, 30, None, None, "M:1")]
    assert [one.place for one in filled.same] == [(ADA, 210)]


def test_what_cannot_be_claimed_is_told_in_the_words_of_every_page():
    filled = read(
        ("50000002", "", "", "P AB"),
        ("50000003", "", "P AB", "P AB"),
        ("50000004", "", "P AB", "N"),
    )

    assert faults(filled) == [(2, "D", "P AB"), (3, "D", "P AB"), (4, "C", "P AB")]
    told = [one.sentence for one in filled.faults]
    assert "Ödegård, Ben, unit 4 is already on claim 7 for 05842" in told[0]
    assert "Chan, Cy, unit 4 cannot be claimed" in told[1]
    assert cells(filled) == [(CY, 30, "P", 1, ""), (DI, 40, None, None, "P:2")]


def test_a_grade_of_another_awarding_body_keeps_its_body():
    held = {(ADA, 30): rules.Held("M", 1, other_awarding_body="Other Board")}
    book = a_book(held=held, other_bodies=True)

    assert read(("50000001", "", "P AB"), book=book).cells[0].other_awarding_body == "Other Board"
    assert read(("50000001", "", "N"), book=book).cells[0].other_awarding_body == ""
    assert read(("50000001", "", "M"), book=book).cells == []
