"""A template of grades, filled in and sent as a person does."""

from io import BytesIO

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.factories.claims import at_page

FIRST, UNITS_FROM = 3, 5  # the first row of a candidate, the first column of a unit


def downloaded(browser, claim):
    """The template, as a workbook."""
    answer = browser.get(at_page("grades_xlsx", claim))
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def filled(book, *typed):
    """The template with (row, column, text) typed in its grades, as a file."""
    for row, column, text in typed:
        book["Grades"].cell(row, column, text)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def send(browser, claim, content, name="grades.xlsx", **more):
    data = {"file": SimpleUploadedFile(name, content), **more}
    return browser.post(at_page("upload", claim), data)


def save(browser, claim, **more):
    """Press Save claim on the page of what is not saved."""
    return browser.post(at_page("unsaved", claim), **more)


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def on_claim(claim):
    return sorted(claim.lines.values_list("candidate", "unit__number", "claimed"))
