"""A filled template is read row by row, and held against what the portal knows, all at once."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from entries.spreadsheets import NotATemplate
from mir import spreadsheets
from mir.filled import filled_rows
from mir.judged import RowsKnown, Somebody, problems_of_incorrect, problems_of_missed
from mir.request_facts import Held, RequestFacts
from mir.spreadsheets import INCORRECT, MISSED
from tests.factories import papers

BEGUN = {
    "centre": "12345",
    "qualification": "05839",
    "ocr_number": "50000001",
    "surname": "Okafor",
    "forenames": "Ada",
    "born_on": "27/03/2009",
    "unit": "9",
}
ROW = {**BEGUN, "row": "5", "claim_number": "1001", "reason": "Left out.", "grade": "M"}
MISSED_ROW = {**ROW, "visited_on": "05/05/2026"}
WRONG_ROW = {**ROW, "claimed": "P", "right_unit": ""}
KNOWN = RowsKnown(
    "12345",
    "05839",
    candidates={"50000001": Somebody("Okafor", date(2009, 3, 27), "Ada Grace")},
    units={"9": ("D", "M", "P", "U"), "10": ("D", "M", "P", "U")},
    claims=frozenset({1001}),
    visits=frozenset({date(2026, 5, 5)}),
    processed={("50000001", "9"): "P"},
)


def facts(**known):
    """What is known of the candidate and unit of the row."""
    about = RequestFacts(date(2026, 11, 20), unit="9", qualification="05839", **known)
    return {"facts": {("50000001", "9"): about}}


def read(spreadsheet, rows):
    content = spreadsheets.workbook(spreadsheet, rows)
    return filled_rows(papers.tables_of("filled.xlsx", content), spreadsheet)


def test_the_rows_that_were_filled_in_are_read_with_their_numbers():
    rows = read(MISSED, [BEGUN, {**BEGUN, "grade": "M", "reason": "Left out."}])

    assert [(one["row"], one["ocr_number"], one["grade"]) for one in rows] == [
        ("6", "50000001", "M")
    ]


@pytest.mark.parametrize("spreadsheet", [MISSED, INCORRECT], ids=lambda one: one.slug)
@pytest.mark.parametrize(
    "rows", [[], [BEGUN], [{"centre": "12345"}]], ids=["empty", "one", "centre"]
)
def test_a_template_that_nobody_filled_in_is_refused(spreadsheet, rows):
    with pytest.raises(NotATemplate, match="nothing was filled in"):
        read(spreadsheet, rows)


def test_the_other_template_is_refused():
    content = spreadsheets.workbook(MISSED, [{**BEGUN, "grade": "M"}])

    with pytest.raises(NotATemplate, match="no column Grade claimed"):
        filled_rows(papers.tables_of("filled.xlsx", content), INCORRECT)


def test_columns_may_stand_in_another_order():
    book = load_workbook(BytesIO(spreadsheets.workbook(MISSED, [{**BEGUN, "grade": "M"}])))
    sheet = book.active
    sheet.move_range("H3:H5", cols=8)
    packed = BytesIO()
    book.save(packed)

    [row] = filled_rows(papers.tables_of("filled.xlsx", packed.getvalue()), MISSED)

    assert row["grade"] == "M"


def test_rows_about_somebody_else_than_the_request_names_are_refused():
    known = replace(KNOWN, named="50000002", numbers=frozenset({"50000002"}), unit="10")

    [said] = problems_of_incorrect([WRONG_ROW], known)

    assert said.startswith("Row 5: The request is about candidate 50000002, not “50000001”")
    assert "The request is about unit 10, not “9”" in said


def test_rows_about_whom_the_request_names_by_another_number_of_theirs_are_so():
    known = replace(KNOWN, named="50000002", numbers=frozenset({"50000002", "50000001"}), unit="9")

    assert problems_of_incorrect([WRONG_ROW], known) == []


def test_a_row_has_the_columns_of_one_template_alone():
    assert MISSED.has_columns_of(MISSED_ROW) and INCORRECT.has_columns_of(WRONG_ROW)
    assert not INCORRECT.has_columns_of(MISSED_ROW)
    assert not MISSED.has_columns_of(WRONG_ROW)


def test_rows_that_are_so_have_no_problem():
    assert problems_of_missed([MISSED_ROW], replace(KNOWN, processed={})) == []
    assert problems_of_incorrect([WRONG_ROW], KNOWN) == []
    assert problems_of_incorrect([{**WRONG_ROW, "right_unit": "10", "grade": "P"}], KNOWN) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"centre": "54321"}, "Centre number is “54321”; yours is 12345."),
        ({"qualification": "05842"}, "Entry code is “05842”"),
        ({"ocr_number": "59999999"}, "no candidate “59999999”"),
        ({"surname": "Mills"}, "Surname is “Mills”, but 50000001 is Okafor"),
        ({"forenames": "Zoe"}, "Forenames are “Zoe”, but 50000001 is Ada Grace"),
        ({"born_on": "31/02/2030"}, "Date of birth is “31/02/2030”, but 50000001 was born on 27"),
        ({"born_on": "Zzz"}, "Date of birth is “Zzz”"),
        ({"unit": "1"}, "Unit number “1” is no moderated unit"),
        ({"claim_number": "7"}, "Claim number “7” is none"),
        ({"reason": ""}, "Reason is empty"),
    ],
)
def test_each_slip_of_a_row_is_named_with_its_row(changes, said):
    for judge, row in ((problems_of_missed, MISSED_ROW), (problems_of_incorrect, WRONG_ROW)):
        [problem] = judge([{**row, **changes}], KNOWN)

        assert problem.startswith("Row 5: ") and said in problem


@pytest.mark.parametrize("born_on", ["", "27.3.2009", "2009-03-27", "27 March 09", "39899"])
def test_a_date_of_birth_may_be_written_in_any_way_or_left_out(born_on):
    assert problems_of_missed([{**MISSED_ROW, "born_on": born_on}], KNOWN) == []


def test_nothing_is_moved_to_a_unit_that_is_held():
    about = RequestFacts(date(2026, 11, 20), held=(Held("M", "Claim 1001"),))
    known = replace(KNOWN, facts={("50000001", "10"): about})

    [problem] = problems_of_incorrect([{**WRONG_ROW, "right_unit": "10"}], known)

    assert "Correct unit number is 10, which has the result M already." in problem


@pytest.mark.parametrize(
    ("changes", "known", "said"),
    [
        ({"grade": ""}, {}, "Grade is empty."),
        ({"visited_on": "31/02/2030"}, {}, "Date of visit is “31/02/2030”, but your centre had"),
        ({"visited_on": "06/05/2026"}, {}, "Date of visit is “06/05/2026”, but your centre had"),
        ({"grade": "A"}, {}, "Grade is “A”; unit 9 can be D, M, P, U."),
        (
            {},
            facts(held=(Held("P", "Claim 1001"),)),
            "Unit 9 has a result already: P (Claim 1001).",
        ),
        ({}, facts(claimed_on="claim 1004 (Pending)"), "stands on claim 1004 (Pending)"),
        ({}, facts(open_request=1007), "Request 1007 of your centre asks for the same"),
        ({}, facts(registered=False), "has never registered this candidate for 05839"),
    ],
)
def test_what_was_not_missed_is_said(changes, known, said):
    [problem] = problems_of_missed([{**MISSED_ROW, **changes}], replace(KNOWN, **known))

    assert said in problem


@pytest.mark.parametrize(
    ("changes", "known", "said"),
    [
        ({"grade": "P"}, {}, "Correct grade is P, which the result is already."),
        ({"claimed": "D"}, {}, "Grade claimed is “D”, but the result is P."),
        ({}, {"processed": {}}, "No processed claim gave this candidate unit 9."),
        ({"right_unit": "9"}, {}, "Correct unit number is the unit that was claimed"),
        ({"right_unit": "1"}, {}, "Correct unit number “1” is no moderated unit."),
        ({}, facts(open_request=1007), "Request 1007 of your centre asks for the same"),
        ({}, facts(registered=False), "has never registered this candidate for 05839"),
    ],
)
def test_what_was_not_claimed_wrongly_is_said(changes, known, said):
    [problem] = problems_of_incorrect([{**WRONG_ROW, **changes}], replace(KNOWN, **known))

    assert said in problem


def test_every_problem_of_every_row_is_told_at_once():
    rows = [{**MISSED_ROW, "grade": "", "reason": ""}, {**MISSED_ROW, "row": "6"}]

    first, second = problems_of_missed(rows, KNOWN)

    assert "Reason is empty" in first and "Grade is empty" in first
    assert second == "Row 6: The same candidate and unit stand in row 5."


def test_of_very_many_problems_the_first_are_told():
    rows = [{**MISSED_ROW, "row": str(number), "grade": ""} for number in range(5, 105)]

    problems = problems_of_missed(rows, KNOWN)

    assert len(problems) == 31
    assert problems[-1] == "70 more rows are wrong like these."
