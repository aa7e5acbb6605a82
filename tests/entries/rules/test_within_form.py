"""What the rows of one form say against each other."""

from dataclasses import replace
from datetime import date

from entries.rules import within_form as rules
from entries.rules.people import Person
from entries.rules.within_form import within_form

ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")


def test_two_rows_of_one_form_cannot_share_a_number_or_an_identifier():
    one = replace(ADA, uci="681990012058G")
    other = Person("Lindqvist", "Bo", date(2008, 1, 1), "M", "0042", uci="681990012058G")

    clashes = within_form([one, other])

    assert [(row, field) for row, field, _ in clashes] == [(1, "candidate_number"), (1, "uci")]


def test_the_same_person_on_two_rows_is_noticed_unless_said_to_be_two():
    twice = [ADA, replace(ADA, candidate_number="0043")]
    twins = [ADA, replace(ADA, candidate_number="0043", distinct=True)]

    assert "row 1" in within_form(twice)[0][2]
    assert within_form(twins) == []


def test_a_candidate_cannot_be_picked_twice():
    picked = Person(picked="10000001", candidate_number="0042")

    clashes = within_form([picked, picked])

    assert [text for _, _, text in clashes] == [
        "This candidate is on row 1 already. Leave out this row."
    ]


def test_somebody_on_a_later_row_is_found_by_another_form_of_the_name_and_a_slip_in_the_date():
    rows = [
        Person("Ashworth", "Katherine", date(2009, 3, 10), "F", "0001"),
        replace(ADA, forenames="Bea"),
        Person("Ashworth", "Kate", date(2009, 10, 3), "F", "0003"),
    ]

    [(row, field, text)] = within_form(rows)

    assert (row, field) == (2, "") and "the person on row 1: day and month" in text


def test_rows_that_have_nothing_in_common_are_not_compared(monkeypatch):
    compared = []
    monkeypatch.setattr(rules.likeness, "likely_same", lambda *two: compared.append(two) or "")
    letters = "bcdfghjklm"
    names = [f"{a}o{b}i{c}u" for a in letters for b in letters for c in "rs"]

    within_form(
        [Person(name, name[::-1], date(2009, 3, 1 + at % 28)) for at, name in enumerate(names)]
    )

    assert len(compared) < len(names)


def test_rows_without_a_number_are_not_told_that_they_have_the_same():
    rows = [replace(ADA, candidate_number=""), Person("Lindqvist", "Bo", date(2008, 1, 1), "M")]

    assert within_form(rows) == []
