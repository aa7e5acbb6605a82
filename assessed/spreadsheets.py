"""Reductions as a spreadsheet: the template to fill in, and what a filled one says.

One row a student and one column a moderated unit, Y where it was reduced. What is read counts as
ticked: it stands on the page, to be checked and sent there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessed.rules.reductions import Box, registered_before
from entries.spreadsheets import NotATemplate
from entries.spreadsheets.blank import FIRST_ROW, begun, explain
from entries.spreadsheets.headings import below
from entries.spreadsheets.misplaced import NUMBER, OCR
from interchange.spreadsheets import TEXT, streamed, style_of

WHO = ("OCR candidate number", "Candidate number", "Candidate name")
KINDS = {WHO[0]: OCR, WHO[1]: NUMBER}
YES, NO = {"y", "yes"}, {"", "n", "no", "-", "–"}
Row = tuple[Any, Sequence[Box]]  # a registration, and its box of each unit


@dataclass
class FilledIn:
    """What a filled template says: the (registration, unit) pairs ticked, and those left empty.

    `faults` say what is wrong, a row each; such rows are left out. `remarks` say how the file was
    read, where that is not as one would expect.
    """

    on: list[tuple[Any, Any]] = field(default_factory=list)
    off: list[tuple[Any, Any]] = field(default_factory=list)
    rows: int = 0
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def template_of_reductions(
    title: str, units: Sequence[Any], rows: Iterable[Row]
) -> Iterator[bytes]:
    """The template with what was sent before: the bytes of an XLSX file, some at a time.

    The rows are read meanwhile. A unit that cannot be reduced says why in its cell.
    """
    book, sheet = begun(title, [*WHO, *map(str, units)])
    sheet.title = "Reductions"
    explain(
        book,
        "Write Y below each moderated unit that was reduced for the student in that year.",
        "Where a unit has a grade or is on a claim, its cell says so: leave it as it is.",
        "Take the Y away where a unit was not reduced after all.",
        "A student whose row you delete stays as before.",
        "Nothing is sent until you have looked at what was read and sent it in.",
    )
    as_text = style_of(sheet, number_format=TEXT)
    return streamed(book, sheet, (_cells(*row, as_text) for row in rows), FIRST_ROW)


def _cells(entry: Any, boxes: Sequence[Box], style: int) -> list[tuple[str, int]]:
    known = entry.candidate.ocr_number, entry.candidate_number, entry.candidate.name
    said = (box.instead or ("Y" if box.reported else "") for box in boxes)
    return [(text, style) for text in (*known, *said)]


def reductions_in(tables: Any, units: Sequence[Any], rows: Sequence[Row], summer: int) -> FilledIn:
    """What a filled template says of the students listed, row by row.

    Raises NotATemplate where the columns are not there.
    """
    by_title = {str(unit).casefold(): place for place, unit in enumerate(units)}
    table = below(tables, {title.casefold(): title for title in WHO} | by_title, KINDS)
    names = {name: at for at, name in table.columns.items() if isinstance(name, str)}
    places = {at: place for at, place in table.columns.items() if isinstance(place, int)}
    if WHO[0] not in names:
        raise NotATemplate(f"“{tables.name}” has no column {WHO[0]}. Use the template.")
    if not places:
        raise NotATemplate(f"“{tables.name}” has no column of a unit. Use the template.")
    listed = {entry.candidate.ocr_number: (entry, boxes) for entry, boxes in rows}
    found, first = FilledIn(remarks=[*tables.remarks, *table.remarks]), dict[str, int]()
    for row in table.rows:
        number = row[names[WHO[0]]].strip()
        faults = _faults_of_student(row, number, listed, first, summer)
        if not faults:
            cells = [
                (units[place], listed[number][1][place], row[at]) for at, place in places.items()
            ]
            faults = [fault for unit, box, text in cells if (fault := _fault(unit, box, text))]
        if faults:
            found.faults.append(f"Row {row.number}: {' '.join(faults)} This row was left out.")
            continue
        entry = listed[number][0]
        found.rows += 1
        for unit, box, text in cells:
            if not box.bar:
                (found.on if _is_yes(text) else found.off).append((entry, unit))
    return found


def _is_yes(text: str) -> bool:
    return text.strip().casefold() in YES


def _faults_of_student(
    row: Any, number: str, listed: Any, first: dict[str, int], summer: int
) -> list[str]:
    """What is wrong with whom a row names."""
    if number not in listed:
        before = f"{registered_before(summer):%-d %B %Y}"
        return [
            f"no student {number or 'without an OCR candidate number'} is listed here. Listed are"
            f" those registered before {before}, neither withdrawn nor complete."
        ]
    if (before := first.setdefault(number, row.number)) != row.number:
        return [f"student {number} stands in row {before} already. Keep one of the two."]
    return []


def _fault(unit: Any, box: Box, text: str) -> str:
    """What is wrong with the cell of a unit; "" where nothing is."""
    said = text.strip().casefold()
    if said in NO or said == box.instead.casefold():
        return ""
    if said not in YES:
        return (
            f"“{text[:40]}” stands below unit {unit.number}. Write Y where the unit was reduced,"
            " and nothing where it was not."
        )
    return f"Y stands below unit {unit.number}. {box.bar}" if box.bar else ""
