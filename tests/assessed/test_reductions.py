"""A centre reports which moderated units of 2021/22 were reduced, and takes that back."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from assessed import queries
from assessed.models import Reduction, ReductionReport
from assessed.rules.reductions import ReductionRefused
from claims.states import Status as Claimed
from entries.models import AwardDue
from entries.states import Status
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.shown import ShownOtherwise
from results.models import AwaitedGrade
from tests.factories import catalogue as offers
from tests.factories import claims, reductions
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.reductions import OPTIONAL, SUMMER, keys_of, report

TWO = (OPTIONAL, "8")
LATE = datetime(2022, 8, 31, 23, 30, tzinfo=UTC)  # in London it is 1 September


@pytest.fixture
def window(db):
    """The area is open."""
    return reductions.a_window()


@pytest.fixture
def student(centre, catalogue, window):
    """Who was registered in October 2021."""
    return reductions.a_student(centre, offers.qualification(held.DIPLOMA))


@pytest.fixture
def send(student, centre_administrator):
    """A function that reports units of the student."""

    def sent(*numbers, by=centre_administrator, **told):
        return report(student, by, *numbers, **told)

    return sent


def sheet_of(entry, on=make.NOW):
    """The sheet on which the entry stands."""
    year = queries.reduction_year(SUMMER, on.date())
    return queries.reduction_sheet(entry.centre, year, entry.qualification)


@pytest.mark.slow
def test_each_unit_reported_awaits_a_grade_of_the_board(send, student, centre_administrator):
    sent = send(*TWO)

    awaited = AwaitedGrade.objects.filter(candidate=student.candidate)
    assert {one.unit.number for one in awaited} == set(TWO)
    assert {(one.kind, one.stage, one.series) for one in awaited} == {("reduced", "granted", None)}
    assert sent.sent_by == centre_administrator
    assert AwardDue.objects.get(entry=student).due == 1


@pytest.mark.slow
def test_the_trail_and_the_centre_are_told(send, student):
    sent = send(OPTIONAL)

    [event] = Event.objects.filter(name="reductionreport.send")
    assert event.detail["units"] == [f"{student.candidate.ocr_number} unit {OPTIONAL}"]
    letter = Message.objects.get(template="assessed/reductions").body
    assert f"Candidate {student.candidate.ocr_number}, unit {OPTIONAL}: reduced" in letter
    assert sent.get_absolute_url() in letter


@pytest.mark.slow
def test_what_is_ticked_no_more_is_taken_back_and_may_be_reported_again(send, student):
    send(*TWO)
    back = send(OPTIONAL)

    assert set(queries.standing(sheet_of(student))) == keys_of(student, OPTIONAL)
    taken = Reduction.objects.get(taken_back=back)
    assert taken.unit.number == "8" and taken.awaited.stage == AwaitedGrade.Stage.OFF

    send(*TWO)
    assert set(queries.standing(sheet_of(student))) == keys_of(student, *TWO)
    assert Reduction.objects.count() == 3


@pytest.mark.slow
def test_the_same_form_again_gives_the_report_of_the_first_time(send):
    token = "5f2b6a4e-0f0e-4d7c-9a51-2a0a8b3a3d11"

    assert send(OPTIONAL, token=token) == send(OPTIONAL, token=token)
    assert ReductionReport.objects.count() == 1


@pytest.mark.slow
def test_outside_of_a_window_nothing_is_sent(send, student):
    reductions.a_window(date(2023, 3, 20), date(2023, 4, 28))

    with pytest.raises(ReductionRefused, match="Closed since 28 April 2023"):
        send(OPTIONAL)
    assert not Reduction.objects.exists()


@pytest.mark.slow
def test_the_last_day_is_a_day_of_london(send):
    reductions.a_window(date(2026, 6, 1), date(2026, 6, 30))

    send(OPTIONAL, at=datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    with pytest.raises(ReductionRefused, match="Closed since 30 June 2026"):
        send("8", at=datetime(2026, 6, 30, 23, 1, tzinfo=UTC))


@pytest.mark.slow
def test_a_unit_with_a_grade_is_not_reduced_and_nothing_of_the_form_is_sent(send, student):
    held.hold([student], {OPTIONAL: "U"})

    with pytest.raises(ReductionRefused, match="has the grade U"):
        send(*TWO)
    assert not Reduction.objects.exists()


@pytest.mark.slow
def test_a_unit_on_a_claim_is_not_reduced(send, student):
    claim = claims.claim_at(
        Claimed.DRAFT, centre=student.centre, qualification=student.qualification, candidates=0
    )
    number = claim.lines.first().unit.number

    with pytest.raises(ReductionRefused, match="on the claim in progress"):
        send(number)


@pytest.mark.slow
def test_what_was_reported_and_has_its_grade_by_now_stays(send, student):
    send(*TWO)
    held.hold([student], {OPTIONAL: "M"})

    send("9")

    assert set(queries.standing(sheet_of(student))) == keys_of(student, OPTIONAL, "9")


@pytest.mark.slow
def test_what_is_confirmed_is_what_was_shown(send, student):
    changes = queries.changes(sheet_of(student), keys_of(student, OPTIONAL))
    seen = queries.shown_of(changes)
    name = f"{student.candidate.name} ({student.candidate.ocr_number})"
    assert seen == {name: {f"unit {OPTIONAL}": "reduced"}}

    with pytest.raises(ShownOtherwise):
        send(*TWO, seen=seen)
    assert not Reduction.objects.exists()
    send(OPTIONAL, seen=seen)


@pytest.mark.slow
def test_only_the_centre_administrator_reports(send, exams_officer, stranger):
    for somebody in (exams_officer, stranger):
        with pytest.raises(PermissionDenied):
            send(OPTIONAL, by=somebody)


def listed(centre):
    """Who is listed of the Diploma."""
    year = queries.reduction_year(SUMMER, make.NOW.date())
    diploma = offers.qualification(held.DIPLOMA)
    return {one.candidate for one in queries.reduction_sheet(centre, year, diploma).entries}


@pytest.mark.slow
@pytest.mark.parametrize(
    "fields, is_listed",
    [
        ({}, True),
        ({"made_at": datetime(2022, 8, 31, 22, 30, tzinfo=UTC)}, True),
        ({"made_at": LATE}, False),
        ({"status": Status.WITHDRAWN}, False),
        ({"status": Status.REPLACED}, False),
    ],
)
def test_listed_are_those_registered_before_september(centre, window, catalogue, fields, is_listed):
    entry = reductions.a_student(centre, offers.qualification(held.DIPLOMA), **fields)

    assert (entry.candidate in listed(centre)) is is_listed


@pytest.mark.slow
def test_who_was_moved_since_is_listed_under_the_new_code(centre, window, catalogue):
    old = reductions.a_student(centre, offers.qualification("05839"), status=Status.REPLACED)
    diploma = offers.qualification(held.DIPLOMA)
    new = make.an_entry(centre, diploma, old.candidate, replaces=old)
    make.an_entry(centre, diploma)

    assert listed(centre) == {new.candidate}


@pytest.mark.slow
def test_who_is_complete_is_not_listed(centre, student):
    held.a_result(student)

    assert listed(centre) == set()


@pytest.mark.slow
def test_another_centre_sees_nothing_of_what_one_reported(send, student, other_centre, catalogue):
    send(OPTIONAL)
    there = reductions.a_student(other_centre, student.qualification, candidate=student.candidate)

    assert queries.standing(sheet_of(there)) == {}


@pytest.mark.slow
def test_the_queries_of_a_sheet_do_not_grow_with_its_students(
    student, centre, django_assert_num_queries
):
    def asked():
        sheet = sheet_of(student)
        with django_assert_num_queries(7):
            queries.boxes(sheet, list(sheet.entries))

    asked()
    for _ in range(3):
        reductions.a_student(centre, student.qualification)
    asked()
