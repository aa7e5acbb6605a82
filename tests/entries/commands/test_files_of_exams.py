"""Files of exam entries, of units by themselves, and of pathways."""

from datetime import timedelta

import pytest

from entries import commands, queries
from entries.file_states import Outcome, Status
from entries.models import Candidate, QualificationEntry, Submission, UnitEntry
from interchange.audit.models import Event
from tests.entries.commands.desk import ADA, outcomes, reasons
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


def exam_line(number=42, options=("583901", "583902"), **other):
    return edi.a_line(number, options=options, **other)


@pytest.mark.slow
def test_registered_candidates_are_entered_for_exams(desk):
    desk.load(ADA)

    file = desk.load(exam_line(), series=(2027, 6))

    assert outcomes(file) == [Outcome.LOADED] * 2
    entry = UnitEntry.objects.get(unit__number="1")
    assert (str(entry.series), entry.stage, entry.resit) == ("June 2027", "in_time", False)
    assert entry.qualification.code == "05839" and entry.candidate_number == "0042"
    event = Event.objects.get(name="unitentry.enter", about=f"unitentry:{entry.pk}")
    assert event.label == str(entry)
    assert entry.submission.kind == Submission.Kind.EXAMS


@pytest.mark.slow
def test_exam_entries_are_made_once_whatever_the_file(desk):
    desk.load(ADA)
    desk.load(exam_line(), series=(2027, 6))

    for head in ({"sequence": 1}, {"sequence": 2}, {"sequence": 3, "data_type": "A"}):
        again = desk.send(exam_line(), series=(2027, 6), **head)
        assert outcomes(again) == [Outcome.ALREADY] * 2


@pytest.mark.slow
def test_an_exam_is_entered_on_the_record_of_its_registration_ticked_or_in_a_file(desk):
    desk.load(ADA)
    registration = QualificationEntry.objects.select_related("candidate").get()
    person = make.a_candidate("Okafor", "Ada", born_on=ADA["born_on"])
    Candidate.objects.filter(pk=registration.candidate_id).update(uci="", merged_into=person)
    Candidate.objects.filter(pk=person.pk).update(uci=ADA["uci"])

    desk.load(exam_line(options=["583901"]), series=(2027, 6))
    commands.enter_for_exams(
        centre=desk.centre,
        qualification=registration.qualification,
        series=make_catalogue.a_series(2027, 6),
        chosen=[(Candidate.objects.get(pk=person.pk), make_catalogue.unit(2))],
        by=desk.by,
        at=desk.at,
        sat=desk.sat,
    )

    assert dict(UnitEntry.objects.values_list("unit__number", "candidate")) == {
        "1": registration.candidate_id,
        "2": registration.candidate_id,
    }


@pytest.mark.slow
def test_late_exam_entries_are_marked_and_after_that_none_are_taken(desk):
    desk.load(ADA)
    desk.at += timedelta(days=70)
    desk.load(exam_line(), series=(2027, 6))
    assert UnitEntry.objects.filter(stage="late").count() == 2

    desk.at += timedelta(days=20)
    file = desk.send(exam_line(options=["583903"]), series=(2027, 6), sequence=2)
    assert file.status == Status.REFUSED and "closed on" in file.problems[0][4]


@pytest.mark.slow
def test_an_exam_needs_a_registration(desk):
    assert "not registered" in reasons(desk.send(exam_line(), series=(2027, 6)))[0]


@pytest.mark.slow
def test_an_exam_sat_before_is_a_further_attempt(desk):
    desk.load(ADA)
    entry = QualificationEntry.objects.get()
    make.a_unit_entry(entry, make_catalogue.unit(1), make_catalogue.a_series(2027, 1))

    file = desk.send(exam_line(), series=(2027, 6))

    assert [line.resit for line in queries.lines_of(file)] == [True, False]
    assert queries.tally(file).resits == 1


@pytest.mark.slow
def test_the_same_exam_under_another_size_is_the_same_entry(desk):
    desk.load(ADA)
    first = QualificationEntry.objects.get()
    make.an_entry(
        desk.centre,
        make_catalogue.qualification("05838"),
        first.candidate,
        candidate_number="0042",
        made_at=first.made_at,
    )
    file = desk.send(exam_line(options=["583901", "583801"]), series=(2027, 6))
    assert outcomes(file) == [Outcome.NEW, Outcome.ALREADY]


@pytest.mark.slow
def test_units_of_the_2012_suite_are_entered_by_themselves(desk):
    file = desk.load(edi.a_line(options=["534901", "534902"]))
    assert outcomes(file) == [Outcome.LOADED] * 2
    assert set(UnitEntry.objects.values_list("unit__number", "series")) == {
        ("1", None),
        ("2", None),
    }


@pytest.mark.slow
def test_nobody_takes_the_whole_qualification_and_units_by_themselves(desk):
    file = desk.send(edi.a_line(options=["05349", "534901"]))
    assert outcomes(file) == [Outcome.NEW, Outcome.REFUSED]
    desk.confirm(file)
    later = desk.send(edi.a_line(options=["534902"]), sequence=2)
    assert "either the whole" in reasons(later)[0]


@pytest.mark.slow
def test_without_its_pathway_a_registration_is_refused(desk):
    assert "on a pathway" in reasons(desk.send(edi.a_line(options=["05845"])))[0]


@pytest.mark.slow
def test_a_pathway_is_named_by_its_letter_and_not_changed_by_a_file(desk):
    desk.load(edi.a_line(options=["05845B"]))
    assert QualificationEntry.objects.get().pathway
    file = desk.send(edi.a_line(options=["05845A"]), sequence=2)
    assert "another pathway" in reasons(file)[0]


@pytest.mark.slow
def test_a_registration_without_its_pathway_is_not_given_one_by_a_file(desk):
    desk.load(edi.a_line(options=["05845B"]))
    QualificationEntry.objects.update(pathway="")

    file = desk.send(edi.a_line(options=["05845A"]), sequence=2)

    assert "registered without a pathway" in reasons(file)[0]
