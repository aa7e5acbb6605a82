"""Which candidates does a spreadsheet register?"""

from dataclasses import dataclass, field

from entries.rules.people import plain
from entries.rules.registering import MOST_ROWS
from entries.spreadsheets import misplaced
from entries.spreadsheets.blank import FIRST_ROW, begun, explain
from entries.spreadsheets.headings import NotATemplate, below
from entries.written_dates import written_date
from interchange.spreadsheets import TEXT, offer, packed
from interchange.uploads import letters_of

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
KINDS = {
    "surname": misplaced.NAMES,
    "forenames": misplaced.NAMES,
    "born_on": misplaced.DATE,
    "sex": misplaced.SEX,
    "candidate_number": misplaced.NUMBER,
    "uci": misplaced.UCI,
    "uln": misplaced.ULN,
    "picked": misplaced.OCR,
}
NEEDED = ("surname", "born_on", "sex", "candidate_number")


@dataclass(frozen=True)
class Origin:
    """Where a row of the form comes from: the number of the file's row, and the cells of fields.

    Each cell is its address, such as C5, and what was read in it.
    """

    number: int
    cells: dict[str, tuple[str, str]]


@dataclass
class FilledIn:
    """The rows that a spreadsheet of candidates fills in on the form, and how it was read.

    `origins` has the Origin of each row, in the same order.
    """

    rows: list[dict]
    remarks: list[str]
    origins: list[Origin] = field(default_factory=list)


def template_of_people(qualification):
    """The template for registering candidates, as the bytes of an XLSX file."""
    book, sheet = begun(f"Candidates to be registered for {qualification}", PEOPLE.values())
    last = FIRST_ROW + MOST_ROWS - 1
    for row in range(FIRST_ROW, last + 1):
        for column in range(1, len(PEOPLE) + 1):
            sheet.cell(row, column).number_format = TEXT
    offer(sheet, "Sex", ["F", "M", "X"], f"D{FIRST_ROW}:D{last}")
    explain(
        book,
        "One candidate a row. Write the date of birth as 27/03/2009 and the sex as F, M or X.",
        "The candidate number is your own, four digits. UCI and ULN are left empty if not known.",
        "For a candidate you have entered before, the OCR candidate number alone is enough.",
        f"One spreadsheet holds at most {MOST_ROWS} candidates, to row {last}. Put further ones in"
        " another.",
        "Nothing is registered until you have checked what was read and sent it in.",
    )
    return packed(book)


def people_in(tables, sheet_row):
    """The candidates in a filled template, as FilledIn with the form's rows; `sheet_row` is empty.

    Raises NotATemplate where the columns are not there, or hold what belongs to others.
    """
    table = below(tables, {title.casefold(): name for name, title in PEOPLE.items()}, KINDS)
    lacking = [PEOPLE[name] for name in NEEDED if name not in table.columns.values()]
    if lacking and "picked" not in table.columns.values():
        raise NotATemplate(
            f"“{tables.name}” has no column {', '.join(lacking)}. Use the template's headings."
        )
    filled = FilledIn([], [*tables.remarks, *table.remarks])
    for row in table.rows:
        filled.rows.append(_person(row, table.columns, sheet_row, filled.remarks))
        filled.origins.append(_origin(row, table.columns))
    return filled


def _person(row, columns, sheet_row, remarks):
    found = dict(sheet_row)
    for at, name in columns.items():
        if name == "born_on":
            found |= _date(row, at, remarks)
        elif name == "sex":
            found[name] = misplaced.SEXES.get(row[at].casefold(), row[at])
        else:
            found[name] = row[at]
    return found


def _origin(row, columns):
    cells = {name: (f"{letters_of(at + 1)}{row.number}", row[at]) for at, name in columns.items()}
    return Origin(row.number, cells)


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
