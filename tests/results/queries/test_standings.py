"""Where each entry stands, gathered by person and unit, in a fixed number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interchange.catalogue.models import Unit
from results import commands, queries
from results.awarding.outcome import Kind
from results.models import UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def entry(centre, diploma):
    return factory.an_entry(centre, diploma)


def standing(entry):
    return queries.standings([entry])[entry.pk]


def grades(entry):
    return {number: one.grade for number, one in standing(entry).achieved.items()}


def test_an_entry_without_results_stands_at_nothing(entry):
    found = standing(entry)

    assert (found.achieved, found.result, found.outcome.kind) == ({}, None, Kind.NOT_YET)


@pytest.mark.slow
def test_the_engine_says_what_the_results_are_worth_now(entry):
    held.hold([entry], OFFICIAL_EXAMPLE)

    assert (standing(entry).outcome.grade, standing(entry).outcome.points) == ("DD", 200)


@pytest.mark.slow
def test_the_best_grade_of_a_unit_counts_with_where_it_comes_from(entry):
    held.hold([entry], {"1": "P"}, series=offers.a_series(2026, 1))
    held.hold([entry], {"1": "M"}, series=offers.a_series(2026, 6))
    held.hold([entry], {"4": "D"})

    found = standing(entry)
    assert grades(entry) == {"1": "M", "4": "D"}
    assert found.achieved["1"].source == "Exam, June 2026"
    assert found.achieved["4"].source.startswith("Claim ")
    assert found.attempts["1"] == 2


@pytest.mark.slow
def test_a_failed_unit_is_held_but_not_achieved(entry):
    held.hold([entry], {"1": "U", "4": "U"})

    assert not any(one.achieved for one in standing(entry).achieved.values())


@pytest.mark.slow
def test_a_corrected_result_counts_no_more(entry, processor, at):
    (wrong,) = held.hold([entry], {"1": "D"})
    commands.correct(result=wrong, grade="P", cause="Wrong paper", by=processor, at=at)

    assert grades(entry) == {"1": "P"}
    assert standing(entry).attempts["1"] == 1


@pytest.mark.slow
def test_absent_is_no_attempt_and_no_grade(entry):
    held.hold([entry], {"1": "absent", "2": "U"})

    found = standing(entry)
    assert found.absent == {"1"}
    assert found.attempts == {"2": 1}


@pytest.mark.slow
def test_after_three_fails_at_level_3_no_attempt_is_left(entry):
    for month in ((2025, 6), (2026, 1), (2026, 6)):
        assert not standing(entry).used_up
        held.hold([entry], {"1": "U"}, series=offers.a_series(*month))

    assert standing(entry).used_up == {"1"}
    assert standing(entry).outcome.kind == Kind.NOT_YET


@pytest.mark.slow
def test_results_of_a_merged_record_count_for_the_person(centre, other_centre, diploma):
    entry = factory.an_entry(centre, diploma)
    duplicate = factory.an_entry(other_centre, diploma)
    held.hold([entry], {"1": "M"})
    held.hold([duplicate], {"2": "D"})
    duplicate.candidate.merged_into = entry.candidate
    duplicate.candidate.save()

    assert grades(entry) == grades(duplicate) == {"1": "M", "2": "D"}


@pytest.mark.slow
def test_a_unit_banked_for_one_size_counts_for_the_others(centre, catalogue):
    small = factory.an_entry(centre, offers.qualification("05839"))
    large = factory.an_entry(centre, offers.qualification(DIPLOMA), small.candidate)
    held.hold([small], {"4": "M"})

    assert grades(large) == {"4": "M"}


@pytest.mark.slow
def test_a_unit_that_two_subjects_share_is_banked_once_for_both(centre, catalogue):
    shared = Unit.objects.get(subject__code="IT", suite="2012", level=3, number="29")
    business = shared.same_as
    entry = factory.an_entry(centre, offers.qualification("05355"))
    other = offers.qualification("05327")
    registered = factory.an_entry(centre, other, entry.candidate)
    held.hold([registered], {business.number: "D"})

    assert UnitResult.objects.get().unit == business
    assert grades(entry) == {"29": "D"}


@pytest.mark.slow
def test_the_result_is_the_one_that_stands_and_a_revoked_one_is_none(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    assert standing(entry).result.grade == "DD"

    wrong = UnitResult.objects.get(candidate=entry.candidate, unit__number="1")
    commands.correct(result=wrong, grade="U", cause="Wrong paper", by=processor, at=at)
    commands.award_due(at=at)

    found = standing(entry)
    assert (found.result, found.latest.outcome, found.best_held) == (None, "revoked", None)


@pytest.mark.slow
def test_attempts_up_to_the_registration_before_do_not_count_but_the_grades_do(entry):
    for year, month, grade in ((2025, 6, "P"), (2026, 1, "U"), (2026, 6, "U")):
        held.hold([entry], {"1": grade, "2": "U"}, series=offers.a_series(year, month))
    assert standing(entry).used_up == {"1", "2"}
    short = standing(entry).outcome.shortfalls
    assert [one.because for one in short if one.is_used_up] == [
        ("2",)
    ]  # the passed one is no worry

    entry.attempts_after_on = date(2026, 1, 1)

    assert standing(entry).attempts == {"1": 1, "2": 1}
    assert standing(entry).used_up == standing(entry).used_up == frozenset()
    assert grades(entry)["1"] == "P"


def queries_for(entries, on):
    with CaptureQueriesContext(connection) as ran:
        found = queries.standings(entries)
        assert len(queries.progress(entries, on)) == len(found) == len(entries)
    return len(ran)


@pytest.mark.slow
def test_the_queries_grow_neither_with_the_entries_nor_with_the_qualifications(centre, diploma, at):
    one = factory.entries(centre, 1, diploma)
    held.hold(one, OFFICIAL_EXAMPLE)
    many = [*one, *factory.entries(centre, 60, diploma)]
    for code in ("05834", "05831", "05355"):
        many += factory.entries(centre, 20, offers.qualification(code))
    held.hold(many[1:61], {"1": "M", "4": "P"})
    queries.standings(many)

    assert queries_for(many, at.date()) == queries_for(one, at.date())
