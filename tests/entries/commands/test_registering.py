"""Registering candidates, and entering 2012 candidates for units by themselves."""

import threading
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from entries import commands
from entries.models import AwardDue, Candidate, QualificationEntry, UnitEntry
from entries.rules.people import Person
from entries.rules.registering import EntryRefused, RowsRefused
from interchange.audit.models import Event
from interchange.notifications.models import Message
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]

ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042", uci="681990012058G")
BO = Person("Lindqvist", "Bo", date(2008, 1, 1), "M", "0043")


@pytest.fixture
def it():
    """A Level 3 qualification of the 2016 suite without pathways."""
    return make_catalogue.qualification("05839")


@pytest.fixture
def it_2012():
    """A qualification of the 2012 suite."""
    return make_catalogue.qualification("05349")


@pytest.fixture
def register(centre, it, exams_officer, at):
    """Register people as the exams officer, for IT unless told otherwise."""

    def registered(*people, **other):
        given = {"centre": centre, "qualification": it, "by": exams_officer, "at": at, **other}
        return commands.register(people=list(people), **given)

    return registered


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
def test_no_award_is_due_of_whoever_has_no_record_yet(register):
    register(ADA)

    assert not AwardDue.objects.exists()


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
def test_uci_birth_date_and_surname_join_the_record_of_another_centre(register, other_centre):
    known = make.a_candidate("OKAFOR", "Adaeze", born_on=ADA.born_on, uci=ADA.uci)
    make.an_entry(other_centre, make_catalogue.qualification("05834"), known)

    [ada] = register(ADA)

    assert ada.candidate == known
    assert Candidate.objects.count() == 1


@pytest.mark.slow
def test_less_than_that_is_never_joined_nor_given_a_second_record_with_the_number(register):
    make.a_candidate("Okafor", "Ada", born_on=date(2009, 3, 15), uci=ADA.uci)

    for typed in (ADA, replace(ADA, distinct=True)):
        with pytest.raises(RowsRefused, match="UCI is on record for a candidate with another name"):
            register(typed)
    [ada] = register(replace(ADA, uci="", distinct=True))

    assert Candidate.objects.count() == 2 and ada.candidate.born_on == ADA.born_on


@pytest.mark.slow
def test_of_the_centres_own_candidates_it_is_asked_first_and_then_refused(register, centre):
    known = make.a_candidate("Okafor", "Ada", born_on=date(2009, 3, 15), uci=ADA.uci)
    make.an_entry(centre, candidate=known)

    with pytest.raises(RowsRefused, match="looks like this person"):
        register(ADA)
    with pytest.raises(RowsRefused, match="UCI is on record"):
        register(replace(ADA, distinct=True))


@pytest.mark.slow
def test_a_picked_candidate_keeps_the_ocr_number_and_details(register, centre):
    known = make.an_entry(centre, make_catalogue.qualification("05834")).candidate
    number = known.entries.get().candidate_number

    [entry] = register(Person(picked=known.ocr_number, candidate_number=number))

    assert entry.candidate == known


@pytest.mark.slow
def test_only_the_centres_own_candidates_can_be_picked(register, other_centre):
    theirs = make.an_entry(other_centre).candidate

    with pytest.raises(RowsRefused, match="no candidate .* at your centre"):
        register(Person(picked=theirs.ocr_number, candidate_number="0001"))


@pytest.mark.slow
def test_a_record_joins_the_one_it_was_merged_into(register, centre):
    kept = make.a_candidate("Okafor", "Ada", born_on=ADA.born_on)
    make.a_candidate("Okafor", "Ada", born_on=ADA.born_on, uci=ADA.uci, merged_into=kept)
    kept.uci = ADA.uci
    kept.save()

    [ada] = register(ADA)

    assert ada.candidate == kept


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
def test_units_alone_are_entered_and_never_due_for_an_award(centre, it_2012, exams_officer, at):
    units = list(it_2012.units.all()[:2])

    made = commands.enter_units_only(
        centre=centre,
        qualification=it_2012,
        people=[BO],
        units=units,
        by=exams_officer,
        at=at,
    )

    assert [entry.unit for entry in made] == units
    assert all(entry.series is None and entry.status == "entered" for entry in made)
    assert not AwardDue.objects.exists() and not QualificationEntry.objects.exists()
    assert Event.objects.filter(name="unitentry.enter").count() == 2
    assert Message.objects.filter(template="entries/units_entered").count() == 1


@pytest.mark.slow
def test_full_award_and_units_only_exclude_each_other(register, centre, it_2012, exams_officer, at):
    unit = it_2012.units.first()
    alone = {"centre": centre, "qualification": it_2012, "by": exams_officer, "at": at}
    commands.enter_units_only(people=[ADA], units=[unit], **alone)
    register(BO, qualification=it_2012)

    with pytest.raises(RowsRefused, match="either the whole qualification or units only"):
        register(ADA, qualification=it_2012)
    bo = Candidate.objects.get(surname="Lindqvist")
    with pytest.raises(RowsRefused, match="either the whole qualification or units only"):
        picked = Person(picked=bo.ocr_number, candidate_number=BO.candidate_number)
        commands.enter_units_only(people=[picked], units=[unit], **alone)


@pytest.mark.slow
def test_units_of_the_2016_suite_are_not_taken_by_themselves(centre, it, exams_officer, at):
    with pytest.raises(EntryRefused, match="2016 suite"):
        commands.enter_units_only(
            centre=centre,
            qualification=it,
            people=[ADA],
            units=list(it.units.all()[:1]),
            by=exams_officer,
            at=at,
        )
    assert not UnitEntry.objects.exists()


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
