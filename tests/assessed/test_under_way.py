"""What the board owes is under way: pages say so, and why there is no result yet."""

import pytest

from assessed.commands import assess
from results import queries
from results.diagnosis import Owner
from results.models import AwaitedGrade, Decision, KeptStanding
from results.queries import absences
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tests.factories.assessed import awaited

pytestmark = pytest.mark.slow
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}


@pytest.fixture
def entry(catalogue, centre):
    made = make.an_entry(centre, make_catalogue.qualification(make_results.DIPLOMA))
    make_results.hold([made], ALL_BUT_ONE)
    return made


@pytest.fixture
def june(catalogue):
    return make_catalogue.a_series(2026, 6)


def diagnosed(entry):
    [progress] = queries.progress([entry], make_results.NOW.date())
    [unit] = [one for one in progress.units if one.number == "1"]
    return progress.reason.code, progress.reason.details, unit.state.value, unit.detail


def test_an_application_is_with_the_board(entry, june, processor):
    make_results.hold([entry], {"1": "absent"}, series=june)
    awaited(entry, "1", by=processor, series=june)
    AwaitedGrade.objects.update(stage="asked")

    because = "absent from the exam of June 2026"
    assert diagnosed(entry) == ("consideration_asked", (because,), "Pending", because)


def test_a_grade_of_the_exam_decides_though_an_application_is_open(entry, june, processor):
    make_results.hold([entry], {"1": "U"}, series=june)
    awaited(entry, "1", by=processor, series=june)
    AwaitedGrade.objects.update(stage="asked")

    code, _, state, _ = diagnosed(entry)
    assert (code, state) == ("exam_below_minimum", "Not achieved")
    make_results.settle()
    assert KeptStanding.objects.get(entry=entry).causes[0] == "exam_below_minimum"


def test_what_the_board_asked_about_is_the_centres_to_answer(entry, june, processor):
    make_results.hold([entry], {"1": "absent"}, series=june)
    awaited(entry, "1", by=processor, series=june)
    AwaitedGrade.objects.update(stage="answer")

    [progress] = queries.progress([entry], make_results.NOW.date())
    assert progress.reason.code == "consideration_to_answer"
    assert progress.reason.owner is Owner.CENTRE


def test_what_is_accepted_waits_for_its_grade(entry, june, processor):
    make_results.hold([entry], {"1": "absent"}, series=june)
    awaited(entry, "1", by=processor, series=june)

    assert diagnosed(entry)[0] == "assessed_to_come"


def test_a_reduction_waits_for_its_grade_too(entry, processor):
    awaited(entry, "1", by=processor, kind=Decision.Kind.REDUCED)

    because = "reduction in assessment"
    assert diagnosed(entry) == ("assessed_to_come", (because,), "Pending", because)


def test_what_was_refused_is_an_absence_again(entry, june, processor):
    make_results.hold([entry], {"1": "absent"}, series=june)
    awaited(entry, "1", by=processor, series=june)
    AwaitedGrade.objects.update(stage="off")

    assert diagnosed(entry)[0] == "absent"


def test_it_is_kept_of_many_as_it_is_told_of_one(entry, june, processor):
    make_results.hold([entry], {"1": "absent"}, series=june)
    awaited(entry, "1", by=processor, series=june)

    make_results.settle()
    assert KeptStanding.objects.get(entry=entry).causes[0] == "assessed_to_come"


def test_who_was_given_the_grade_is_absent_no_more_though_the_series_is_live(
    entry, june, processor, service
):
    make_results.hold([entry], {"1": "absent"}, series=june)
    type(june).objects.update(released_at=None)
    on = make_results.NOW.date()
    person = entry.candidate.person_id
    assert absences.absent_now(entry.centre, {person}, on)

    awaited(entry, "1", by=processor, series=june)
    assess(at=make_results.NOW)

    assert not absences.absent_now(entry.centre, {person}, on)
