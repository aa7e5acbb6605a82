"""Each of the seven types is resolved by the act, from its page to what the centre sees."""

from datetime import date

import pytest

from assessed.models import Reduction
from claims.states import Status as ClaimStatus
from entries.models import Merge, QualificationEntry, SizeChange
from interchange.notifications.models import Message
from mir.request_types import (
    ENTRY_CHANGE,
    INCORRECT_CLAIM,
    MERGE,
    MISSED_FROM_CLAIM,
    MISSING_EXAM_RESULT,
    MISSING_TAG,
    REDUCTION,
)
from mir.states import Status
from results.models import UnitResult
from tests.factories import catalogue as real
from tests.factories import claims, entries, mir, reductions, results
from tests.mir.resolving import confirm, look
from tests.reading import text

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


@pytest.fixture
def processed(entry):
    """A processed claim of the centre with one unit, for others and for the candidate."""
    return claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)


@pytest.fixture
def missed(entry):
    """A registration whose candidate was not there yet when the claim was made."""
    return lambda: entries.an_entry(entry.centre, entry.qualification, entries.a_candidate("Mills"))


def is_resolved(request, page):
    """Whether the request is resolved, with what changed told to the centre."""
    request.refresh_from_db()
    letter = Message.objects.get(template="mir/resolved")
    assert page.status_code == 302
    assert request.status == Status.RESOLVED
    assert "What changed by it stands on the page of the request." in letter.body
    return request.changed


def test_a_missed_unit_is_banked(processed, missed, taken, staff):
    unit, other = processed.lines.first().unit, missed()
    request = taken(MISSED_FROM_CLAIM, other, unit=unit)

    changed = is_resolved(request, confirm(staff, request, rows=["5"]))

    result = UnitResult.objects.get(candidate=other.candidate)
    assert (result.unit, result.grade, result.decision.request) == (unit, "M", request)
    assert changed == [f"Unit {unit.number} of {other.candidate.ocr_number}: banked as M."]


def test_a_grade_claimed_wrongly_is_corrected(processed, taken, staff):
    result = UnitResult.objects.get()
    grade = "M" if result.grade != "M" else "D"
    request = taken(INCORRECT_CLAIM, unit=result.unit)

    is_resolved(request, confirm(staff, request, rows=["5"]))

    assert UnitResult.objects.get(supersedes=result).grade == grade


@pytest.fixture
def without_rows(processed, entry, taken):
    """A request about a result claimed wrongly, of before templates were read; and the result."""
    wrong = UnitResult.objects.get()
    request = taken(INCORRECT_CLAIM, unit=wrong.unit)
    request.attachments.update(rows=[])
    return request, wrong


def test_a_wrong_unit_is_moved_to_the_right_one(entry, without_rows, staff):
    request, wrong = without_rows
    moderated = entry.qualification.units.filter(examined=False)
    right = moderated.exclude(pk=wrong.unit_id).first()
    typed = {"result": wrong.pk, "grade": "P", "right": right.number}

    is_resolved(request, confirm(staff, request, **typed))

    assert UnitResult.objects.get(supersedes=wrong).grade == "U"
    assert UnitResult.objects.get(unit=right).grade == "P"


def test_the_unit_that_was_claimed_is_not_the_one_that_was_meant(without_rows, staff):
    request, wrong = without_rows
    typed = {"result": wrong.pk, "grade": "P", "right": wrong.unit.number}

    page = text(look(staff, request, **typed))

    assert "is the one that was claimed" in page
    assert not UnitResult.objects.filter(supersedes=wrong).exists()


def test_a_reduction_is_applied_and_taken_back(centre, centre_administrator, staff, taken):
    reductions.a_window()
    student = reductions.a_student(centre)
    first, second = student.qualification.units.filter(examined=False)[:2]
    reductions.report(student, centre_administrator, first.number)
    request = taken(REDUCTION, student, unit=second)

    is_resolved(request, confirm(staff, request, number=second.number, becomes="reduced"))
    assert set(Reduction.objects.filter(taken_back=None).values_list("unit", flat=True)) == {
        first.pk,
        second.pk,
    }

    Message.objects.all().delete()
    request = taken(REDUCTION, student, unit=first)
    is_resolved(request, confirm(staff, request, number=first.number, becomes="back"))
    assert Reduction.objects.get(taken_back=None).unit == second


def test_a_change_of_size_is_processed(entry, exams_officer, taken, staff):
    change = entries.a_size_change(entry, exams_officer)
    request = taken(ENTRY_CHANGE, entry_at(entry, change.to))

    is_resolved(request, confirm(staff, request, change=change.pk))

    change = SizeChange.objects.get()
    assert change.made.qualification == change.to


def entry_at(entry, qualification):
    """The entry as far as a request names it, for another qualification; never saved."""
    return QualificationEntry(
        candidate=entry.candidate, centre=entry.centre, qualification=qualification
    )


def test_after_a_change_that_is_made_the_award_is_worked_out(entry, taken, staff):
    larger = real.qualification("05842")
    entries.an_entry(entry.centre, larger, entry.candidate)
    request = taken(ENTRY_CHANGE, entry_at(entry, larger))

    changed = is_resolved(request, confirm(staff, request))

    assert changed == [f"The awards of {entry.candidate.ocr_number} are worked out again."]


def test_two_records_are_merged(entry, taken, staff):
    other = entries.a_candidate("Okafor", "Adah")
    request = taken(MERGE, other_ocr_number=other.ocr_number)

    is_resolved(request, confirm(staff, request, forenames="merged"))

    merge = Merge.objects.get()
    assert (merge.kept, merge.merged) == (entry.candidate, other)
    entry.candidate.refresh_from_db()
    assert entry.candidate.forenames == "Adah"


def test_a_number_of_nobody_cannot_be_merged(taken, staff):
    request = taken(MERGE, other_ocr_number="59999999")

    page = text(look(staff, request))

    assert "There is no record with the OCR candidate number 59999999" in page


def test_a_tag_is_given(entry, taken, staff):
    request = taken(MISSING_TAG)
    day = {"planned_on_day": "12", "planned_on_month": "5", "planned_on_year": "2021"}

    is_resolved(request, confirm(staff, request, number="4", grade="M", **day))

    result = UnitResult.objects.get()
    assert (result.source, result.decision.tag.planned_on) == ("TAG", date(2021, 5, 12))
    assert result.decision.papers == f"The papers of missing-results request {request.number}"


@pytest.mark.parametrize("absent", [True, False])
def test_the_result_of_an_exam_is_given(entry, exam, series, taken, staff, absent):
    if absent:
        results.hold([entry], {exam.number: "absent"}, series=series)
    request = taken(MISSING_EXAM_RESULT, unit=exam, series=series)

    is_resolved(request, confirm(staff, request, grade="P"))

    result = UnitResult.objects.standing().get()
    assert (result.grade, result.series, result.decision.request) == ("P", series, request)
    assert bool(result.supersedes) == absent
