"""An exams officer sends files in a browser: bad lines, the same file again, an amendment."""

import os

import pytest
from django.utils import timezone

from entries.models import QualificationEntry
from tests.factories import catalogue as make_catalogue
from tests.factories import edi

ADA = edi.a_line(42)
SHOTS = os.environ.get("SHOTS", "")  # a folder to keep pictures in, for whoever wants to look


@pytest.fixture
def officers_page(open_page, sign_in, exams_officer, live_server):
    """A function that opens a page of the exams officer's."""

    def opened(**options):
        client = sign_in(exams_officer)
        page = open_page(**options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        return page

    return opened


def send(page, file):
    """Send a file from the page for it."""
    name, content = file
    page.goto("/centres/12345/entries/files/")
    chosen = {"name": name, "mimeType": "text/plain", "buffer": content}
    page.get_by_label("File of entries or amendments").set_input_files(chosen)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", level=1, name=name[:8]).wait_for()


def look(page, name):
    """Keep a picture of the page, where that is wanted."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 320])
def test_a_file_goes_in_once_whatever_is_sent_again(
    officers_page, centre, catalogue, violations, width
):
    page = officers_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
    on = timezone.localdate()
    series = make_catalogue.a_series(2029, 9, today=on)
    year = (series.year, series.month)
    twin = edi.a_line(43, "OKAFOR: ADAH")

    send(page, edi.a_file(ADA, twin, *edi.bad_lines(), series=year))
    look(page, f"check-{width}")
    assert violations(page) == []
    assert page.get_by_text("Refused").count() > 9
    page.get_by_label("Somebody else: I have checked the details").check()
    page.get_by_role("button", name="Save the answers").click()
    page.get_by_role("button", name="Load 2 entries").click()
    page.get_by_role("heading", level=1, name="Receipt for").wait_for()
    look(page, f"receipt-{width}")
    assert violations(page) == []
    assert QualificationEntry.objects.count() == 2

    send(page, edi.a_file(ADA, twin, *edi.bad_lines(), series=year))
    assert page.get_by_text("This is the very file").is_visible()
    assert page.get_by_role("button", name="Load").count() == 0

    more = edi.a_line(60, "ASHWORTH: EVE")
    send(page, edi.a_file(ADA, more, series=year, data_type="A", sequence=2))
    page.get_by_role("button", name="Load 1 entry").click()
    page.get_by_role("heading", level=1, name="Receipt for").wait_for()
    assert QualificationEntry.objects.count() == 3

    for address in ("submitted/", "submitted/forms/", "files/", "basedata/"):
        page.goto(f"/centres/12345/entries/{address}")
        look(page, f"{address.strip('/').replace('/', '-')}-{width}")
        assert violations(page) == []
    send(page, edi.a_file(ADA, series=(2025, 6), sequence=3))
    look(page, f"refused-{width}")
    assert violations(page) == []
