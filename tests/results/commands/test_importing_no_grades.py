"""Exams without a grade (yet): no result, pending, part of it missed; what letters say of it."""

import pytest

from entries.models import AwardDue
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results import commands, queries
from results.exam_file import HEADER_LINE
from results.models import UnitResult
from results.queries.sittings import sittings
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow


@pytest.fixture
def june(catalogue):
    return offers.a_series(2026, 6)


@pytest.fixture
def entry(centre, june):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1", "2"], june)
    return entry


def line(entry, unit="1", grade="M"):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},{unit},{grade}"


@pytest.fixture
def load(service, at):
    """A function that loads lines as a file."""

    def load(*lines, **options):
        text = "\n".join([HEADER_LINE, *lines])
        return commands.import_exam_results(text, by=service, at=at, **options)

    return load


def letters():
    return [
        (one.subject, one.body)
        for one in Message.objects.filter(template="results/exam_results").order_by("pk")
    ]


def state(entry, at, unit="1"):
    [found] = queries.progress([entry], at.date())
    return next(one.state.value for one in found.units if one.number == unit), found.reason


def standing(unit="1"):
    return UnitResult.objects.standing().get(unit__number=unit)


def test_a_pending_result_waits_for_the_board_until_its_grade_comes(entry, load, at):
    load(line(entry, grade="Q"))
    pending, reason = state(entry, at)
    before = AwardDue.objects.get(entry=entry).due

    report = load(line(entry, grade="M"))

    assert pending == "Pending"
    assert "unsettled" not in reason.code  # others are missing, which the centre can do
    assert report.sentence == "0 results loaded. 1 result where there was no grade."
    assert (standing().grade, standing().supersedes.grade) == ("M", "Q")
    assert state(entry, at)[0] == "Result achieved"
    assert AwardDue.objects.get(entry=entry).due == before + 1


def test_where_nothing_else_is_missing_the_board_acts_next(entry, load, at):
    units = [*entry.qualification.units.exclude(number__in=["1", "2"])]
    held.hold([entry], {one.number: "P" for one in units if not one.examined})
    load(line(entry, grade="Q"), line(entry, "2", "M"))
    rest = [one.number for one in units if one.examined]
    held.hold([entry], dict.fromkeys(rest, "P"), series=offers.a_series(2026, 1))

    _, reason = state(entry, at)

    assert (reason.code, reason.units, reason.details) == ("unsettled", ("1",), ("June 2026",))
    assert reason.owner.value == "The board"


def test_no_result_is_told_with_what_to_do_and_gives_way_to_a_grade(entry, load, at):
    load(line(entry, grade="X"))
    without, reason = state(entry, at)

    load(line(entry, grade="Q"))
    pending, _ = state(entry, at)
    load(line(entry, grade="P"))

    assert (without, pending, state(entry, at)[0]) == ("No result", "Pending", "Result achieved")
    assert (reason.code, reason.units) == ("no_result", ("1",))
    assert reason.request == "missing-exam-result"


def test_neither_counts_and_only_a_pending_one_is_an_attempt(entry, load, june, at):
    load(line(entry, grade="X"), line(entry, "2", "Q"))
    person = entry.candidate.person_id
    units = {one.number: one.pk for one in entry.qualification.units.all()}

    counted = sittings(None, [person])

    assert counted[person, units["1"]] == []
    assert [str(day) for day in counted[person, units["2"]]] == ["2026-06-01"]
    [found] = queries.progress([entry], at.date())
    assert found.standing.achieved == {}


def test_a_grade_gives_way_to_pending_only_as_a_correction(entry, load, at):
    load(line(entry, grade="M"))

    refused = load(line(entry, grade="Q"))
    corrected = load(line(entry, grade="Q"), correct=True)

    assert [one.field for one in refused.refused] == ["grade"]
    assert corrected.corrected == 1
    assert state(entry, at)[0] == "Pending"


def test_the_same_file_again_changes_nothing(entry, load):
    lines = line(entry, grade="Q"), line(entry, "2", "M#")
    load(*lines)

    report = load(*lines)

    assert report.sentence == "Nothing was changed: 2 results of the file were there already."
    assert UnitResult.objects.count() == 2


def test_part_of_an_exam_that_was_missed_stands_beside_the_grade(entry, load):
    load(line(entry, grade="M#"))
    refused = load(line(entry, grade="M"))
    corrected = load(line(entry, grade="M"), correct=True)

    assert "holds M# for this exam already" in refused.refused[0].problem
    assert corrected.corrected == 1
    assert (standing().shown, standing().supersedes.shown) == ("M", "M#")
    assert standing().is_achieved


def test_a_letter_of_new_results_says_how_many_have_no_grade(entry, load):
    load(line(entry, grade="Q"), line(entry, "2"))

    [(subject, body)] = letters()
    assert subject == "Exam results have arrived on Interchange"
    assert "2 exam results of your centre have been loaded. Of these, 1 is pending" in body


def test_a_letter_of_a_correction_says_what_changed_from_what_to_what(entry, load):
    load(line(entry), line(entry, "2", "Q"))

    load(line(entry, grade="D"), line(entry, "2", "U"), correct=True)
    load(line(entry, grade="P"), correct=True)

    (_, (both, of_both), (alone, of_one)) = letters()
    number = entry.candidate.ocr_number
    assert both == "Exam results have arrived on Interchange, and some have been corrected"
    assert f"{number}  {DIPLOMA} unit 1, June 2026: from M to D" in of_both
    assert f"{number}  {DIPLOMA} unit 2, June 2026: from Pending to U" in of_both
    assert alone == "Exam results have been corrected"
    assert f"{number}  {DIPLOMA} unit 1, June 2026: from D to P" in of_one
    assert "The board loaded a corrected exam result." in of_one
    assert "have been loaded" not in of_one


def test_the_trail_counts_each_kind(entry, load):
    load(line(entry), line(entry, "2", "Q"))
    load(line(entry, grade="D"), line(entry, "2", "U"), correct=True)

    event = Event.objects.filter(name="series.import_results").latest("pk")
    counted = {kind: event.detail[kind] for kind in ("loaded", "settled", "corrected")}
    assert counted == {"loaded": 0, "settled": 1, "corrected": 1}
