"""Which candidates does a spreadsheet enter for which exams?"""

from dataclasses import dataclass, field

from entries.spreadsheets.blank import FIRST_ROW, begun, explain
from entries.spreadsheets.headings import NotATemplate, below
from entries.spreadsheets.misplaced import NUMBER, OCR
from interchange.spreadsheets import TEXT, streamed, style_of

WHO = ("OCR candidate number", "Candidate number", "Candidate name")
KINDS = {WHO[0]: OCR, WHO[1]: NUMBER}
NO = {"", "0", "n", "no", "-"}


@dataclass
class Ticked:
    """What a spreadsheet of exam entries asks for: (entry, unit) pairs, and what is wrong.

    `remarks` say how it was read, where that is not as one would expect.
    """

    pairs: list = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def template_of_exams(qualification, series, entries, units):
    """The template for entering registered candidates for exams: the bytes of an XLSX file, some at
    a time; the entries are read meanwhile."""
    titles = [*WHO, *(str(unit) for unit in units)]
    book, sheet = begun(f"Exams in {series} for {qualification}", titles)
    explain(
        book,
        "Write X below each exam that a candidate is to be entered for.",
        "Candidates are found by OCR candidate number. Nobody is entered until you have checked"
        " what was read and sent it in.",
    )
    as_text = style_of(sheet, number_format=TEXT)
    return streamed(book, sheet, (_row(entry, as_text) for entry in entries), FIRST_ROW)


def _row(entry, style):
    known = entry.candidate.ocr_number, entry.candidate_number, entry.candidate.name
    return [(text, style) for text in known]


def exams_in(tables, entries, units):
    """The Ticked of a filled template: whom it enters for which of the units.

    Raises NotATemplate where the columns are not there.
    """
    by_title = {title.casefold(): unit for unit in units for title in _headings(unit)}
    known = {title.casefold(): title for title in WHO} | by_title
    table = below(tables, known, KINDS)
    names = {name: at for at, name in table.columns.items() if isinstance(name, str)}
    if WHO[0] not in names and WHO[1] not in names:
        raise NotATemplate(f"“{tables.name}” has no column {WHO[0]}. Use the template.")
    exams = {at: unit for at, unit in table.columns.items() if not isinstance(unit, str)}
    if not exams:
        raise NotATemplate(f"“{tables.name}” has no column of an exam. Use the template.")
    find = _finder(entries, names)
    found = Ticked(remarks=[*tables.remarks, *table.remarks])
    for row in table.rows:
        chosen = [unit for at, unit in exams.items() if row[at].casefold() not in NO]
        if chosen:
            entry, fault = find(row)
            found.pairs += [(entry, unit) for unit in chosen if not fault]
            found.faults += [fault] if fault else []
    return found


def _headings(unit):
    """How the column of a unit may be headed: systems that count in two figures write unit 04."""
    title = str(unit)
    return title, title.replace(f"Unit {unit.number} ", f"Unit {unit.number.zfill(2)} ")


def _finder(entries, names):
    """A function that gives the entry a row names, and what is wrong with it; one of the two."""
    by_number = {entry.candidate.ocr_number: entry for entry in entries}
    by_own = {entry.candidate_number: entry for entry in entries}

    def find(row):
        ocr, own = (row[names[name]] if name in names else "" for name in WHO[:2])
        entry = by_number.get(ocr) if ocr else by_own.get(own.zfill(4))
        if entry is None:
            return None, (
                f"Row {row.number}: no candidate {ocr or own or 'named'} is registered for this"
                " qualification. Register the candidate first, or correct the number."
            )
        return entry, ""

    return find
