"""Names are sorted as people look for them."""

import unicodedata
from itertools import pairwise

import pytest

from interchange.sorting import sorts_as

IN_ORDER = [
    ("Abara", "Ben"),
    ("Æthelwold", "Ed"),
    ("ARCHER", "CHIDI"),
    ("Archer", "Dan"),
    ("de Silva", "Rui"),
    ("De Souza", "Ana"),
    ("Dean", "Tom"),
    ("Économou", "Lea"),
    ("Edwards", "Amy"),
    ("Łapiński", "Jan"),
    ("Larsen", "Bo"),
    ("Løvland", "Ida"),
    ("Lowe", "Kim"),
    ("MacDonald", "Iain"),
    ("Macdonald", "Zoe"),
    ("McAdam", "Una"),
    ("MCKAY", "Ann"),
    ("McKay", "Bob"),
    ("Obi", "Ada"),
    ("O'Brien", "Sean"),
    ("OBrien", "Tess"),
    ("Smith", ""),
    ("Smith", "Ann"),
    ("Smith", "Élodie"),
    ("Smith", "Eric"),
    ("Smith-Jones", "Al"),
    ("Smithers", "Al"),
    ("St John", "Ivy"),
    ("St. John", "Max"),
]


@pytest.mark.parametrize(("before", "after"), list(pairwise(IN_ORDER)))
def test_a_name_comes_before_the_next_as_people_look_for_them(before, after):
    assert sorts_as(*before) < sorts_as(*after)


def test_every_letter_of_names_in_western_and_central_europe_sorts_among_a_to_z():
    letters = [chr(one) for one in range(0xC0, 0x180) if chr(one).isalpha()]
    strange = [one for one in letters if not sorts_as(one).isascii()]
    assert [unicodedata.name(one) for one in strange] == ["LATIN SMALL LETTER KRA"]
