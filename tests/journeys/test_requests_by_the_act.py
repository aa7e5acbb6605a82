"""Each of the seven types of requests, from its page to what the board did, and what is refused."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from mir.models import Request
from mir.request_types import MERGE
from mir.spreadsheets import HEADINGS_IN
from tests.factories import entries, mir, papers
from tests.journeys.request_stories import STORIES
from tests.mir.forms import query

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DECISION = "Looked into it and mended it."


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
