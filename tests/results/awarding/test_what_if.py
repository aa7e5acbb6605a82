"""Cases written as words."""

import pytest

from results.awarding import what_if

EXAMPLE = "05842 1=M 2=M 3=M 4=M 8=M 12=M 16=M 17=D 18=D 19=D 20=D"


def test_the_worked_example_is_told_in_full():
    found = what_if.decide_line(EXAMPLE)

    assert (found["outcome"], found["grade"], found["points"]) == ("award", "DD", 200)
    assert found["shortfalls"] == []
    assert len(found["counted"]) == 11
    assert found["counted"][0]["unit"] == "1"
    assert sum(one["points"] for one in found["counted"]) == 200


def test_what_is_short_is_told_with_what_could_fill_it():
    found = what_if.decide_line("05838 1=P")

    assert (found["outcome"], found["grade"]) == ("not_yet", None)
    assert found["shortfalls"] == [
        {
            "group": "Mandatory units",
            "reason": "missing",
            "needed": 1,
            "measure": "units",
            "could_be": ("2",),
            "because": (),
        }
    ]


def test_attempts_used_up_are_unclassified():
    found = what_if.decide_line("05838 1=U 2=D --no-attempts-left 1")

    assert (found["outcome"], found["grade"]) == ("unclassified", "U")


def test_a_pathway_may_be_named():
    name = "Digital Content for Interactive Media"

    assert what_if.decide_line(f"05845 1=P --pathway '{name}'")["pathway"] == name


def test_units_of_another_awarding_body_are_given_by_credits():
    found = what_if.decide_line("05327 1=P 2=P --other 10=D")

    assert (found["outcome"], found["points"]) == ("award", 230)


def test_numbers_may_be_written_as_on_the_paper_and_grades_in_small_letters():
    assert what_if.decide_line("05838 01=m 02=p") == what_if.decide_line("05838 1=M 2=P")


def test_a_unit_closed_to_the_size_is_allowed_and_does_not_count():
    found = what_if.decide_line("05838 1=P 2=P 3=D")

    assert found["outcome"] == "award"
    assert found["not_counted"] == [{"unit": "3", "grade": "D", "because": "closed"}]


@pytest.mark.parametrize(
    "line",
    [
        "05327 5=U 3=P 2=D 1=P --other 10=D --other 5=P",
        "05327 --other 5=P 1=P 2=D --other 10=D 3=P 5=U",
        "--other 10=D 05327 3=P 5=U 1=P --other 5=P 2=D",
    ],
)
def test_the_order_of_the_words_does_not_matter(line):
    assert what_if.decide_line(line) == what_if.decide_line(
        "05327 1=P 2=D 3=P 5=U --other 5=P --other 10=D"
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "the line is empty: give an entry code and units such as 05842 1=M"),
        ("99999 1=M", "there is no qualification with the entry code 99999"),
        ("../05842 1=M", "there is no qualification with the entry code ../05842"),
        ("05842 99=M", "05842 has no unit 99"),
        ("05842 1=X", "unit 1 of 05842 cannot be 'X': its grades are D, M, P, R, U"),
        ("05842 4=R", "unit 4 of 05842 cannot be 'R': its grades are D, M, P, U"),
        ("05842 1", "'1' is not a unit and its grade: write 1=M"),
        ("05842 1=", "'1=' is not a unit and its grade: write 1=M"),
        ("05842 =M", "'=M' is not a unit and its grade: write 1=M"),
        ("05842 1=M 1=D", "unit 1 is given twice: give its best grade"),
        ("05842 1=M --no-attempts-left 99", "05842 has no unit 99"),
        (
            "05842 1=M --no-attempts-left 4",
            "unit 4 is moderated: it can be claimed as often as needed",
        ),
        ("05842 1=M --other 10=D", "05842 takes no units of another awarding body"),
        ("05347 --other ten=D", "'ten=D' is not the credits and grade of a unit: write 10=M"),
        ("05347 --other ١٠=D", "'١٠=D' is not the credits and grade of a unit: write 10=M"),
        ("05347 --other 00=D", "'00=D' is not the credits and grade of a unit: write 10=M"),
        ("05347 --other 31=P", "a unit of 31 credits is larger than 05347 itself, which has 30"),
        ("05358 --other 999=P", "a unit of 999 credits is larger than 05358 itself, which has 180"),
        (
            "05885 1=P",
            "05885 is not offered here yet: only one of its units is known, and not its GLH",
        ),
        (
            "05347 --other 10=R",
            "a unit of another awarding body cannot be 'R': its grades are D, M, P, U",
        ),
        (
            "05871 1=M",
            "05871 is not offered here yet: only 780 of 1080 GLH of its units are known",
        ),
        ("05842 1=M --colour red", "unrecognized arguments: --colour red"),
        ("05842 1=M 'oops", "the line cannot be read: No closing quotation"),
    ],
)
def test_a_case_that_cannot_be_decided_says_why(line, sentence):
    with pytest.raises(what_if.BadCase) as refusal:
        what_if.decide_line(line)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "line",
    [
        "LONG",
        "05842 LONG",
        "05842 LONG=M",
        "05842 1=LONG",
        "05842 1=M --pathway LONG",
        "05842 1=M --no-attempts-left LONG",
        "05347 --other LONG",
        "05347 --other 10=LONG",
        "05842 --LONG",
        "05842 " + "--c " * 50_000,
    ],
)
def test_an_error_says_no_more_than_the_beginning_of_a_long_word(line):
    with pytest.raises(what_if.BadCase) as refusal:
        what_if.decide_line(line.replace("LONG", "x" * 200_000))

    assert len(str(refusal.value)) < 2 * what_if.MOST_LETTERS


def test_a_name_of_eighty_letters_is_told_in_full():
    with pytest.raises(what_if.BadCase, match=f"has no pathway '{'x' * 80}'"):
        what_if.decide_line("05842 1=M --pathway " + "x" * 80)


def test_what_is_missing_is_counted_from_all_that_is_held():
    found = what_if.decide_line("05358" + 24 * " --other 7=P")

    (short,) = found["shortfalls"]
    assert (short["needed"], short["measure"]) == (180 - 24 * 7, "credits")
    assert [one["because"] for one in found["not_counted"]] == ["left_over"]
