"""What an act would change is shown before it is done, and nothing else is done."""

import pytest

from interchange.notifications.models import Message
from mir import commands
from mir.acts import ProcessSizeChange
from mir.request_types import INCORRECT_CLAIM, MERGE, MISSING_EXAM_RESULT, MISSING_TAG
from mir.states import Status
from results.models import UnitResult
from tests.factories import catalogue as real
from tests.factories import entries, mir, results
from tests.mir.resolving import address, foreseen, look
from tests.reading import said, text

pytestmark = [pytest.mark.slow]


@pytest.fixture
def staff(sign_in, processor):
    """The client of somebody of the board."""
    return sign_in(processor)


@pytest.fixture
def taken(entry, post_result_full, processor):
    """A request of the kind that the board is working: taken(kind, unit=…)."""

    def taken(kind, of=entry, **named):
        return mir.request_at(Status.IN_REVIEW, of, post_result_full, processor, kind=kind, **named)

    return taken


def test_what_would_change_is_shown_before_and_nothing_of_it_is_kept(
    entry, exam, series, taken, staff
):
    request = taken(MISSING_EXAM_RESULT, unit=exam, series=series)
    letters = Message.objects.count()

    page = look(staff, request, grade="P")

    request.refresh_from_db()
    number = entry.candidate.ocr_number
    assert foreseen(page) == {
        "What is done": {"1": f"Unit {exam.number} of {number}: banked as P."},
        "Awards": {"": "None changes."},
    }
    assert "Confirm and tell the centre" in text(page)
    assert request.status == Status.IN_REVIEW
    assert not UnitResult.objects.exists()
    assert Message.objects.count() == letters


def test_what_each_candidate_is_charged_is_shown(entry, post_result_full, exams_officer, processor):
    other = entries.an_entry(entry.centre, entry.qualification, entries.a_candidate("Mills"))
    changes = [entries.a_size_change(one, exams_officer) for one in (entry, other)]
    request = mir.request_at(Status.IN_REVIEW, entry, post_result_full, processor)

    lines = commands.foreseen(
        request=request,
        acts=[ProcessSizeChange(one) for one in changes],
        decision="Made.",
        by=processor,
        at=mir.NOW,
    )

    first, second = lines["Charged"]
    assert "Okafor" in first and "Mills" in second


def test_an_award_that_follows_is_shown_before(entry, post_result_full, processor, staff):
    diploma = entries.an_entry(entry.centre, real.qualification(results.DIPLOMA))
    results.hold([diploma], results.OFFICIAL_EXAMPLE)
    results.settle()
    wrong = UnitResult.objects.get(unit__number="17")
    request = mir.request_at(
        Status.IN_REVIEW,
        diploma,
        post_result_full,
        processor,
        kind=INCORRECT_CLAIM,
        unit=wrong.unit,
    )

    page = look(staff, request, rows=["5"])

    named = f"{results.DIPLOMA} at {entry.centre.number}, {diploma.candidate.ocr_number}"
    assert foreseen(page)["Awards"][named].startswith("DD → ")


def test_what_is_not_what_was_shown_is_shown_again(entry, exam, series, taken, staff):
    request = taken(MISSING_EXAM_RESULT, unit=exam, series=series)
    shown = look(staff, request, grade="P").context["shown"]
    typed = {"decision": "Found.", "grade": "M", "shown": shown, "confirm": "1"}
    page = staff.post(address(request), typed, secure=True)

    request.refresh_from_db()
    assert request.status == Status.IN_REVIEW
    assert "This is not what the page showed you" in text(page)
    assert "banked as M" in text(page)
    assert not UnitResult.objects.exists()


def _planned(day):
    """What is typed for an assessment planned for that day of May 2021."""
    return {"planned_on_day": day, "planned_on_month": "5", "planned_on_year": "2021"}


@pytest.mark.parametrize(
    ("kind", "seen", "sent", "said"),
    [
        (MERGE, {"forenames": "kept"}, {"forenames": "merged"}, "was merged: Forenames."),
        (
            MISSING_TAG,
            {"number": "4", "grade": "M", **_planned(12)},
            {"number": "4", "grade": "M", **_planned(13)},
            "planned for 13 May 2021",
        ),
    ],
    ids=["details", "day"],
)
def test_details_and_a_day_that_were_not_shown_are_not_confirmed(
    taken, staff, kind, seen, sent, said
):
    request = taken(kind)
    shown = look(staff, request, **seen).context["shown"]

    typed = {"decision": "Looked into it.", **sent, "shown": shown, "confirm": "1"}
    page = staff.post(address(request), typed, secure=True)

    request.refresh_from_db()
    assert request.status == Status.IN_REVIEW
    assert "This is not what the page showed you" in text(page)
    assert said in text(page)


def test_a_refusal_leaves_the_request_open_and_what_was_typed_on_the_page(
    entry, exam, series, taken, staff
):
    request = taken(MISSING_EXAM_RESULT, unit=exam, series=series)

    page = text(look(staff, request, grade="1C", decision="The script was found."))

    request.refresh_from_db()
    assert request.status == Status.IN_REVIEW
    assert "cannot be 1C" in page
    assert "The script was found." in page


def test_what_was_decided_meanwhile_is_said_and_done_once(entry, exam, series, taken, staff):
    request = taken(MISSING_EXAM_RESULT, unit=exam, series=series)
    shown = look(staff, request, grade="P").context["shown"]
    typed = {"decision": "Found.", "grade": "P", "shown": shown, "confirm": "1"}

    pages = [staff.post(address(request), typed, secure=True) for _ in range(2)]

    assert [one.status_code for one in pages] == [302, 302]
    assert "its status is Resolved" in said(pages[1])[-1]
    assert UnitResult.objects.count() == 1
    assert staff.get(address(request), secure=True).status_code == 302


@pytest.mark.parametrize("role", ["post_result_full", "centre_administrator"])
def test_centres_do_not_resolve(taken, sign_in, role, request):
    record = taken(MERGE)
    client = sign_in(request.getfixturevalue(role))

    assert look(client, record).status_code in {302, 403}
    record.refresh_from_db()
    assert record.status == Status.IN_REVIEW
