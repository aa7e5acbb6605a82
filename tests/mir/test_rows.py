"""Templates come filled in with all that is known, and go back for many candidates at once."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from claims.states import Status as ClaimStatus
from entries.spreadsheets import NotATemplate
from interchange.uploads import UploadRefused
from mir import commands, queries, spreadsheets
from mir.models import Attachment
from mir.request_types import INCORRECT_CLAIM, MISSED_FROM_CLAIM, MISSING_EXAM_RESULT
from mir.rules import RequestNotReady
from mir.spreadsheets import INCORRECT, MISSED
from mir.states import Status
from results.models import UnitResult
from tests.factories import claims, entries, mir, papers
from tests.mir.resolving import confirm
from tests.reading import text

pytestmark = [pytest.mark.slow]


@pytest.fixture
def processed(entry):
    """A processed claim with one unit for the candidate."""
    return claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)


@pytest.fixture
def missed(entry, processed):
    """Two candidates whom the claim left out, and the unit."""
    names = ("Mills", "Nowak")
    found = [
        entries.an_entry(entry.centre, entry.qualification, entries.a_candidate(name))
        for name in names
    ]
    return found, processed.lines.first().unit


def filled(request, rows, spreadsheet=MISSED):
    return papers.a_file("missed.xlsx", spreadsheets.workbook(spreadsheet, rows))


def keep(request, by, upload, spreadsheet=MISSED):
    return commands.keep(
        token=request.token,
        document="spreadsheet",
        template=spreadsheet,
        upload=upload,
        centre=request.centre,
        by=by,
        at=mir.NOW,
    )


def about(entries, unit):
    """A request without a candidate, and a row for each of the registrations."""
    request = mir.unsent(entries[0], MISSED_FROM_CLAIM, unit=unit)
    rows = []
    for one in entries:
        request.candidate = one.candidate
        rows.append(mir.row_of(request, MISSED))
    request.candidate = request.unit = None
    return request, rows


def test_many_candidates_are_asked_for_and_banked_at_once(
    missed, post_result_full, processor, sign_in
):
    those, unit = missed
    request, rows = about(those, unit)
    keep(request, post_result_full, filled(request, rows))
    request = commands.raise_request(request=request, by=post_result_full, at=mir.NOW)
    commands.take(request=request, by=processor, at=mir.NOW)

    confirm(sign_in(processor), request, rows=["5", "6"])

    request.refresh_from_db()
    assert request.status == Status.RESOLVED
    for one in those:
        assert UnitResult.objects.get(candidate=one.candidate).grade == "M"
    assert len(request.changed) == 2


def test_the_board_leaves_out_rows_that_it_does_not_tick(
    missed, post_result_full, processor, sign_in
):
    those, unit = missed
    request, rows = about(those, unit)
    keep(request, post_result_full, filled(request, rows))
    request = commands.raise_request(request=request, by=post_result_full, at=mir.NOW)
    commands.take(request=request, by=processor, at=mir.NOW)

    confirm(sign_in(processor), request, rows=["6"])

    assert not UnitResult.objects.filter(candidate=those[0].candidate).exists()
    assert UnitResult.objects.filter(candidate=those[1].candidate).exists()


def test_what_is_wrong_with_rows_keeps_the_request_from_being_sent(missed, post_result_full):
    those, unit = missed
    request, rows = about(those, unit)
    rows[1] |= {"surname": "Somebody", "grade": "Z"}
    keep(request, post_result_full, filled(request, rows))

    with pytest.raises(RequestNotReady) as refused:
        commands.raise_request(request=request, by=post_result_full, at=mir.NOW)

    [problem] = refused.value.problems
    assert problem.field == "spreadsheet"
    assert problem.sentence.startswith("Row 6: ")
    assert "Surname is “Somebody”" in problem.sentence and "“Z”" in problem.sentence


def test_a_request_takes_no_row_about_another_candidate_or_unit(missed, post_result_full):
    [first, second], unit = missed
    request, rows = about([first, second], unit)
    request.candidate = first.candidate
    keep(request, post_result_full, filled(request, rows))

    with pytest.raises(RequestNotReady) as refused:
        commands.raise_request(request=request, by=post_result_full, at=mir.NOW)

    [problem] = refused.value.problems
    number = first.candidate.ocr_number
    assert problem.sentence.startswith(f"Row 6: The request is about candidate {number}, not")


def test_a_template_kept_for_another_kind_is_not_sent_for_this_one(
    entry, processed, post_result_full
):
    wrong = processed.lines.get(candidate=entry.candidate).unit
    request = mir.unsent(entry, INCORRECT_CLAIM, unit=wrong)
    keep(request, post_result_full, filled(request, [mir.row_of(request, MISSED)]))

    with pytest.raises(RequestNotReady, match="The rows are those of another template"):
        commands.raise_request(request=request, by=post_result_full, at=mir.NOW)


def test_an_untouched_template_and_a_scan_are_refused_and_not_kept(entry, post_result_full):
    request = mir.unsent(entry, MISSED_FROM_CLAIM)
    [begun] = queries.rows_for_template(
        entry.centre, MISSED, {"candidate": entry.candidate.ocr_number}
    )

    with pytest.raises(NotATemplate, match="nothing was filled in"):
        keep(request, post_result_full, filled(request, [begun]))
    with pytest.raises(UploadRefused):
        keep(request, post_result_full, papers.a_file("register.pdf"))

    assert not Attachment.objects.exists()


def test_one_file_is_not_three_papers(entry, exam, series, post_result_full):
    request = mir.unsent(entry, MISSING_EXAM_RESULT, unit=exam, series=series)
    for document in MISSING_EXAM_RESULT.documents:
        commands.keep(
            token=request.token,
            document=document.slug,
            upload=papers.a_file(),
            centre=request.centre,
            by=post_result_full,
            at=mir.NOW,
        )

    with pytest.raises(RequestNotReady, match="Despatch log: one and the same file"):
        commands.raise_request(request=request, by=post_result_full, at=mir.NOW)


def test_a_request_shows_what_its_rows_say(missed, open_page, post_result_full):
    [first, _], unit = missed
    request = mir.a_request(first, post_result_full, MISSED_FROM_CLAIM, unit=unit)

    page = text(open_page(post_result_full, "mir:view", request.number))

    assert "What the spreadsheet says" in page
    assert "It was left out." in page


def rows_of(open_page, by, spreadsheet, **query):
    got = open_page(by, "mir:template", spreadsheet.slug, **query)
    sheet = load_workbook(BytesIO(b"".join(got.streaming_content))).active
    words = [one.word for one in spreadsheet.columns]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=5)]
    return [dict(zip(words, row, strict=True)) for row in rows if any(row)]


def test_a_template_of_a_qualification_lists_its_candidates(
    entry, missed, open_page, post_result_read
):
    code = entry.qualification.code

    rows = rows_of(open_page, post_result_read, MISSED, qualification=code)

    assert {row["surname"] for row in rows} == {"Okafor", "Mills", "Nowak"}
    assert {row["qualification"] for row in rows} == {code}


def test_a_template_of_what_was_wrong_lists_what_was_claimed(
    entry, processed, open_page, post_result_read
):
    line = processed.lines.get(candidate=entry.candidate)
    asked = {"qualification": entry.qualification.code, "claim_number": processed.number}

    [row] = rows_of(open_page, post_result_read, INCORRECT, **asked)

    assert row["ocr_number"] == entry.candidate.ocr_number
    assert (row["unit"], row["claimed"]) == (line.unit.number, line.grade)
    assert row["claim_number"] == str(processed.number)


def test_a_wrong_unit_of_a_row_is_moved(entry, processed, post_result_full, processor, sign_in):
    wrong = UnitResult.objects.get()
    moderated = entry.qualification.units.filter(examined=False)
    right = moderated.exclude(pk=wrong.unit_id).first()
    request = mir.unsent(entry, INCORRECT_CLAIM, unit=wrong.unit)
    row = mir.row_of(request, INCORRECT, right_unit=right.number, grade="P")
    keep(request, post_result_full, filled(request, [row], INCORRECT), INCORRECT)
    request = commands.raise_request(request=request, by=post_result_full, at=mir.NOW)
    commands.take(request=request, by=processor, at=mir.NOW)

    confirm(sign_in(processor), request, rows=["5"])

    assert UnitResult.objects.get(supersedes=wrong).grade == "U"
    assert UnitResult.objects.get(unit=right).grade == "P"
