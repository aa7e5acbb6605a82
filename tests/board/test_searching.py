"""A search of the board's lists finds what has each word in one of its fields, whichever."""

import pytest

from entries.models import QualificationEntry
from interchange.board import searching
from interchange.board.searching import searched
from tests.factories import entries

pytestmark = pytest.mark.django_db
FIELDS = ("candidate__surname", "=candidate_number", "^candidate__ocr_number", "^centre__number")


@pytest.fixture
def entry(centre):
    return entries.an_entry(
        centre, candidate=entries.a_candidate("O'Hara Stone", ocr_number="50999000")
    )


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("stone", True),
        ("hara 12345", True),
        ("hara 54321", False),
        ("50999", True),
        ("0999", False),  # a number by its beginning alone
        ('"hara stone"', True),
        ('"stone hara"', False),
        ("Stone,Hara", True),
        ("stone , hara,", True),
        ("O’Hara", True),  # as a letter has it
        ("'hara stone'", True),
        ("O'Hara 'stone'", True),
        ('"', False),
    ],
)
def test_each_word_is_in_one_of_the_fields(text, is_found, entry):
    found = searched(QualificationEntry.objects.all(), FIELDS, text)

    assert list(found) == [entry] * is_found


@pytest.mark.parametrize(
    ("text", "is_found"), [("2027", True), ("202", False), ("x", False), ("٢٠٢٧", False)]
)
def test_a_whole_number_is_found_by_itself_alone(text, is_found, entry):
    found = searched(QualificationEntry.objects.all(), ("=completes_in",), text)

    assert list(found) == [entry] * is_found


def test_what_was_found_before_is_searched_and_stays_in_its_order(entry, centre):
    other = entries.an_entry(centre, candidate=entries.a_candidate("Stonehouse"))
    every = QualificationEntry.objects.order_by("-pk")

    assert list(searched(every, FIELDS, "stone")) == [other, entry]
    assert list(searched(every.filter(pk=other.pk), FIELDS, "stone")) == [other]


def test_of_a_centre_the_first_are_found_as_many_as_a_list_has_pages_for(
    entry, centre, other_centre, monkeypatch
):
    monkeypatch.setattr(searching, "MOST", 1)
    others = [
        entries.an_entry(at, candidate=entries.a_candidate("Stone"))
        for at in (centre, centre, other_centre)
    ]
    every = QualificationEntry.objects.order_by("-pk")

    assert list(searched(every, FIELDS, centre.number)) == [others[1], others[0]]
    assert list(searched(every, FIELDS, f"{centre.number} stone")) == [*others[1::-1], entry]
