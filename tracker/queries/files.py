"""What does a list of the tracker say of each registration, as a row of a file?

In the list's order, all of it: read by a cursor of the database, some at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from django.db.models import QuerySet

from entries.models import QualificationEntry
from interchange.catalogue import queries as catalogue_queries
from results import queries as results_queries
from tracker.queries.progress import ListedEntry, rows
from tracker.queries.unit_states import UnitShown, UnitStates

AT_A_TIME = 500
COLUMNS = (
    *("Candidate", "Candidate number", "OCR candidate number", "UCI", "ULN"),
    *("Entry code", "Qualification", "Units achieved", "So far", "Needed", "Measure"),
    *("Completes", "How urgent", "Qualification result", "Grade issued", "Still possible"),
    *("Why", "Units concerned", "Acts next", "By", "Overdue since"),
)
ALL_UNITS = "Units"
NOT_WORKED_OUT = "Not worked out"


def rows_with_units(
    entries: QuerySet[QualificationEntry],
    acting: results_queries.Acting,
    states: UnitStates,
) -> Iterator[tuple[ListedEntry, Mapping[str, UnitShown]]]:
    """Each of the entries as the tracker lists it, with its units by their numbers.

    Takes entries read by `matching`, in an order. What waits to be worked out is worked out some
    at a time; beside that one statement is asked, however many they are.
    """
    left = entries.prefetch_related(None).iterator(AT_A_TIME)
    while some := list(islice(left, AT_A_TIME)):
        for row in rows(some, acting):
            yield row, states.of(row.kept)


def unit_columns(codes: Sequence[str]) -> dict[str, str]:
    """The titles of the columns of units by their numbers, where the file is of one qualification.

    Of several none, whose units stand in one column.
    """
    rules = catalogue_queries.specifications(codes) if len(codes) == 1 else {}
    units = [unit for one in rules.values() for unit in one.units]
    return {unit.number: f"Unit {unit.number} {unit.title}" for unit in units}


def cells(row: ListedEntry, units: Mapping[str, UnitShown], numbers: Sequence[str]) -> tuple:
    """A row in the order of COLUMNS, and how each unit of the `numbers` stands, or all in one."""
    entry, kept, reason, step = row.entry, row.kept, row.reason, row.step
    candidate, qualification = entry.candidate, entry.qualification
    return (
        *(candidate.name, entry.candidate_number, candidate.ocr_number),
        *(candidate.uci, candidate.uln, qualification.code, qualification.title),
        *(kept.achieved, kept.hours, qualification.total or ""),
        qualification.get_measure_display(),
        "Withdrawn" if kept.is_withdrawn else f"Summer {entry.completes_in}",
        *(row.urgent.label, kept.label, kept.issued, kept.still_possible),
        *(reason.headline, ", ".join(reason.units), step.who),
        *(_day(step.by), _day(step.overdue_since)),
        *(_of_each(units, numbers) if numbers else [_in_one(units)]),
    )


def _of_each(units, numbers):
    return [units[one].in_words if one in units else NOT_WORKED_OUT for one in numbers]


def _in_one(units):
    told = (f"{one.number}: {one.in_words}" for one in units.values())
    return "; ".join(told) or NOT_WORKED_OUT


def _day(day):
    return f"{day:%d/%m/%Y}" if day else ""
