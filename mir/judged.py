"""Is each row of a filled template so, by what the portal knows? Every problem at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from entries.written_dates import written_date
from interchange.look.widgets import month_number
from mir.preconditions import is_not_claimed, is_not_held, is_registered, not_asked_already
from mir.request_facts import Block, RequestFacts

Rows = Sequence[Mapping[str, str]]
MOST = 30  # problems that a page lists
ASKED_OF_WRONG = (not_asked_already, is_registered)  # of each row, as of a request without rows
ASKED_OF_MISSED = (*ASKED_OF_WRONG, is_not_held, is_not_claimed)


@dataclass(frozen=True)
class Somebody:
    """A candidate of the centre, as the centre knows them."""

    surname: str
    born_on: date
    forenames: str = ""


@dataclass(frozen=True)
class RowsKnown:
    """What the portal knows of what the rows of a template name.

    `candidates` are the centre's, by OCR number; `units` are the grades that each moderated unit of
    the qualification can have, by number; `claims` are the claims that may be named, `visits` the
    days of their visits. By OCR number and unit number: `facts` is what is known of a request for
    that alone, `processed` the grade on a processed claim that stands still. What the request
    itself is about: `named` is the candidate and `unit` the unit (empty for any), `numbers` are all
    numbers of that candidate.
    """

    centre: str
    qualification: str
    candidates: Mapping[str, Somebody] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: frozenset[int] = frozenset()
    visits: frozenset[date] = frozenset()
    facts: Mapping[tuple[str, str], RequestFacts] = field(default_factory=dict)
    processed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    named: str = ""
    numbers: frozenset[str] = frozenset()
    unit: str = ""


Judge = Callable[[Mapping[str, str], RowsKnown], Iterator[str]]


def problems_of_missed(rows: Rows, known: RowsKnown) -> list[str]:
    """What is wrong with the rows of what was missed from a claim, a sentence a row."""
    return _each(rows, known, _missed)


def problems_of_incorrect(rows: Rows, known: RowsKnown) -> list[str]:
    """What is wrong with the rows of what was claimed wrongly, a sentence a row."""
    return _each(rows, known, _incorrect)


def _each(rows: Rows, known: RowsKnown, judge: Judge) -> list[str]:
    found: list[str] = []
    before: dict[tuple[str, str], str] = {}
    for row in rows:
        faults = [*_who(row, known), *_somebody_else(row, known), *judge(row, known)]
        what = row["ocr_number"], row["unit"]
        if (first := before.setdefault(what, row["row"])) != row["row"]:
            faults.append(f"The same candidate and unit stand in row {first}.")
        if faults:
            found.append(f"Row {row['row']}: {' '.join(faults)}")
    if len(found) > MOST:
        return [*found[:MOST], f"{len(found) - MOST} more rows are wrong like these."]
    return found


def _who(row: Mapping[str, str], known: RowsKnown) -> Iterator[str]:
    """What is wrong with centre, qualification, candidate, unit, claim and reason."""
    if row["centre"] != known.centre:
        yield f"Centre number is “{row['centre']}”; yours is {known.centre}."
    if row["qualification"] != known.qualification:
        yield f"Entry code is “{row['qualification']}”; the request is about {known.qualification}."
    somebody = known.candidates.get(row["ocr_number"])
    if somebody is None:
        yield f"Your centre has no candidate “{row['ocr_number']}”: check the number in Entries."
    elif row["surname"].casefold() != somebody.surname.casefold():
        yield (
            f"Surname is “{row['surname']}”, but {row['ocr_number']} is {somebody.surname}: check"
            " which of the two is meant."
        )
    else:
        yield from _details(row, somebody)
    if row["unit"] not in known.units:
        yield f"Unit number “{row['unit']}” is no moderated unit of {known.qualification}."
    if row["claim_number"] and row["claim_number"] not in map(str, known.claims):
        yield f"Claim number “{row['claim_number']}” is none that you can name here."
    if not row["reason"]:
        yield "Reason is empty: say how it came about."


def _details(row: Mapping[str, str], somebody: Somebody) -> Iterator[str]:
    """What the row says of the candidate that the record contradicts; what is empty is not said."""
    number, born = row["ocr_number"], f"{somebody.born_on:%-d %B %Y}"
    said, known = row["forenames"].casefold().split(), somebody.forenames.casefold().split()
    if said and known and said[0] != known[0]:
        yield (
            f"Forenames are “{row['forenames']}”, but {number} is {somebody.forenames}: check which"
            " of the two is meant."
        )
    if row["born_on"] and _day(row["born_on"]) != somebody.born_on:
        yield (
            f"Date of birth is “{row['born_on']}”, but {number} was born on {born}: check which of"
            " the two is meant."
        )


def _day(text: str) -> date | None:
    """The day that a cell means, however it is written; None where it means none."""
    written = written_date(text)
    try:
        year = int(written.year)
        return date(
            year + 2000 if year < 100 else year, month_number(written.month), int(written.day)
        )
    except ValueError:
        return None


def _somebody_else(row: Mapping[str, str], known: RowsKnown) -> Iterator[str]:
    """What makes the row one about another candidate or unit than the request names."""
    if known.named and row["ocr_number"] not in known.numbers:
        yield (
            f"The request is about candidate {known.named}, not “{row['ocr_number']}”: take the row"
            " out, or raise a request that names no candidate."
        )
    if known.unit and row["unit"] != known.unit:
        yield (
            f"The request is about unit {known.unit}, not “{row['unit']}”: take the row out, and"
            " raise a request of its own for that unit."
        )


def _missed(row: Mapping[str, str], known: RowsKnown) -> Iterator[str]:
    if row["visited_on"] and _day(row["visited_on"]) not in known.visits:
        yield (
            f"Date of visit is “{row['visited_on']}”, but your centre had no visit for"
            f" {known.qualification} on such a day: write the day of the visit, or leave it empty."
        )
    yield from _grade(row, known, "Grade", row["unit"])
    yield from _in_the_way(row, known, ASKED_OF_MISSED)


def _incorrect(row: Mapping[str, str], known: RowsKnown) -> Iterator[str]:
    unit = row["right_unit"] or row["unit"]
    if row["right_unit"] and row["right_unit"] not in known.units:
        yield f"Correct unit number “{row['right_unit']}” is no moderated unit."
    if row["right_unit"] == row["unit"]:
        yield "Correct unit number is the unit that was claimed: leave it empty."
    yield from _held(row, known)
    yield from _grade(row, known, "Correct grade", unit)
    stands = known.processed.get((row["ocr_number"], row["unit"]))
    if stands is None:
        yield f"No processed claim gave this candidate unit {row['unit']}."
    elif row["claimed"] and row["claimed"].upper() != stands:
        yield f"Grade claimed is “{row['claimed']}”, but the result is {stands}."
    elif not row["right_unit"] and row["grade"].upper() == stands:
        yield f"Correct grade is {stands}, which the result is already."
    yield from _in_the_way(row, known, ASKED_OF_WRONG)


def _held(row: Mapping[str, str], known: RowsKnown) -> Iterator[str]:
    """What is wrong with the unit that was meant: nothing can be moved to one that is held."""
    facts = known.facts.get((row["ocr_number"], row["right_unit"]))
    if facts and facts.held and row["right_unit"] != row["unit"]:
        grade = facts.held[0].grade
        yield (
            f"Correct unit number is {row['right_unit']}, which has the result {grade} already."
            " Leave it empty, and correct the grade of each unit in a row of its own."
        )


def _in_the_way(
    row: Mapping[str, str],
    known: RowsKnown,
    asks: Iterable[Callable[[RequestFacts], Block | None]],
) -> Iterator[str]:
    """What would be in the way of a request for the candidate and unit of the row alone."""
    facts = known.facts.get((row["ocr_number"], row["unit"]))
    if facts:
        yield from (block.sentence for ask in asks if (block := ask(facts)))


def _grade(row: Mapping[str, str], known: RowsKnown, title: str, unit: str) -> Iterator[str]:
    """What is wrong with the grade, for a unit that can have certain ones."""
    can_be = known.units.get(unit, ())
    if not row["grade"]:
        yield f"{title} is empty."
    elif can_be and row["grade"].upper() not in can_be:
        yield f"{title} is “{row['grade']}”; unit {unit} can be {', '.join(can_be)}."
