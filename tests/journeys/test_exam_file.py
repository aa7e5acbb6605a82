"""The board sends a file of exam results with ten kinds of bad line, then its correction."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from interchange.notifications.models import Message
from results.models import UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

HEADER = "series,ocr_candidate_number,entry_code,unit,grade"


@pytest.fixture
def numbers(centre, catalogue):
    """The OCR candidate numbers of two candidates entered for exams of June 2026."""
    entries = factory.entries(centre, 2, offers.qualification(DIPLOMA))
    held.enter(entries, ["1", "2"], offers.a_series(2026, 6))
    return [one.candidate.ocr_number for one in entries]


def test_ten_bad_lines_are_told_apart_and_their_correction_is_loaded(
    sign_in_as, processor, exams_officer, numbers, tmp_path
):
    page = sign_in_as(processor)
    ada, ben = numbers
    good = [f"2026-06,{ada},{DIPLOMA},1,M", f"2026-06,{ada},{DIPLOMA},2,Q"]
    good += [f"2026-06,{ben},{DIPLOMA},1,P#", f"2026-06,{ben},{DIPLOMA},2,X"]

    send(page, tmp_path / "bad.csv", [*good, *bad_lines(ada, ben)])
    for told in TOLD:
        expect(page.locator("#content-main")).to_contain_text(told)
    expect(page.locator("#content-main")).to_contain_text("Nothing was loaded, since 10 lines")
    expect(page.get_by_role("button", name="Load what is shown")).to_have_count(0)
    assert not UnitResult.objects.exists()

    send(page, tmp_path / "good.csv", good)
    load(page)
    correction = [good[0].replace(",M", ",D"), good[1].replace(",Q", ",U")]
    send(page, tmp_path / "corrected.csv", correction)
    load(page, why="A script was marked twice.")

    shown = UnitResult.objects.standing().order_by("candidate__ocr_number", "unit__in_order")
    assert [one.shown for one in shown] == ["D", "U", "P#", "No result"]
    letter = Message.objects.filter(template="results/exam_results").latest("pk").body
    assert "from M to D" in letter
    assert "from Pending to U" in letter
    assert "A script was marked twice." in letter
    send(page, tmp_path / "again.csv", correction)
    expect(page.locator("#content-main")).to_contain_text("all its results are there already")
    what_the_centre_reads(sign_in_as(exams_officer), ada, ben)


def test_a_long_word_in_a_refused_line_scrolls_inside_its_box(
    sign_in_as, processor, numbers, tmp_path
):
    page = sign_in_as(processor)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        said = "W" * 60 + str(width)
        send(page, tmp_path / "long.csv", [f"2026-06,{numbers[0]},{DIPLOMA},1,{said}"])
        box = page.get_by_role("region", name="Refused")
        place = box.bounding_box()
        assert place["x"] + place["width"] <= width
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")


def bad_lines(ada, ben):
    """Ten lines, each bad in its own way."""
    return [
        f"2026-13,{ada},{DIPLOMA},3,M",
        f"2019-01,{ada},{DIPLOMA},3,M",
        f"2026-06,{ada[1:]},{DIPLOMA},3,M",
        f"2026-06,99999999,{DIPLOMA},3,M",
        f"2026-06,{ada},99999,3,M",
        f"2026-06,{ada},{DIPLOMA},99,M",
        f"2026-06,{ada},{DIPLOMA},4,M",
        f"2026-06,{ben},{DIPLOMA},3,M",
        f"2026-06,{ben},{DIPLOMA},5,absent#",
        f"2026-06,{ben},{DIPLOMA}",
    ]


TOLD = (
    "Write 2026-01 or 2026-06.",
    "Check it, or add it to the catalogue.",
    "It must have 8 digits.",
    "There is no such candidate.",
    "There is no such qualification.",
    f"{DIPLOMA} has no such unit.",
    "is moderated, not examined",
    "is not entered for this unit in this series",
    "goes with a grade alone",
    "It has 3 fields instead of 5.",
)


def send(page, file, lines):
    """Send the lines as a file."""
    file.write_text("\n".join([HEADER, *lines]))
    page.goto("/board/results/examfile/import-exam-results/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Import exam results").click()
    expect(page.locator(".messagelist")).to_contain_text("was sent")


def load(page, why=""):
    """Load what the page shows, and look at the receipt."""
    page.get_by_role("button", name="Load what is shown").click()
    if why:
        page.get_by_label("Why results are corrected").fill(why)
    page.get_by_role("button", name="Load what is shown").click()
    expect(page.locator("#content-main")).to_contain_text("Being loaded")
    call_command("sweep", "--once")
    page.get_by_role("link", name="Look again").click()
    expect(page.locator("#content-main")).to_contain_text("Each centre was told")


def what_the_centre_reads(page, ada, ben):
    """Test Results has what came, and says what an exam without a grade is."""
    page.goto("/centres/12345/results/")
    main = page.get_by_role("main")
    for told in ("No result", "P#", "Before: M. A script was marked twice."):
        expect(main).to_contain_text(told)
    page.goto(f"/centres/12345/candidates/{ben}/")
    expect(page.get_by_role("main")).to_contain_text("issued no result for the exam of unit 2")
