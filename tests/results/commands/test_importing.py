"""Exam results arrive as a file: all of it or nothing, and twice is once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.models import AwardDue
from entries.unit_states import Status as UnitStatus
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results import commands
from results.exam_file import HEADER_LINE, FileRefused
from results.models import UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def june(catalogue):
    return offers.a_series(2026, 6)


@pytest.fixture
def entry(centre, diploma, june):
    entry = factory.an_entry(centre, diploma)
    held.enter([entry], ["1", "2"], june)
    return entry


def line(entry, unit="1", grade="M", series="2026-06", code=DIPLOMA):
    return f"{series},{entry.candidate.ocr_number},{code},{unit},{grade}"


@pytest.fixture
def load(service, at):
    """A function that loads lines as a file."""

    def load(*lines, **options):
        text = "\n".join([HEADER_LINE, *lines])
        return commands.import_exam_results(text, by=service, at=at, **options)

    return load


@pytest.mark.slow
def test_a_good_file_is_banked_and_its_awards_are_due(entry, june, load, centre, service):
    report = load(line(entry), line(entry, "2", "absent"))

    assert report.sentence == "2 results loaded."
    banked = UnitResult.objects.get(unit__number="1")
    assert (banked.grade, banked.series, banked.centre) == ("M", june, centre)
    assert banked.banked_by == service
    assert AwardDue.objects.get(entry=entry).due == 1


@pytest.mark.slow
def test_a_file_leaves_one_event_a_series_and_one_letter_a_centre(entry, load, centre):
    load(line(entry), line(entry, "2"))

    event = Event.objects.get(name="series.import_results")
    assert (event.label, event.detail["loaded"]) == ("June 2026", 2)
    assert Message.objects.get(template="results/exam_results").to == centre.email


@pytest.mark.slow
def test_the_same_file_again_changes_nothing_and_says_so(entry, load):
    load(line(entry), line(entry, "2"))
    events, letters = Event.objects.count(), Message.objects.count()

    report = load(line(entry), line(entry, "2"))

    assert report.sentence == "Nothing was changed: 2 results of the file were there already."
    assert UnitResult.objects.count() == 2
    assert AwardDue.objects.get(entry=entry).due == 1
    assert (Event.objects.count(), Message.objects.count()) == (events, letters)


@pytest.mark.slow
def test_another_grade_than_the_one_held_is_refused(entry, load):
    load(line(entry))

    report = load(line(entry, grade="D"), line(entry, "2"))

    assert [(one.line, one.field, one.value) for one in report.refused] == [(2, "grade", "D")]
    assert UnitResult.objects.count() == 1


@pytest.mark.slow
def test_a_correction_supersedes_what_was_held_with_a_cause(entry, load):
    load(line(entry))

    report = load(line(entry, grade="D"), line(entry, "2"), correct=True)

    assert report.sentence == "1 result loaded. 1 result corrected."
    new = UnitResult.objects.get(unit__number="1", superseded_by=None)
    assert (new.grade, new.supersedes.grade) == ("D", "M")
    assert new.cause
    assert AwardDue.objects.get(entry=entry).due == 2
    assert load(line(entry, grade="D"), correct=True).already == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"series": "2019-01"}, "series", "no such series"),
        ({"unit": "99"}, "unit", "has no such unit"),
        ({"unit": "4"}, "unit", "moderated, not examined"),
        ({"unit": "3"}, "unit", "is not entered for this unit in this series"),
        ({"code": "99999"}, "entry_code", "no such qualification"),
        ({"code": "05839"}, "entry_code", "is entered for this exam under 05842"),
        ({"grade": "1C"}, "grade", "can be one of D, M, P, R, U, absent, X, Q"),
    ],
)
def test_a_line_that_cannot_be_true_is_refused_and_nothing_loads(entry, load, change, field, says):
    report = load(line(entry, "2"), line(entry, **change))

    assert [(one.line, one.field) for one in report.refused] == [(3, field)]
    assert says in str(report.refused[0])
    assert not UnitResult.objects.exists()
    assert not AwardDue.objects.exists()


@pytest.mark.slow
def test_every_bad_line_is_reported_in_order(entry, load):
    report = load(line(entry, "99"), "x", line(entry, grade="1C"), line(entry, "2"))

    assert [one.line for one in report.refused] == [2, 3, 4]
    assert report.sentence == "Nothing was loaded: 3 lines cannot be loaded."


@pytest.mark.slow
@pytest.mark.parametrize("grade", ["M", "absent"])
def test_a_series_whose_exams_lie_ahead_has_no_results_yet(entry, service, at, grade):
    text = f"{HEADER_LINE}\n{line(entry, grade=grade)}"

    early = commands.import_exam_results(text, by=service, at=at.replace(month=5, day=31))
    [refusal] = early.refused
    loaded = commands.import_exam_results(text, by=service, at=at.replace(month=6, day=1))

    assert (refusal.field, early.loaded, loaded.loaded) == ("series", 0, 1)
    assert "have not been sat yet" in refusal.problem


def test_an_unknown_candidate_is_refused(entry, load):
    report = load(f"2026-06,99999999,{DIPLOMA},1,M")

    assert "no such candidate" in str(report.refused[0])


@pytest.mark.slow
def test_a_candidate_withdrawn_from_the_exam_is_refused(entry, load):
    entry.candidate.unit_entries.update(status=UnitStatus.WITHDRAWN)

    assert "was withdrawn from this exam" in str(load(line(entry)).refused[0])


@pytest.mark.slow
def test_a_merged_number_finds_the_person_and_stays_with_the_record_that_was_entered(entry, load):
    survivor = factory.a_candidate()
    entry.candidate.merged_into = survivor
    entry.candidate.save()

    assert load(f"2026-06,{survivor.ocr_number},{DIPLOMA},1,M").loaded == 1
    assert UnitResult.objects.get().candidate == entry.candidate
    assert load(line(entry)).already == 1


@pytest.mark.slow
def test_two_numbers_of_one_person_are_one_result(entry, load):
    survivor = factory.a_candidate()
    entry.candidate.merged_into = survivor
    entry.candidate.save()

    report = load(line(entry), f"2026-06,{survivor.ocr_number},{DIPLOMA},1,M")

    assert "same person" in str(report.refused[0])


@pytest.mark.slow
def test_a_line_that_comes_twice_is_not_said_to_name_merged_records(entry, load):
    report = load(line(entry), line(entry))

    assert ["same candidate, unit and series" in str(one) for one in report.refused] == [True]


def test_who_may_not_bank_results_may_not_import(entry, exams_officer, at):
    with pytest.raises(PermissionDenied, match="import and correct results"):
        commands.import_exam_results(f"{HEADER_LINE}\n{line(entry)}", by=exams_officer, at=at)


def test_a_file_that_is_none_is_refused(load, entry):
    with pytest.raises(FileRefused):
        load()


@pytest.mark.slow
def test_the_queries_do_not_grow_with_the_lines(centre, diploma, june, load):
    def file_of(number):
        entries = factory.entries(centre, number, diploma)
        held.enter(entries, ["1"], june)
        return [line(entry) for entry in entries]

    one, other, many = file_of(1), file_of(1), file_of(100)
    load(*one)
    with CaptureQueriesContext(connection) as once:
        load(*other)
    with CaptureQueriesContext(connection) as hundred:
        assert load(*many).loaded == 100

    assert len(hundred) == len(once)
