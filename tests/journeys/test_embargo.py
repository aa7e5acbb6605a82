"""Under an embargo a teacher reads no result on any way out, the exams officer early; then both."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect
from pypdf import PdfReader

from interchange.catalogue.models import Series
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(centre, catalogue, processor):
    """Somebody with an exam result of January 2024 that is under an embargo until tomorrow."""
    candidate = held.a_candidate_with_uci(centre)
    entry = factory.an_entry(centre, offers.qualification(held.DIPLOMA), candidate=candidate)
    held.under_embargo([entry], {"1": "D"}, processor)
    return entry.candidate


def counted(page, ada):
    """How many results each way out tells the person at the page."""
    here = {"number": "12345"}

    def get(name, asked="", **more):
        answer = page.request.get(reverse(f"results:{name}", kwargs=here | more) + asked)
        assert answer.ok
        return answer.body()

    page.goto(reverse("results:test_results", kwargs=here))
    paper = PdfReader(BytesIO(get("statement", ocr_number=ada.ocr_number)))
    return {
        "page": page.get_by_role("main").locator("tbody tr").filter(has_text=ada.name).count(),
        "CSV": len(list(csv.reader(StringIO(get("export").decode("utf-8-sig"))))) - 1,
        "PDF": paper.pages[0].extract_text().count("Exam, January 2024"),
        "API": json.loads(get("api"))["count"],
        "EDI": get("results_files").decode().count("2023/24"),
    }


def test_nothing_is_told_before_it_is_over_and_all_of_it_afterwards(
    sign_in_as, tutor, exams_officer, ada
):
    teacher, officer = sign_in_as(tutor), sign_in_as(exams_officer)
    for page in (teacher, officer):
        assert counted(page, ada) == dict.fromkeys(("page", "CSV", "PDF", "API", "EDI"), 0)
    expect(teacher.get_by_role("link", name="Under embargo")).to_have_count(0)
    officer.get_by_role("link", name="Under embargo").first.click()
    expect(officer.get_by_role("main")).to_contain_text(ada.name)

    Series.objects.filter(year=2024, month=1).update(others_on=localdate() - timedelta(days=1))
    call_command("sweep", "--once")

    after = counted(teacher, ada)
    assert {name: after[name] for name in ("page", "CSV", "PDF", "API")} == dict.fromkeys(
        ("page", "CSV", "PDF", "API"), 1
    )
    officer.goto(reverse("results:results_files", args=["12345"]) + "?year=2023")
    officer.get_by_role("button", name="Make for the September series").click()
    expect(officer.get_by_role("alert").or_(officer.get_by_role("main"))).to_contain_text("Made:")
