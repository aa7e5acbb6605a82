"""Each of the seven types of requests, from its page to what the board did, and what is refused."""

import re
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook
from playwright.sync_api import expect

from claims.states import Status as ClaimStatus
from mir.models import Request
from mir.request_types import (
    ENTRY_CHANGE,
    INCORRECT_CLAIM,
    MERGE,
    MISSED_FROM_CLAIM,
    MISSING_EXAM_RESULT,
    MISSING_TAG,
    REDUCTION,
)
from mir.spreadsheets import HEADINGS_IN
from tests.factories import catalogue as real
from tests.factories import claims, entries, mir, papers, reductions
from tests.mir.forms import query

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OCR = "OCR candidate number"
DECISION = "Looked into it and mended it."


@dataclass(frozen=True)
class Story:
    """What a centre asks first and is refused, what it asks then, and how the board mends it.

    Labels of fields and what is filled in; `says` is a part of the refusal, `changed` of what the
    centre reads in the end.
    """

    kind: object
    entry: object
    wrong: dict
    says: str
    right: dict
    changed: str
    files: dict = field(default_factory=dict)  # by label
    row: dict = field(default_factory=dict)  # by column, of the template's first row
    tick: str = ""
    act: dict = field(default_factory=dict)
    choose: str = ""  # a radio button of the board's


def of(entry, *numbers):
    """The units of those numbers of the entry's qualification."""
    return [entry.qualification.units.get(number=number) for number in numbers]


def moderated(entry):
    """The moderated units of the entry's qualification."""
    return list(entry.qualification.units.filter(examined=False))


def missed(centre, _):
    claim = claims.claim_at(ClaimStatus.PROCESSED, centre=centre, candidates=1, units=1)
    line = claim.lines.get()
    other = entries.an_entry(centre, claim.qualification, entries.a_candidate("Mills"))
    unit = {"Unit": line.unit.number}
    return Story(
        MISSED_FROM_CLAIM,
        other,
        {OCR: line.candidate.ocr_number, **unit},
        "It was not missed.",
        {OCR: other.candidate.ocr_number, **unit},
        f"Unit {line.unit.number} of {other.candidate.ocr_number}: banked as M.",
        row={"Grade": "M", "Reason": "Left out by mistake."},
    )


def incorrect(centre, _):
    claim = claims.claim_at(ClaimStatus.PROCESSED, centre=centre, candidates=1, units=1, grades="P")
    line, entry = claim.lines.get(), centre.entries.get(qualification=claim.qualification)
    other = next(unit for unit in moderated(entry) if unit != line.unit)
    number = {OCR: line.candidate.ocr_number}
    return Story(
        INCORRECT_CLAIM,
        entry,
        {**number, "Unit": other.number},
        "No processed claim of your centre",
        {**number, "Unit": line.unit.number},
        f"Unit {line.unit.number} of {line.candidate.ocr_number}: corrected from P to D.",
        row={"Correct grade": "D", "Reason": "Mistyped."},
    )


def reduced(centre, administrator):
    reductions.a_window()
    student, other = reductions.a_student(centre), reductions.a_student(centre)
    first, second = moderated(student)[:2]
    reductions.report(student, administrator, first.number)
    return Story(
        REDUCTION,
        student,
        {OCR: other.candidate.ocr_number},
        "has not reported any reduction",
        {OCR: student.candidate.ocr_number, "Unit": second.number},
        f"Unit {second.number} of {student.candidate.ocr_number} stands as reduced",
        act={"Unit": second.number},
        choose="stands as reduced",
    )


def of_another_size(centre, administrator):
    entry, other = entries.an_entry(centre), entries.an_entry(centre)
    change = entries.a_size_change(entry, administrator)
    entry.qualification = change.to  # as the form names it; never saved
    return Story(
        ENTRY_CHANGE,
        entry,
        {OCR: other.candidate.ocr_number},
        "Make it first: Change size",
        {OCR: entry.candidate.ocr_number},
        f"{entry.candidate.ocr_number} was changed",
    )


def registered_twice(centre, _):
    one, two = (
        entries.an_entry(centre, real.qualification(), entries.a_candidate("Okafor", name))
        for name in ("Ada", "Adah")
    )
    numbers = [one.candidate.ocr_number, two.candidate.ocr_number]
    duplicate = "OCR candidate number of the duplicate record"
    return Story(
        MERGE,
        one,
        {OCR: numbers[0], duplicate: numbers[0]},
        "Both OCR candidate numbers are the same.",
        {OCR: numbers[0], duplicate: numbers[1]},
        "The newer registration for 05839 at 12345 was closed.",
    )


def without_tag(centre, _):
    entry = entries.an_entry(centre)
    number = {OCR: entry.candidate.ocr_number}
    return Story(
        MISSING_TAG,
        entry,
        {**number, "Day": "10", "Month": "1", "Year": "2022"},
        "A TAG is given only for one planned from",
        {**number, "Day": "12", "Month": "5", "Year": "2021"},
        f"Unit 4 of {entry.candidate.ocr_number}: TAG M given",
        files={"Evidence for the teacher assessed grade": "register.pdf"},
        act={"Unit that gets a TAG": "4", "Grade": "M"},
    )


def without_result(centre, _):
    entry, series = entries.an_entry(centre), real.a_series(localdate().year - 1, 6)
    sat, other = entry.qualification.units.filter(examined=True)[:2]
    entries.a_unit_entry(entry, sat, series)
    number = {OCR: entry.candidate.ocr_number, "Exam series": str(series.pk)}
    return Story(
        MISSING_EXAM_RESULT,
        entry,
        {**number, "Unit": other.number},
        "Your centre did not enter this candidate",
        {**number, "Unit": sat.number},
        f"Unit {sat.number} of {entry.candidate.ocr_number}: banked as P.",
        files={
            "Attendance register": "register.pdf",
            "Seating plan": "plan.png",
            "Despatch log": "log.jpg",
        },
        tick="I have checked the attendance register",
        act={"Grade of the exam": "P"},
    )


STORIES = (
    missed, incorrect, reduced, of_another_size, registered_twice, without_tag, without_result,
)  # fmt: skip


def fill(page, fields):
    """Fill in or choose each by its label."""
    for label, value in fields.items():
        control = page.get_by_label(re.compile(rf"^\s*{label}\s*(\(optional\))?:?\s*$"))
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def choose(page, label, name, content):
    """Choose a file for a paper."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label(label, exact=True).set_input_files(file)


def filled(template, row):
    """The template as its reader fills in the first row."""
    book = load_workbook(BytesIO(template))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[HEADINGS_IN]}
    for title, value in row.items():
        sheet.cell(HEADINGS_IN + 2, columns[title]).value = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def ask(page, story):
    """Ask for what is refused, then for what is meant, and send it."""
    page.goto(reverse("mir:raise", args=["12345"]) + query(story.kind, story.entry))
    fill(page, story.wrong)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="You cannot ask for this yet")).to_be_visible()
    expect(page.get_by_text(story.says)).to_be_visible()

    page.get_by_role("link", name="Change what it is about").click()
    fill(page, story.right)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What is missing or wrong?").fill("See above.")
    for label, name in story.files.items():
        choose(page, label, name, papers.a_file(name).read())
    if story.row:
        send_the_template(page, story)
    if story.tick:
        page.get_by_label(re.compile(story.tick)).check()
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_text("The board has your request.")).to_be_visible()


def send_the_template(page, story):
    """Send the template as it was downloaded, which is refused; then choose it filled in."""
    label = story.kind.documents[0].title
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("download the template")).first.click()
    template = download.value.path().read_bytes()
    choose(page, label, "template.xlsx", template)
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_text("nothing was filled in").first).to_be_visible()
    choose(page, label, "filled.xlsx", filled(template, story.row))


def mend(board, story, request):
    """Take the request up, look at what the act changes, and do it."""
    board.goto(reverse("admin:mir_request_change", args=[request.pk]))
    board.get_by_role("button", name="Take up").click()
    board.goto(reverse("admin:mir_request_change", args=[request.pk]))
    board.get_by_role("link", name=f"Resolve request {request.number}").click()
    board.get_by_label("What was done?").fill(DECISION)
    fill(board, story.act)
    if story.choose:
        board.get_by_label(story.choose).check()
    board.get_by_role("button", name="Show what changes").click()
    expect(board.get_by_role("heading", name="What this changes")).to_be_visible()
    board.get_by_role("button", name="Confirm and tell the centre").click()
    expect(board.get_by_text("is resolved, and the centre has been told.")).to_be_visible()


@pytest.mark.parametrize("made", STORIES, ids=lambda made: made.__name__)
def test_what_is_refused_says_why_and_what_is_asked_is_resolved_by_the_act(
    desk_of, kept_papers, catalogue, centre, centre_administrator, processor, made
):
    story = made(centre, centre_administrator)
    page, board = desk_of(centre_administrator), desk_of(processor)

    ask(page, story)
    request = Request.objects.get()
    mend(board, story, request)

    page.reload()
    expect(page.get_by_text("What changed by it:")).to_be_visible()
    expect(page.get_by_text(story.changed)).to_be_visible()
    expect(page.get_by_text(DECISION).first).to_be_visible()


def test_who_reads_only_sees_all_and_changes_nothing(
    desk_of, kept_papers, catalogue, centre, post_result_read, centre_administrator
):
    entry = entries.an_entry(centre)
    request = mir.a_request(entry, centre_administrator)
    page = desk_of(post_result_read)

    page.goto(reverse("mir:requests", args=[centre.number]))
    expect(page.get_by_text("Raising one needs the role")).to_be_visible()
    expect(page.get_by_role("link", name="Raise a request")).to_have_count(0)
    page.get_by_role("link", name=f"Request {request.number}").click()
    expect(page.get_by_role("heading", name="What was asked")).to_be_visible()
    for name in ("Withdraw", "Send to the board"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)

    closed = [
        reverse("mir:raise", args=[centre.number]) + query(MERGE, entry),
        reverse("mir:withdraw", args=[centre.number, request.number]),
        reverse("mir:add", args=[centre.number, request.number]),
        reverse("reviews:ask", args=[centre.number]),
    ]
    for address in closed:
        assert page.goto(address).status == 403
        expect(page.get_by_text(re.compile("this needs the role"))).to_be_visible()
    for address in ("admin:index", "admin:mir_request_changelist"):
        assert page.goto(reverse(address)).status in (403, 404)
