"""What do the rows of one form say against each other? Told of the later row."""

from collections import defaultdict
from collections.abc import Sequence

from entries.rules import likeness
from entries.rules.likeness_keys import Met
from entries.rules.people import Person

ONE_EACH = "picked", "candidate_number", "uci", "uln"


def within_form(people: Sequence[Person]) -> list[tuple[int, str, str]]:
    """What is wrong between the rows of one form: (row, field, sentence), for the later row.

    Only rows are compared that say the same or have a key of likeness in common, as in a file.
    """
    met = Met()
    said: dict[tuple[str, str], list[int]] = defaultdict(list)  # rows by what they say
    found = []
    for row, person in enumerate(people):
        values = [(name, value) for name in ONE_EACH if (value := getattr(person, name))]
        before = {*met.before(row, person), *(one for value in values for one in said[value])}
        for place in sorted(before):
            found += [(row, *clash) for clash in _clash(person, people[place], place)]
        for value in values:
            said[value].append(row)
    return found


def _twice(label: str, other: Person, before: int) -> str:
    """What to do about a number that stands on an earlier row too."""
    whose = f" ({other.name})" if other.name else ""
    return (
        f"Row {before + 1}{whose} has this {label} too, and no two people share one. Correct it on"
        " the row where it is wrong, or leave out one row if both are the same person."
    )


def _clash(person: Person, other: Person, before: int) -> list[tuple[str, str]]:
    if person.picked and person.picked == other.picked:
        return [("", f"This candidate is on row {before + 1} already. Leave out this row.")]
    found = []
    number = person.candidate_number
    if number and number == other.candidate_number:
        found.append(("candidate_number", _twice("candidate number", other, before)))
    for field, label in (("uci", "UCI"), ("uln", "ULN")):
        value = getattr(person, field)
        if value and value == getattr(other, field):
            found.append((field, _twice(label, other, before)))
    typed = not (person.picked or other.picked or person.distinct)
    if typed and not found and (because := likeness.likely_same(person, other)):
        found.append(
            (
                "",
                f"This looks like the person on row {before + 1}: {because}. Leave"
                " out one of the two rows, or correct what was mistyped.",
            )
        )
    return found
