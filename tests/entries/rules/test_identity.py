"""A UCI or ULN is one person's: nobody else is reached by it."""

import pytest

from entries.rules.identity import meets
from entries.rules.people import Person

ADA, BEN = 1, 2
UCI, ULN = "681990012058G", "9276308686"


@pytest.mark.parametrize(
    ("typed", "besides", "field"),
    [
        ({"uci": UCI}, (), "uci"),
        ({"uci": UCI}, {ADA}, ""),
        ({"uln": ULN}, {ADA}, "uln"),
        ({"uci": UCI, "uln": ULN}, {ADA}, "uln"),
        ({"uci": UCI, "uln": ULN}, {ADA, BEN}, ""),
        ({"uci": "12345F140042A"}, (), ""),
        ({}, (), ""),
    ],
)
def test_a_number_of_somebody_else_is_met(typed, besides, field):
    holders = {("uci", UCI): {ADA}, ("uln", ULN): {BEN}}

    found, sentence = meets(Person(**typed), holders, besides=besides)

    assert found == field
    assert bool(sentence) == bool(field)
