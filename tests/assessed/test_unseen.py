"""Who reads what of reductions: nothing of other centres, and what was sent of their own."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from assessed import commands, queries
from entries.commands import correct_details
from entries.rules import details
from entries.states import Status
from interchange.accounts.roles import Role
from tests.factories import accounts, reductions
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.reductions import OPTIONAL, SUMMER
from tracker.commands import process_transfer

pytestmark = pytest.mark.slow


@pytest.fixture
def student(centre, catalogue):
    """Who was registered in October 2021, while the area is open."""
    reductions.a_window()
    return reductions.a_student(centre, offers.qualification(held.DIPLOMA))


def boxes_of(entry):
    """The boxes of the entry's students on its centre's sheet, by unit number."""
    year = queries.reduction_year(SUMMER, make.NOW.date())
    sheet = queries.reduction_sheet(entry.centre, year, entry.qualification)
    found = queries.boxes(sheet, [entry])
    return {unit.number: found[queries.key(entry, unit)] for unit in sheet.units}


def test_a_grade_gained_at_another_centre_is_not_told(student, other_centre):
    there = reductions.a_student(other_centre, student.qualification, candidate=student.candidate)
    held.hold([there], {OPTIONAL: "D"})

    assert boxes_of(there)[OPTIONAL].grade == "D"
    assert boxes_of(student)[OPTIONAL].instead == ""


def test_what_was_reported_comes_along_with_a_transfer(student, other_centre):
    administrator = accounts.with_role(Role.CENTRE_ADMINISTRATOR, student.centre)
    reductions.report(student, administrator, OPTIONAL)
    moved = make.a_transfer(other_centre, administrator, old_centre=student.centre)
    type(student).objects.filter(pk=student.pk).update(status=Status.TRANSFERRED)
    type(moved).objects.filter(pk=moved.pk).update(
        entry=student, status="done", decided_at=make.NOW, decided_by=administrator
    )
    new = make.an_entry(other_centre, student.qualification, student.candidate, replaces=student)

    assert boxes_of(new)[OPTIONAL].reported


def test_a_name_changed_after_the_candidate_left_is_not_told_in_what_was_sent(
    student, other_centre, sign_in, centre_administrator, processor
):
    sent = reductions.report(student, centre_administrator, OPTIONAL)
    moved = make.a_transfer(other_centre, centre_administrator, old_centre=student.centre)
    moved.entry = student
    moved.save()
    process_transfer(transfer=moved, by=processor, at=make.NOW + timedelta(days=1))
    seen = details.of(student.candidate)
    correct_details(
        candidate=student.candidate,
        seen=seen,
        new=replace(seen, surname="Zyxwvut"),
        reason="Deed poll.",
        by=processor,
        at=make.NOW + timedelta(days=2),
    )

    page = sign_in(centre_administrator).get(sent.get_absolute_url(), secure=True).content.decode()

    assert seen.surname in page and "Zyxwvut" not in page


def test_whoever_reads_the_candidates_story_may_follow_it_to_what_was_sent(
    student, sign_in, tutor, stranger, centre_administrator
):
    sent = reductions.report(student, centre_administrator, OPTIONAL)
    address = reverse("assessed:reduction_report", args=[student.centre.number, sent.pk])

    page = sign_in(tutor).get(address, secure=True)

    assert page.status_code == 200
    assert f"/reductions/{SUMMER}/" not in page.content.decode()
    assert sign_in(stranger).get(address, secure=True).status_code == 404


def test_a_reduction_by_the_board_is_the_board_s_and_names_none_of_its_staff(
    student, sign_in, processor, centre_administrator
):
    made = commands.reduce_as_board(
        candidate=student.candidate,
        centre=student.centre,
        qualification=student.qualification,
        number=OPTIONAL,
        reason="Reported late.",
        by=processor,
        at=make.NOW,
    )
    client, where = sign_in(centre_administrator), [student.centre.number]
    area = reverse("assessed:reduce", args=[*where, SUMMER, student.qualification.code])

    for address in (made.report.get_absolute_url(), area):
        page = client.get(address, secure=True).content.decode()
        assert "the board</" in page
        assert processor.name not in page
