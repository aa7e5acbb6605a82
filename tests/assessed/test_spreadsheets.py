"""A filled template of reductions is read row by row, and says what is wrong with each."""

from types import SimpleNamespace

import pytest

from assessed.rules.reductions import Box
from assessed.spreadsheets import reductions_in, template_of_reductions
from entries.spreadsheets import NotATemplate
from interchange.uploads.tables import Table, TableRow, Tables


class Unit:
    """A moderated unit."""

    def __init__(self, number):
        """Take its number."""
        self.number = number

    def __str__(self):
        return f"Unit {self.number} Cyber security"


FOUR, EIGHT = Unit("4"), Unit("8")
HEADINGS = ("OCR candidate number", "Candidate number", "Candidate name", str(FOUR), str(EIGHT))


def student(number, name):
    """A registration, as far as the template names it."""
    candidate = SimpleNamespace(ocr_number=number, name=name)
    return SimpleNamespace(candidate=candidate, candidate_number="0042")


ADA, BEN = student("50000001", "Okafor, Ada"), student("50000002", "=Bell, Ben")
ROWS = [(ADA, (Box(), Box(reported=True))), (BEN, (Box(grade="M"), Box(claim="claim 7")))]


def read(*rows, headings=HEADINGS):
    """What a file with these rows below the headings says."""
    lines = [TableRow(at, tuple(cells)) for at, cells in enumerate([headings, *rows], start=2)]
    tables = Tables("reductions.xlsx", [Table("Reductions", lines)])
    return reductions_in(tables, [FOUR, EIGHT], ROWS, 2022)


def row(entry, *cells):
    """A row of the template."""
    return (entry.candidate.ocr_number, "0042", entry.candidate.name, *cells)


def test_y_ticks_and_nothing_takes_the_tick_away():
    found = read(row(ADA, "y", ""))

    assert (found.on, found.off, found.faults) == ([(ADA, FOUR)], [(ADA, EIGHT)], [])


def test_the_template_as_it_was_downloaded_changes_nothing():
    found = read(row(ADA, "", "Y"), row(BEN, "Grade M", "On claim 7"))

    assert (found.on, found.off) == ([(ADA, EIGHT)], [(ADA, FOUR)])
    assert found.rows == 2 and not found.faults


@pytest.mark.parametrize(
    "rows, fault",
    [
        (
            [row(ADA, "perhaps", "")],
            "Row 3: “perhaps” stands below unit 4. Write Y where the unit was reduced, and nothing"
            " where it was not. This row was left out.",
        ),
        (
            [row(BEN, "Y", "")],
            "Row 3: Y stands below unit 4. The unit has the grade M, and a unit with a grade is not"
            " reduced. This row was left out.",
        ),
        (
            [row(student("59999999", "X"), "Y", "")],
            "Row 3: no student 59999999 is listed here. Listed are those registered before 1"
            " September 2022, neither withdrawn nor complete. This row was left out.",
        ),
        (
            [row(ADA, "Y", ""), row(ADA, "", "Y")],
            "Row 4: student 50000001 stands in row 3 already. Keep one of the two. This row was"
            " left out.",
        ),
    ],
)
def test_a_bad_row_is_left_out_with_a_sentence(rows, fault):
    assert read(*rows).faults == [fault]


def test_bad_rows_leave_the_good_ones():
    found = read(row(BEN, "Y", ""), row(ADA, "Y", "Y"))

    assert found.on == [(ADA, FOUR), (ADA, EIGHT)] and len(found.faults) == 1


@pytest.mark.parametrize("left", [HEADINGS[0], HEADINGS[3]])
def test_a_file_without_its_columns_is_refused(left):
    kept = [one for one in HEADINGS if one != left]
    if left == HEADINGS[3]:
        kept.remove(HEADINGS[4])

    with pytest.raises(NotATemplate, match="Use the template"):
        read(headings=tuple(kept))


def test_the_template_is_a_workbook():
    assert b"".join(template_of_reductions("Reductions", [FOUR], []))[:2] == b"PK"
