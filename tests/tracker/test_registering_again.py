"""Registered again after the last attempt: attempts start anew, grades stay, the fee is charged."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from claims.states import Status as Claimed
from entries.commands import enter_for_exams, register
from entries.models import Charge, Credit, Invoice, QualificationEntry, SizeChange
from entries.rules.charging import REGISTRATION
from entries.rules.people import Person
from entries.rules.registering_again import AgainRefused
from entries.states import Status
from interchange.catalogue.models import Figure
from interchange.catalogue.queries import specification
from interchange.notifications.models import Message
from results import commands as results
from results import queries
from results.models import QualificationResult
from results.queries.sittings import sittings
from tests.factories import catalogue as offers
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.factories import results as held
from tests.racing import at_once
from tracker import commands

pytestmark = [pytest.mark.usefixtures("catalogue")]

SAT = ((2025, 6), (2026, 1), (2026, 6))


@pytest.fixture
def tired(centre):
    """A registration for the Diploma whose candidate has failed the exam of unit 1 three times."""
    entry = make.an_entry(centre, offers.qualification(held.DIPLOMA), completes_in=2026)
    for year, month in SAT:
        held.hold([entry], {"1": "U"}, series=offers.a_series(year, month))
    held.hold([entry], {"2": "M", "4": "D"})
    return entry


@pytest.fixture
def again(tired, exams_officer, at):
    """Register the candidate again as the exams officer."""

    def again(entry=tired, by=exams_officer):
        return commands.register_again(entry=entry, by=by, at=at)

    return again


def standing(entry):
    return queries.standings([entry])[entry.pk]


@pytest.mark.slow
def test_attempts_start_anew_and_grades_stay(again, tired, at):
    made = again()

    tired.refresh_from_db()
    assert (tired.status, made.status) == (Status.REPLACED, Status.REGISTERED)
    assert made.attempts_after_on == date(2026, 6, 1)
    assert made.candidate_number == tired.candidate_number
    assert made.completes_in == 2027
    found = standing(made)
    assert found.used_up == frozenset()
    assert {number: one.grade for number, one in found.achieved.items()}["4"] == "D"


@pytest.mark.slow
def test_the_exam_can_be_entered_for_and_the_first_attempt_is_covered(
    again, exams_officer, centre, at
):
    made, june = again(), offers.a_series()
    invoices = Invoice.objects.count()

    [exam] = enter_for_exams(
        centre=centre,
        qualification=made.qualification,
        series=june,
        chosen=[(made.candidate, offers.unit(1, held.DIPLOMA))],
        sat=sittings,
        by=exams_officer,
        at=at,
    )

    assert not exam.resit and Invoice.objects.count() == invoices


@pytest.mark.slow
def test_it_costs_a_registration_and_the_letter_says_so(again, tired):
    made = again()

    [line] = Invoice.objects.get().lines.all()
    assert line.title.startswith("Registration") and line.count == 1
    letter = Message.objects.get(template="tracker/registered_again")
    assert tired.candidate.name in letter.body and "unit 1." in letter.body
    assert made.submission.registrations.get() == made


@pytest.mark.slow
def test_an_overall_result_stays_on_the_registration_before(again, tired, at):
    taken = {"1", "2", "4"}
    held.hold([tired], {n: g for n, g in held.OFFICIAL_EXAMPLE.items() if n not in taken})
    while results.award_due(at=at):
        pass
    assert QualificationResult.objects.get(entry=tired).outcome == "unclassified"

    made = again()
    while results.award_due(at=at):
        pass

    assert not QualificationResult.objects.filter(entry=made).exists()
    assert standing(made).outcome.kind.value == "not_yet"


@pytest.mark.slow
def test_a_draft_claim_keeps_its_grades(again, tired, centre, tutor):
    draft = make_claims.claim_at(
        Claimed.DRAFT, centre=centre, qualification=tired.qualification, candidates=0, by=tutor
    )
    assert draft.lines.filter(candidate=tired.candidate).exists()

    again()

    assert draft.lines.filter(candidate=tired.candidate).exists()


@pytest.mark.slow
def test_while_a_result_is_still_to_come_it_is_refused(again, tired):
    held.enter([tired], ["2"], offers.a_series(2027, 1))

    with pytest.raises(AgainRefused, match="result of unit 2 is still to come"):
        again()
    assert not QualificationEntry.objects.filter(replaces=tired).exists()


@pytest.mark.slow
def test_while_attempts_are_left_it_is_refused(again, centre):
    entry = make.an_entry(centre, offers.qualification(held.DIPLOMA))

    with pytest.raises(AgainRefused, match="Enter the candidate for the exam"):
        again(entry)


@pytest.mark.slow
def test_while_a_change_of_size_waits_it_is_refused(again, tired, exams_officer):
    make.a_size_change(tired, exams_officer)
    assert SizeChange.objects.filter(entry=tired).exists()

    with pytest.raises(AgainRefused, match="change of size is with the board"):
        again()


@pytest.mark.slow
def test_the_boards_figure_may_forbid_it(again):
    Figure.objects.filter(slug="register-again").update(value=0)

    with pytest.raises(AgainRefused, match="no new registration"):
        again()


def test_only_those_who_make_entries_may(again, tutor):
    with pytest.raises(PermissionDenied):
        again(by=tutor)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_registration_and_one_invoice(again, tired):
    one, other = at_once(again, again)

    assert one == other
    assert QualificationEntry.objects.filter(candidate=tired.candidate).count() == 2
    assert Invoice.objects.count() == 1


def page_of(entry):
    return reverse("tracker:register_again", args=[entry.centre.number, entry.pk])


@pytest.mark.slow
def test_from_the_candidates_page_to_the_new_registration(sign_in, tired, exams_officer):
    client = sign_in(exams_officer)
    assert page_of(tired) in client.get(tired.get_absolute_url()).content.decode()
    words = client.get(page_of(tired)).content.decode()
    assert "No attempts are left at the exam of" in words and "Registration" in words

    answer = client.post(page_of(tired), follow=True)

    assert "is registered again" in answer.content.decode()
    assert page_of(tired) not in answer.content.decode()
    again = client.post(page_of(tired), follow=True)
    assert "is registered again" in again.content.decode()
    assert QualificationEntry.objects.filter(candidate=tired.candidate).count() == 2


@pytest.mark.slow
def test_the_page_says_why_not(sign_in, centre, exams_officer):
    entry = make.an_entry(centre, offers.qualification(held.DIPLOMA))

    words = sign_in(exams_officer).post(page_of(entry)).content.decode()

    assert "Enter the candidate for the exam instead" in words
    assert "Register again</button>" not in words


@pytest.mark.slow
def test_a_registration_that_is_over_leads_back_to_the_candidate(sign_in, again, exams_officer):
    made = again()

    answer = sign_in(exams_officer).get(page_of(made.replaces), follow=True)

    assert "registered anew already" in answer.content.decode()


@pytest.mark.slow
def test_registered_again_withdrawn_and_registered_anew_is_charged_for_each_and_keeps_attempts(
    tired, again, centre, exams_officer, processor, at
):
    made = again()
    commands.withdraw(entry=made, left=True, by=exams_officer, at=at)
    commands.process_withdrawal(
        entry=QualificationEntry.objects.get(pk=made.pk), by=processor, at=at
    )
    number = made.candidate_number
    [anew] = register(
        centre=centre,
        qualification=made.qualification,
        people=[Person(picked=made.candidate.ocr_number, candidate_number=number)],
        pathway=specification(made.qualification).pathways[0].name,
        by=exams_officer,
        at=at,
        token=uuid.uuid4(),
    )

    charged = Charge.objects.values_list("registration", "reason")
    assert list(charged) == [(made.pk, REGISTRATION), (anew.pk, REGISTRATION)]
    assert not Credit.objects.exists()
    assert anew.attempts_after_on == made.attempts_after_on
