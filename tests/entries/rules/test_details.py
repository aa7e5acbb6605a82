"""A correction or another name? By the table."""

from datetime import date

import pytest

from entries.rules import details as rules

BORN = date(2009, 3, 14)


def who(name, born_on=BORN, **more):
    """The Details of somebody; the name as `Surname, Forenames`."""
    surname, _, forenames = name.partition(", ")
    return rules.Details(surname, forenames, born_on, "F", **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Okafor, Ada", "Okafr, Ada"),
        ("Okafor, Ada", "OKAFOR, ADA"),
        ("Müller, Jörg", "Muller, Jorg"),
        ("Ada, Okafor", "Okafor, Ada"),
        ("Ada, Okafr", "Okafor, Ada"),
        ("Tang Po Heng", "Tang, Po Heng"),
        ("O'Neill, Kit", "ONeill, Kit"),
        ("Smith Jones, Al", "Smith-Jones, Al"),
        ("Smith, Alexander", "Smith, Alex"),
        ("Smith, Ada Mary", "Smith, Ada"),
        ("Khan, Ada", "Kahn, Ada"),
        ("Reid, Ada", "Reed, Ada"),
        ("Okafor, Sara", "Okafor, Zara"),
        ("van der Berg, Jo", "Vanderberg, Jo"),
    ],
)
def test_another_spelling_is_the_same_name(one, other):
    assert rules.same_name(who(one), who(other))
    assert rules.same_name(who(other), who(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Okafor, Ada", "Smith, Ada"),
        ("Smith, Ada", "Smith-Jones, Ada"),
        ("Okafor, Ada", "Okafor, Bello"),
        ("Lee, Ada", "Leo, Ada"),
        ("Smith", "Smith, Ada"),
        ("Jones, Ada", "Johnson, Ada"),
        ("Brown, Ada", "Green, Bea"),
    ],
)
def test_another_name_is_not(one, other):
    assert not rules.same_name(who(one), who(other))
    assert not rules.same_name(who(other), who(one))


def why(old, new, *, settled=None, held=False):
    """Why the board decides."""
    return rules.why_board(settled or old, old, new, held=held)


@pytest.mark.parametrize(
    "new",
    [
        who("Okafr, Ada"),
        who("Okafor, Ada", date(2009, 4, 13)),
        who("Okafor, Ada", uci="681990012058G"),
        who("Okafor, Ada", uln="9276308686"),
        who("OKAFOR, Ada", date(2009, 4, 13)),
    ],
)
def test_a_correction_needs_nobody(new):
    assert why(who("Okafor, Ada"), new) == []


def test_another_name_needs_the_board():
    assert why(who("Okafor, Ada"), who("Smith, Ada")) == [rules.WHOLE_NAME]


def test_name_and_date_of_birth_together_need_the_board():
    new = who("Okafr, Ada", date(2008, 3, 14))

    assert why(who("Okafor, Ada"), new) == [rules.ANOTHER_PERSON]


def test_name_and_date_of_birth_one_after_the_other_need_the_board_as_well():
    first, then = who("Okafr, Ada"), who("Okafr, Ada", date(2008, 3, 14))

    assert why(first, then, settled=who("Okafor, Ada")) == [rules.ANOTHER_PERSON]


def test_a_chain_of_corrections_leads_to_no_other_name():
    chain = [who(one) for one in ("Marten, Jo", "Martin, Jo", "Martan, Jo", "Bartan, Jo")]

    assert why(chain[1], chain[2], settled=chain[0]) == []
    assert why(chain[2], chain[3]) == []
    assert why(chain[2], chain[3], settled=chain[0]) == [rules.WHOLE_NAME]


def test_a_number_after_a_corrected_name_needs_nobody():
    old = who("Okafr, Ada")

    assert why(old, who("Okafr, Ada", uln="9276308686"), settled=who("Smith, Jo")) == []


def test_a_number_that_another_record_holds_needs_the_board():
    new = who("Okafor, Ada", uci="681990012058G")

    assert why(who("Okafor, Ada"), new, held=True) == [rules.HELD]


def test_details_are_settled_where_the_board_last_looked():
    corrections = [(who("C"), False), (who("B"), False), (who("A"), True), (who("Z"), False)]

    assert rules.settled(who("D"), corrections) == who("B")
    assert rules.settled(who("D"), []) == who("D")


def test_what_was_left_alone_follows_what_somebody_else_saved():
    seen, now = who("Okafor, Ada"), who("Okafor, Ada", uln="9276308686")
    typed = who("Okafr, Ada")

    assert rules.following(seen, typed, now) == who("Okafr, Ada", uln="9276308686")


def test_what_somebody_else_changed_is_named():
    with pytest.raises(rules.DetailsOvertaken, match="the surname and the ULN"):
        rules.check_seen(who("Okafor, Ada"), who("Okafr, Ada", uln="9276308686"))


def test_nothing_changed_is_refused():
    with pytest.raises(rules.DetailsRefused, match="nothing would change"):
        rules.check(who("Okafor, Ada"), who("Okafor, Ada"), date(2026, 11, 20))


def test_unsound_details_are_refused_with_every_reason():
    new = who("Okafor, Ada", date(2025, 1, 1), uci="123", uln="9999999999")

    with pytest.raises(rules.DetailsRefused) as refusal:
        rules.check(who("Okafor, Ada"), new, date(2026, 11, 20))

    for words in ("Check the year", "13 characters", "not a ULN"):
        assert words in str(refusal.value)


def test_what_stays_as_an_older_record_has_it_is_not_judged():
    old = who("0kafor, Ada", uci="123")

    rules.check(old, who("0kafor, Ada", uci="123", uln="9276308686"), date(2026, 11, 20))


def test_details_come_back_from_where_they_are_kept():
    one = who("Okafor, Ada", uci="681990012058G")

    assert rules.from_json(rules.as_json(one)) == one


def test_what_changes_is_told_in_words():
    rows = rules.rows(who("Okafor, Ada"), who("Okafor, Ada", date(2009, 4, 1), uln="9276308686"))

    assert [(row.title, row.old, row.new) for row in rows] == [
        ("Date of birth", "14 March 2009", "1 April 2009"),
        ("ULN", "Not on record", "9276308686"),
    ]
