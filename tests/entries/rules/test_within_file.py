"""Who is alike among the lines of one file."""

from datetime import date

from entries.rules import likeness_keys, within_file
from entries.rules.people import Person
from entries.rules.within_file import Seen

BORN = date(2009, 3, 10)


def twins(*people):
    """Words for each of the people, as they come in a file."""
    seen = Seen()
    return [seen.twin(line, person) for line, person in enumerate(people, 1)]


def person(surname, forenames, born_on=BORN, uci=""):
    return Person(surname, forenames, born_on, uci=uci or f"{surname} {forenames} {born_on}")


def test_a_line_is_told_of_an_earlier_one_that_looks_like_the_same_person():
    told = twins(
        person("Ashworth", "Katherine"),
        person("Okafor", "Ada"),
        person("Ashworth", "Kate", date(2009, 10, 3)),
    )

    assert told[:2] == ["", ""]
    assert told[2] == "line 1 has day and month of birth the other way round and a similar name"


def test_lines_whose_dates_could_not_be_read_are_not_of_one_day():
    assert twins(person("Okafor", "Ada", None, "1"), person("Okafor", "Ada", None, "2")) == ["", ""]


def test_many_lines_of_one_surname_are_not_compared_each_with_each(monkeypatch):
    compared = []
    monkeypatch.setattr(likeness_keys, "MOST_MET", 5)
    monkeypatch.setattr(
        within_file.likeness, "likely_same", lambda *two: compared.append(two) or ""
    )
    letters = "bcdfghjklm"
    names = [f"{a}o{b}i{c}u" for a in letters for b in letters for c in "rs"]

    twins(*(person("Khan", name) for name in names))

    each_with_each = len(names) * (len(names) - 1) / 2
    assert len(names) == 200 and len(compared) < len(names) * 2 * likeness_keys.MOST_MET
    assert len(compared) < each_with_each / 9
