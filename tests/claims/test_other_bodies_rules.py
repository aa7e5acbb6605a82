"""What may be said of another awarding body, and when evidence is taken."""

from types import SimpleNamespace

import pytest

from claims.rules import OtherBodyRefused, other_bodies


@pytest.mark.parametrize("name", ["Pearson", "City & Guilds", "Rocr", "CAMBRIDGE OCRE", "é" * 120])
def test_the_name_of_another_body_stands(name):
    other_bodies.check_body(name)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Enter the name"),
        ("x" * 121, "121 characters; the most is 120"),
        ("OCR", "Units achieved with OCR"),
        ("o.c.r.", "Units achieved with OCR"),
        ("OCR Nationals", "Units achieved with OCR"),
        ("Oxford, Cambridge and RSA Examinations", "Units achieved with OCR"),
    ],
)
def test_no_name_and_our_own_name_are_refused(name, sentence):
    with pytest.raises(OtherBodyRefused, match=sentence):
        other_bodies.check_body(name)


def test_spaces_are_tidied():
    assert other_bodies.tidy_body("  City  &\tGuilds ") == "City & Guilds"


def a_line(body="Pearson"):
    who, unit = SimpleNamespace(name="Okafor, Ada"), SimpleNamespace(number="4")
    return SimpleNamespace(other_awarding_body=body, candidate=who, unit=unit)


def test_a_line_of_another_body_takes_evidence_up_to_the_most():
    other_bodies.check_can_prove(a_line(), 10, 10)

    with pytest.raises(OtherBodyRefused, match="unit 4, has 10 files"):
        other_bodies.check_can_prove(a_line(), 11, 10)


@pytest.mark.parametrize("line", [None, a_line(body="")])
def test_other_lines_take_none(line):
    with pytest.raises(OtherBodyRefused, match="Evidence is for units from another"):
        other_bodies.check_can_prove(line, 1, 10)
