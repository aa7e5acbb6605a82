"""Two records of one person are registered once, under the person's number."""

import pytest
from django.db import IntegrityError, transaction

from entries import commands, queries
from entries.models import Candidate, QualificationEntry
from entries.rules.people import Person
from entries.rules.registering import EntryRefused
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.racing import at_once

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_the_numbers_of_two_records_found_to_be_one_are_the_persons(centre, at):
    one = make.an_entry(centre, candidate_number="0042")
    other = make.an_entry(centre, make_catalogue.qualification("05347"), candidate_number="0107")

    Candidate.objects.filter(pk=other.candidate_id).update(merged_into=one.candidate)

    _, held = queries.held_numbers(centre, at.date(), numbers=["0042", "0107"])
    assert {person for person, _ in held.values()} == {one.candidate_id}
    Candidate.objects.filter(pk=other.candidate_id).update(merged_into=None)
    _, held = queries.held_numbers(centre, at.date(), numbers=["0042", "0107"])
    assert [held["0042"][0], held["0107"][0]] == [one.candidate_id, other.candidate_id]


@pytest.mark.slow
def test_two_records_of_one_person_are_not_both_registered_for_one_qualification(centre):
    one, other = (make.an_entry(centre) for _ in range(2))

    with pytest.raises(IntegrityError, match="registered_once"), transaction.atomic():
        Candidate.objects.filter(pk=other.candidate_id).update(merged_into=one.candidate)
    QualificationEntry.objects.filter(pk=other.pk).update(status="removed")
    Candidate.objects.filter(pk=other.candidate_id).update(merged_into=one.candidate)
    with pytest.raises(IntegrityError, match="registered_once"), transaction.atomic():
        make.an_entry(centre, candidate=other.candidate)


@pytest.mark.slow
def test_a_registration_is_not_reinstated_beside_one_of_the_record_it_was_merged_into(
    centre, processor, at
):
    one, other = (make.an_entry(centre) for _ in range(2))
    QualificationEntry.objects.filter(pk=other.pk).update(status="removed")
    Candidate.objects.filter(pk=other.candidate_id).update(merged_into=one.candidate)
    other.refresh_from_db()

    with pytest.raises(EntryRefused, match="registered again for this qualification meanwhile"):
        commands.reinstate(entry=other, by=processor, at=at)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_registering_one_record_while_the_other_is_merged_leaves_one_registration(
    centre, exams_officer, processor, at
):
    from tracker import commands as tracker

    registered = make.an_entry(centre)
    other = make.an_entry(centre, make_catalogue.qualification("05347")).candidate
    picked = Person(
        picked=other.ocr_number,
        candidate_number=other.entries.get().candidate_number,
        surname=other.surname,
        forenames=other.forenames,
        born_on=other.born_on,
        sex=other.sex,
    )

    def register_other():
        return commands.register(
            centre=centre,
            qualification=registered.qualification,
            people=[picked],
            by=exams_officer,
            at=at,
        )

    def merge():
        pair = {"one": registered.candidate, "other": other}
        return tracker.merge(**pair, because="One person.", by=processor, at=at)

    at_once(register_other, merge)

    open_now = QualificationEntry.objects.filter(
        centre=centre, qualification=registered.qualification, status="registered"
    )
    persons = list(open_now.values_list("candidate__person", flat=True))
    assert len(persons) == len(set(persons))
