"""A request begun in a browser outlives a closed tab, with its files, until it is sent."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from mir.models import Attachment, Draft, Request
from mir.request_types import MISSING_EXAM_RESULT
from tests.factories import catalogue as real
from tests.factories import entries, papers
from tests.mir.forms import query
from tests.waiting import until

pytestmark = [pytest.mark.django_db(transaction=True)]

FILES = {
    "Attendance register": "register.pdf",
    "Seating plan": "plan.png",
    "Despatch log": "log.jpg",
}


def choose(page, title):
    """Choose the file of a paper."""
    file = papers.a_file(FILES[title])
    payload = {"name": file.name, "mimeType": file.content_type, "buffer": file.read()}
    page.get_by_label(title, exact=True).set_input_files(payload)


@pytest.mark.slow
def test_a_closed_tab_leaves_a_draft_that_is_gone_on_with_from_home_and_sent(
    desk_of, look, kept_papers, catalogue, centre, post_result_full
):
    entry = entries.an_entry(centre, real.qualification(), entries.a_candidate("Okafor", "Ada"))
    exam, series = real.qualification().units.filter(examined=True).first(), real.a_series(2026, 6)
    entries.a_unit_entry(entry, exam, series)
    about = {"candidate": entry.candidate.ocr_number, "unit": exam.number}
    page = desk_of(post_result_full)
    page.goto(
        reverse("mir:raise", args=[centre.number]) + query(MISSING_EXAM_RESULT, entry, **about)
    )

    page.get_by_label("What is missing or wrong?").fill("The candidate sat in room 4.")
    choose(page, "Attendance register")
    expect(page.locator(".keeps")).to_contain_text("Kept as your draft at")
    until(lambda: Attachment.objects.exists())
    page.get_by_label("Why is it urgent?").fill("A university place")
    page.goto("about:blank")
    until(lambda: Draft.objects.filter(typed__urgent_because="A university place").exists())

    page.goto(reverse("tracker:centre_home", args=[centre.number]))
    page.get_by_role("link", name=re.compile("Not sent yet: Missing exam result")).click()
    expect(page.get_by_label("What is missing or wrong?")).to_have_value(
        "The candidate sat in room 4."
    )
    expect(page.get_by_text("Kept: register.pdf")).to_be_visible()
    for title in ("Seating plan", "Despatch log"):
        choose(page, title)
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_role("heading", name="Your drafts")).to_be_visible()
    look(page, "drafts")

    page.get_by_role("link", name="Go on").click()
    page.get_by_label(re.compile("I have checked the attendance register")).check()
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Request")

    assert Request.objects.get().attachments.count() == 3
    assert not Draft.objects.exists()
