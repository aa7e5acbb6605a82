"""Apply to all carries only what was chosen, and asks before it replaces anything."""

from types import SimpleNamespace

import pytest

from claims.forms.applying import applying, asked_about, chosen_in, put_back


def row(said, name="1", *, was="", is_open=True, line=None):
    """A row that says a grade and an assessor, "M:7", where the claim says what it `was`."""
    grade, _, assessor = said.partition(":")
    place = SimpleNamespace(key=f"{name}-9", is_open=is_open, line=line)
    return SimpleNamespace(place=place, was=was, grade=grade, assessor=assessor)


def said(rows):
    return [f"{one.grade}:{one.assessor}" for one in rows]


def press(said, below, was="", preset=""):
    """What a press of Apply to all in a row would do to those below."""
    source = row(said, was=was)
    return applying(source, chosen_in(source, preset), below)


def rows(*told):
    return [row(one, str(number)) for number, one in enumerate(told, 2)]


@pytest.mark.parametrize(
    ("shown", "chosen", "below", "after"),
    [
        # only an assessor: no grade is touched, whether the row itself has one or not
        (":", ":7", ["P:", ":", "D:7"], ["P:7", ":7", "D:7"]),
        ("M:5", "M:7", ["P:", ":", "D:7"], ["P:7", ":7", "D:7"]),
        # only a grade: everybody keeps their assessor
        (":5", "M:5", [":7", "M:7", ":"], ["M:7", "M:7", "M:"]),
        # both
        (":", "D:7", [":", ":5"], ["D:7", "D:7"]),
        # nothing was changed in the row: all that it says
        ("P:5", "P:5", [":", "P:5"], ["P:5", "P:5"]),
    ],
)
def test_only_what_was_chosen_is_given(shown, chosen, below, after):
    was, preset = (shown, "") if shown[0] != ":" else ("", shown[1:])
    found = press(chosen, reached := rows(*below), was, preset)

    found.carry_out(everywhere=False)

    assert said(reached) == after


def test_it_says_how_many_rows_change_and_what_they_lose():
    below = rows(":", "P:7", "M:7", "M:5", ":7")
    found = press("M:7", below)

    lost = "1 of them has another grade, 1 of them has another assessor"
    assert found.question == f"4 rows change, {lost}."
    assert found.adding == 2


def test_what_is_lost_is_lost_only_where_it_was_agreed():
    below = rows(":", "P:7", "M:7")
    done = press("M:7", below).carry_out(everywhere=False)

    assert said(below) == ["M:7", "P:7", "M:7"]
    assert done.sentence == "1 row changed."

    done = press("M:7", below).carry_out(everywhere=True)

    assert said(below) == ["M:7", "M:7", "M:7"]
    assert done.sentence == "1 row changed, 1 of them had another grade."


def test_not_claiming_takes_grades_off_and_always_asks():
    below = [*rows("P:7", ":7"), row("D:7", "9", is_open=False, line=object())]
    found = press(":7", below, was="M:7")

    assert len(found.replacing) == 2
    found.carry_out(everywhere=True)

    assert said(below) == [":7", ":7", ":7"]


def test_who_may_not_be_claimed_gets_no_grade():
    below = [row(":", "2", is_open=False), row(":", "3")]

    press("M:7", below).carry_out(everywhere=True)

    assert said(below) == [":", "M:7"]


def test_it_can_be_undone():
    below = rows(":", "P:7", "M:5")
    done = press("M:7", below).carry_out(everywhere=True)

    back = put_back(below, dict(done.before))

    assert said(below) == [":", "P:7", "M:5"]
    assert len(back) == 3


def test_undo_takes_no_grade_that_centres_do_not_give():
    below = rows(":")

    assert put_back(below, {"before-2-9": "U:7"}) == []
    assert said(below) == [":"]


def test_an_answer_gives_what_was_asked_about_and_nothing_else():
    below = rows("P:5", "D:5", ":")
    asked = press("M:7", below, was="M:5")
    assert asked.question == "3 rows change, 2 of them have another assessor."

    answered = asked_about(dict(asked.asked_about))
    applying(row("M:7", was="M:5"), answered, below).carry_out(everywhere=True)

    assert said(below) == ["P:7", "D:7", ":7"]
