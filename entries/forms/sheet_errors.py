"""What is wrong on a sheet of candidates, row by row? Sentences that lead to the box."""

from entries.spreadsheets import PEOPLE
from interchange.look.forms import first_id

MOST_WRONG = 50  # rows told of at once: beyond that the cause is one, as a column mistaken
HOW = {  # to write what could not be read
    "born_on": "Write it as 27/03/2009 in the spreadsheet, or correct it here.",
    "sex": "Write F, M or X in the spreadsheet, or choose it here.",
}


def named(at, row):
    """How the row at that place is called."""
    return f"Row {at + 1} ({row.person.name})" if row.person.name else f"Row {at + 1}"


def of_all(desk, sheet):
    """What is wrong with what was chosen for everybody, and with an empty sheet."""
    errors = [("", desk.refusal)] if desk.refusal else []
    if desk.pathways and sheet.pathway not in desk.pathways:
        errors.append(("#id_pathway_0", "Choose the pathway these candidates take."))
    if desk.units_only and not desk.chosen_units(sheet):
        errors.append(("#id_units_0", "Tick the units these candidates take."))
    if not sheet.rows:
        errors.append(("#find", "Type the details of a candidate, or pick one you already have."))
    return errors


def of_rows(forms, planned, origins):
    """Everything wrong with the rows, as (href, sentence) pairs; the forms then know it too.

    `origins` has, by a row's place, where in a spreadsheet it was read (spreadsheets.Origin); then
    each sentence names the cell, and what was read in it. Of very many rows the first are told.
    """
    found, bad = [], 0
    for at, (form, row) in enumerate(zip(forms, planned, strict=True)):
        for field, text in row.problems:
            if field not in form.errors:
                form.add_error(field or None, text)
        form.may_ask, form.planned = row.may_ask, row
        bad += bool(form.errors)
        if form.errors and bad <= MOST_WRONG:
            found += _links(at, form, row, origins.get(at))
    if bad > MOST_WRONG:
        more = f"{bad - MOST_WRONG} more rows have mistakes. They open once these are corrected."
        found.append(("", more))
    return found


def _links(at, form, row, origin):
    whole = f", row {origin.number} of the spreadsheet" if origin else ""
    found = [(f"#row-{at}", f"{named(at, row)}{whole}: {text}") for text in form.non_field_errors()]
    for field in form:
        where = _cell(field, row, origin)
        found += [
            (f"#{first_id(field)}", f"{named(at, row)}{where.format(text)}")
            for text in field.errors
        ]
    return found


def _cell(field, row, origin):
    """What stands around a sentence about the field: the cell it was read in, and how to write."""
    if origin is None or field.name not in origin.cells:
        return ": {}"
    address, text = origin.cells[field.name]
    read = f"“{_braced(text)}”" if text else "which is empty"
    how = "" if getattr(row.person, field.name) else HOW.get(field.name, "")
    return f", {PEOPLE[field.name]} in cell {address}, {read}: {{}} {how}".rstrip()


def _braced(text):
    """A text that stays what it is in a format."""
    return text.replace("{", "{{").replace("}", "}}")
