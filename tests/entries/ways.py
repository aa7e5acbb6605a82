"""Rows of a form, as they are typed or stand in a spreadsheet."""

from entries import spreadsheets
from entries.forms import sheet as sheets
from interchange.uploads.tables import Table, TableRow, Tables


def typed(rows):
    """The people of the rows, as they are typed on the form."""
    filled = [
        {
            **sheets.empty_row(),
            **dict(zip(("surname", "forenames"), row["name"].split(": "), strict=True)),
            **{f"born_on_{part}": str(getattr(row["born_on"], part)) for part in PARTS},
            **{name: row[name] for name in ("sex", "candidate_number", "uci", "uln")},
        }
        for row in rows
    ]
    return sheets.people_on(sheets.new_sheet().with_rows(filled))


PARTS = ("day", "month", "year")


def from_a_spreadsheet(rows):
    """The people of the rows, as a filled template has them."""
    cells = [
        [*row["name"].split(": "), f"{row['born_on']:%d/%m/%Y}", row["sex"]]
        + [row["candidate_number"].lstrip("0"), row["uci"], row["uln"], ""]
        for row in rows
    ]
    told = [[*spreadsheets.PEOPLE.values()], *cells]
    table = Table("Entries", [TableRow(at, tuple(one)) for at, one in enumerate(told, 1)])
    filled = spreadsheets.people_in(Tables("a.xlsx", [table]), sheets.empty_row())
    return sheets.people_on(sheets.new_sheet().with_rows(filled.rows))
