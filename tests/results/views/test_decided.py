"""What the board decided itself is shown for what it is, wherever a unit's grade comes from."""

import pytest
from django.urls import reverse

from results import commands
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow


@pytest.fixture
def entry(centre, catalogue, processor, at):
    """A registration with unit 4 banked by the board."""
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    about = {"candidate": entry.candidate, "centre": centre, "qualification": entry.qualification}
    told = {"reason": "Left out of claim 7.", "by": processor, "at": at}
    commands.bank_unit(number="4", grade="D", **about, **told)
    return entry


def told_by(client, entry, address):
    """What a page, a file or an answer of the API says of the entry's candidate."""
    args = [entry.centre.number]
    if address == "tracker:candidate":
        args.append(entry.candidate.ocr_number)
    page = client.get(reverse(address, args=args))
    return page.content if not page.streaming else b"".join(page.streaming_content)


@pytest.mark.parametrize(
    "address", ["results:test_results", "results:export", "tracker:candidate", "results:api"]
)
def test_a_banked_unit_says_so(entry, sign_in, exams_officer, address):
    said = told_by(sign_in(exams_officer), entry, address)

    assert b"Banked by the board" in said
    assert b"Left out of claim 7." in said


@pytest.mark.parametrize(
    "address", ["results:test_results", "results:export", "tracker:candidate", "results:api"]
)
def test_a_grade_that_the_board_corrected_says_so(
    entry, sign_in, exams_officer, processor, address, at
):
    banked = entry.candidate.unit_results.get()
    commands.correct(result=banked, grade="M", cause="Swapped with another.", by=processor, at=at)

    said = told_by(sign_in(exams_officer), entry, address)

    assert b"Grade corrected by the board" in said and b"Swapped with another." in said
    assert b"Unit result corrected" not in said


@pytest.mark.parametrize(
    "address", ["results:test_results", "results:export", "tracker:candidate", "results:api"]
)
def test_a_grade_shows_that_part_of_its_exam_was_missed(
    centre, catalogue, sign_in, exams_officer, address
):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": "M#"})

    said = told_by(sign_in(exams_officer), entry, address)

    assert (b"<td>M#</td>" if address == "tracker:candidate" else b"M#") in said


def test_the_board_finds_its_decision_with_the_result(entry, sign_in, processor):
    staff = sign_in(processor)
    lists = reverse("admin:results_decision_changelist")

    shown = staff.get(lists, {"q": entry.candidate.ocr_number}).content.decode()
    assert "Left out of claim 7." in shown
    decision = entry.candidate.unit_results.get().decision
    record = staff.get(reverse("admin:results_decision_change", args=[decision.pk]))
    assert entry.candidate.ocr_number in record.content.decode()
