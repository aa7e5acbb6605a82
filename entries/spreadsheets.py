"""Entries as a spreadsheet: templates to fill in, and what a filled one says.

What is read counts as typed: it stands on the page of the form, to be checked and sent in there.
"""

from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from entries.rules.people import plain
from entries.written_dates import written_date
from interchange.refusals import RuleBroken
from interchange.spreadsheets import TEXT, offer, packed, print_landscape, write, write_heading

PEOPLE = {  # field of a row: title of its column
    "surname": "Surname",
    "forenames": "Forenames",
    "born_on": "Date of birth",
    "sex": "Sex",
    "candidate_number": "Candidate number",
    "uci": "UCI",
    "uln": "ULN",
    "picked": "OCR candidate number",
}
NEEDED = ("surname", "born_on", "sex", "candidate_number")
WHO = ("OCR candidate number", "Candidate number", "Candidate name")
SEXES = {"female": "F", "male": "M", "not specified": "X"}
EMPTY_ROWS = 60  # ready to be filled in
NO = {"", "0", "n", "no", "-"}


class NotATemplate(RuleBroken):
    """The file has no table that we know; the message says what to do."""


@dataclass
class Ticked:
    """What a spreadsheet of exam entries asks for: (entry, unit) pairs, and what is wrong.

    `remarks` say how it was read, where that is not as one would expect.
    """

    pairs: list = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass
class FilledIn:
    """The rows that a spreadsheet of candidates fills in on the form, and how it was read."""

    rows: list[dict]
    remarks: list[str]


def template_of_people(qualification):
    """The template for registering candidates, as the bytes of an XLSX file."""
    book, sheet = _begun(f"Candidates to be registered for {qualification}", PEOPLE.values())
    for row in range(3, 3 + EMPTY_ROWS):
        for column in range(1, len(PEOPLE) + 1):
            sheet.cell(row, column).number_format = TEXT
    offer(sheet, "Sex", ["F", "M", "X"], f"D3:D{2 + EMPTY_ROWS}")
    _explain(
        book,
        "One candidate a row. Write the date of birth as 27/03/2009 and the sex as F, M or X.",
        "The candidate number is your own, four digits. UCI and ULN are left empty if not known.",
        "For a candidate you have entered before, the OCR candidate number alone is enough.",
        "Nothing is registered until you have checked what was read and sent it in.",
    )
    return packed(book)


def template_of_exams(qualification, series, entries, units):
    """The template for entering registered candidates for exams, as the bytes of an XLSX file."""
    titles = [*WHO, *(str(unit) for unit in units)]
    book, sheet = _begun(f"Exams in {series} for {qualification}", titles)
    for row, entry in enumerate(entries, start=3):
        known = entry.candidate.ocr_number, entry.candidate_number, entry.candidate.name
        for column, text in enumerate(known, start=1):
            write(sheet.cell(row, column), text, number_format=TEXT)
    _explain(
        book,
        "Write X below each exam that a candidate is to be entered for.",
        "Candidates are found by OCR candidate number. Nobody is entered until you have checked"
        " what was read and sent it in.",
    )
    return packed(book)


def people_in(tables, sheet_row):
    """The candidates in a filled template, as FilledIn with the form's rows; `sheet_row` is empty.

    Raises NotATemplate where the columns are not there.
    """
    table, columns = _found(tables, {title.casefold(): name for name, title in PEOPLE.items()})
    lacking = [PEOPLE[name] for name in NEEDED if name not in columns.values()]
    if lacking and "picked" not in columns.values():
        raise NotATemplate(
            f"“{tables.name}” has no column {', '.join(lacking)}. Use the template's headings."
        )
    filled = FilledIn([], list(tables.remarks))
    for row in table:
        filled.rows.append(_person(row, columns, sheet_row, filled.remarks))
    return filled


def _person(row, columns, sheet_row, remarks):
    found = dict(sheet_row)
    for at, name in columns.items():
        if name == "born_on":
            found |= _date(row, at, remarks)
        elif name == "sex":
            found[name] = SEXES.get(row[at].casefold(), row[at][:1].upper())
        else:
            found[name] = row[at]
    return found


def picked_in(filled, records, sheet_row):
    """The rows where those with an OCR number and details are one or the other, never both unsaid.

    `records` are the centre's candidates by OCR number. Where the surname is the record's, the
    candidate is picked; else the details stand, and a remark says what became of the number.
    """
    rows = []
    for row in filled.rows:
        record = records.get(row["picked"])
        if not row["picked"] or not row["surname"]:
            rows.append(row)
        elif record and plain(record.surname) == plain(row["surname"]):
            known = {"picked": row["picked"], "candidate_number": row["candidate_number"]}
            rows.append({**sheet_row, **known})
        else:
            whose = f"is {record.name}'s" if record else "is none of your candidates'"
            filled.remarks.append(
                f"The OCR candidate number {row['picked']} beside {row['surname']} {whose}, so it"
                " is left out. Compare the row."
            )
            rows.append({**row, "picked": ""})
    return rows


def _date(row, column, remarks):
    """The date in a cell, in the form's three boxes."""
    born = written_date(row[column])
    if born.remark:
        remarks.append(f"Row {row.number}: {born.remark}. Check the date of birth.")
    return {"born_on_day": born.day, "born_on_month": born.month, "born_on_year": born.year}


def exams_in(tables, entries, units):
    """The Ticked of a filled template: whom it enters for which of the units.

    Raises NotATemplate where the columns are not there.
    """
    by_title = {str(unit).casefold(): unit for unit in units}
    known = {title.casefold(): title for title in WHO} | by_title
    table, columns = _found(tables, known)
    names = {name: at for at, name in columns.items() if isinstance(name, str)}
    if WHO[0] not in names and WHO[1] not in names:
        raise NotATemplate(f"“{tables.name}” has no column {WHO[0]}. Use the template.")
    exams = {at: unit for at, unit in columns.items() if not isinstance(unit, str)}
    if not exams:
        raise NotATemplate(f"“{tables.name}” has no column of an exam. Use the template.")
    by_number = {entry.candidate.ocr_number: entry for entry in entries}
    by_own = {entry.candidate_number: entry for entry in entries}
    found = Ticked(remarks=list(tables.remarks))
    for row in table:
        ocr, own = (row[names[name]] if name in names else "" for name in WHO[:2])
        entry = by_number.get(ocr) if ocr else by_own.get(own.zfill(4))
        chosen = [unit for at, unit in exams.items() if row[at].casefold() not in NO]
        if chosen and entry is None:
            found.faults.append(
                f"Row {row.number}: no candidate {ocr or own or 'named'} is registered for this"
                " qualification. Register the candidate first, or correct the number."
            )
        found.pairs += [(entry, unit) for unit in chosen if entry]
    return found


def _found(tables, known):
    """The rows below the first headings that we know, and what stands in which column."""
    for sheet in tables.sheets:
        for place, row in enumerate(sheet.rows):
            columns = {
                at: known[cell.casefold()]
                for at, cell in enumerate(row.cells)
                if cell.casefold() in known
            }
            if len(columns) > 1:
                return sheet.rows[place + 1 :], columns
    raise NotATemplate(
        f"“{tables.name}” has no row of headings that we know. Download the template, fill it in"
        " and send that."
    )


def _begun(first_line, titles):
    book = Workbook()
    sheet = book.active
    sheet.title = "Entries"
    write(sheet.cell(1, 1), first_line, font=Font(bold=True))
    for column, title in enumerate(titles, start=1):
        write_heading(sheet.cell(2, column), title)
        sheet.column_dimensions[get_column_letter(column)].width = 22
    sheet.freeze_panes = "A3"
    print_landscape(sheet)
    return book, sheet


def _explain(book, *lines):
    sheet = book.create_sheet("How to fill it in")
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(lines, start=1):
        write(sheet.cell(number, 1), line)
