"""Who somebody typed is, by number; whoever has none is nobody by that."""

from datetime import date

from entries.queries.known import who
from entries.rules.people import Person
from tests.factories import entries as make

BORN, TODAY = date(2009, 3, 14), date(2026, 11, 20)
UCI = "681990012058G"


def test_a_namesake_without_a_number_does_not_join_the_record_another_row_names(centre, catalogue):
    known = make.an_entry(
        centre, candidate=make.a_candidate("Okafor", "Ada", born_on=BORN, uci=UCI)
    ).candidate
    ada, ben = Person("Okafor", "Ada", BORN, uci=UCI), Person("Okafor", "Ben", BORN)

    (found, *_), (other, *_) = who(centre, [ada, ben], TODAY)

    assert (found.record, other.record) == (known.pk, None)
