"""Registering candidates, and entering 2012 candidates for units by themselves."""

import threading
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from entries.models import AwardDue, Candidate, QualificationEntry
from entries.rules.registering import EntryRefused, RowsRefused
from interchange.audit.models import Event
from interchange.notifications.models import Message
from tests.entries.commands.typed import ADA, BO
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_candidates_are_registered_with_ocr_numbers_of_their_own(register, centre):
    ada, bo = register(ADA, BO)

    assert (ada.candidate.name, bo.candidate.name) == ("Okafor, Ada", "Lindqvist, Bo")
    assert ada.candidate.ocr_number.isdecimal() and len(ada.candidate.ocr_number) == 8
    assert ada.candidate.ocr_number < bo.candidate.ocr_number
    assert (ada.status, ada.completes_in, ada.candidate_number) == ("registered", 2028, "0042")


@pytest.mark.slow
def test_registering_leaves_a_trail_a_letter_and_a_receipt(register, centre, exams_officer):
    ada, bo = register(ADA, BO)

    trail = Event.objects.filter(name="qualificationentry.register", by=exams_officer)
    assert {event.about for event in trail} == {
        f"qualificationentry:{ada.pk}",
        f"qualificationentry:{bo.pk}",
    }
    letter = Message.objects.get(template="entries/registered")
    assert letter.to == centre.email and ada.candidate.ocr_number in letter.body
    assert set(ada.submission.registrations.all()) == {ada, bo}


@pytest.mark.slow
def test_registering_makes_the_award_due_because_units_may_be_held_already(register):
    known = make.a_candidate("Okafor", "Ada", born_on=ADA.born_on, uci=ADA.uci)

    [ada] = register(ADA)

    assert ada.candidate == known
    assert AwardDue.objects.get(entry=ada).due == 1


@pytest.mark.slow
def test_whoever_has_no_record_yet_is_due_so_that_it_is_kept_where_they_stand(register):
    [ada] = register(ADA)

    assert AwardDue.objects.get().entry == ada


@pytest.mark.slow
def test_whoever_may_not_make_entries_registers_nobody(register, tutor):
    with pytest.raises(PermissionDenied):
        register(ADA, by=tutor)


@pytest.mark.slow
def test_one_bad_row_keeps_the_whole_form_from_being_saved(register):
    with pytest.raises(RowsRefused, match=r"Row 2 \(Lindqvist, Bo\): .*four digits") as refused:
        register(ADA, replace(BO, candidate_number="43"))

    assert [(row, field) for row, field, _ in refused.value.problems] == [(1, "candidate_number")]
    assert not Candidate.objects.exists() and not Message.objects.exists()


@pytest.mark.slow
def test_nobody_is_registered_by_an_empty_form(register):
    with pytest.raises(EntryRefused, match="nobody on the form"):
        register()


@pytest.mark.slow
def test_the_same_form_sent_twice_registers_once(register):
    token = uuid.uuid4()
    first = register(ADA, BO, token=token)

    again = register(ADA, BO, token=token)

    assert set(again) == set(first)
    assert Candidate.objects.count() == QualificationEntry.objects.count() == 2


@pytest.mark.slow
def test_the_same_form_with_somebody_else_on_it_registers_them_too(register):
    token = uuid.uuid4()
    register(ADA, token=token)

    [bo] = register(BO, token=token)

    assert bo.candidate.surname == BO.surname
    assert QualificationEntry.objects.count() == 2


@pytest.mark.slow
def test_nobody_is_registered_for_the_same_qualification_twice(register):
    register(ADA)

    with pytest.raises(RowsRefused, match="already registered"):
        register(ADA)


@pytest.mark.slow
def test_a_candidate_number_belongs_to_one_candidate_a_year_and_a_candidate_has_one(register):
    register(ADA)

    with pytest.raises(RowsRefused, match="belongs to Okafor, Ada"):
        register(replace(BO, candidate_number="0042"))
    with pytest.raises(RowsRefused, match="already has the number 0042"):
        other = make_catalogue.qualification("05838")
        register(replace(ADA, candidate_number="0044"), qualification=other)


@pytest.mark.slow
def test_a_pathway_is_kept_with_the_entry(register):
    diploma = make_catalogue.qualification("05842")

    [ada] = register(ADA, qualification=diploma, pathway="Data Analyst")

    assert ada.pathway == "Data Analyst"


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 50])
def test_a_form_of_fifty_costs_no_more_queries_than_one(
    register, count, django_assert_max_num_queries
):
    people = [replace(BO, candidate_number=f"{n + 1:04}", distinct=True) for n in range(count)]

    with django_assert_max_num_queries(48):
        register(*people)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_officers_who_register_one_candidate_at_once_make_one_record(
    register, centre, exams_officer
):
    answers, start = [], threading.Barrier(2)

    def go():
        try:
            start.wait(5)
            register(replace(ADA, uci=""))
            answers.append("registered")
        except EntryRefused as refusal:
            answers.append(str(refusal))
        finally:
            connection.close()

    officers = [threading.Thread(target=go) for _ in range(2)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()

    assert sorted(answers)[1] == "registered" and "looks like this person" in sorted(answers)[0]
    assert Candidate.objects.count() == 1
