"""Awards that a correction, newer rules or a closed registration bear on."""

from datetime import timedelta

import pytest

from entries.states import OPEN, Status
from interchange.audit.models import Event
from interchange.catalogue.models import SpecificationVersion
from results import commands
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.results.commands.issued import close, correct, latest


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def entry(centre, diploma):
    return factory.an_entry(centre, diploma)


@pytest.mark.slow
def test_a_correction_lowers_the_award_and_says_why(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    correct(entry, "1", "P", processor, at + timedelta(hours=1))

    commands.award_due(at=at + timedelta(hours=1))

    result = latest(entry)
    assert (result.outcome, result.grade, result.points) == ("award", "DM", 197)
    assert result.cause == "Unit 1 was corrected from M to P: Wrong paper"
    assert Event.objects.filter(name="qualificationresult.correct").exists()


@pytest.mark.slow
def test_a_long_cause_ends_with_a_whole_word_and_says_where_the_rest_stands(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    wrong = entry.candidate.unit_results.get(unit__number="1")
    cause = "paperwork " * 29 + "mislaid"
    commands.correct(result=wrong, grade="P", cause=cause, by=processor, at=at)

    commands.award_due(at=at + timedelta(hours=1))

    said = latest(entry).cause
    assert said.startswith("Unit 1 was corrected from M to P: paperwork paperwork")
    assert said.endswith(" paperwork … (the unit result has the rest)")
    assert 280 < len(said) <= 300


@pytest.mark.slow
def test_the_cause_names_no_unit_that_is_held_at_another_centre(
    entry, diploma, other_centre, processor, at
):
    elsewhere = factory.an_entry(other_centre, diploma, entry.candidate)
    there = {number: OFFICIAL_EXAMPLE[number] for number in ("16", "17")}
    held.hold([entry], {n: g for n, g in OFFICIAL_EXAMPLE.items() if n not in there})
    held.hold([elsewhere], there)
    close(elsewhere, Status.REMOVED)
    commands.award_due(at=at)
    correct(entry, "16", "P", processor, at + timedelta(hours=1))

    commands.award_due(at=at + timedelta(hours=1))

    assert latest(entry).grade == "DM"
    assert latest(entry).cause == "A unit result that is held at another centre was corrected."


@pytest.mark.slow
def test_the_cause_is_a_correction_of_what_counted_not_the_newest_of_any_unit(entry, processor, at):
    held.hold([entry], {**OFFICIAL_EXAMPLE, "9": "P"})
    commands.award_due(at=at)
    later = at + timedelta(hours=1)
    correct(entry, "1", "P", processor, later)
    correct(entry, "17", "P", processor, later)
    correct(entry, "17", "D", processor, later)
    correct(entry, "9", "U", processor, later)

    commands.award_due(at=later)

    assert latest(entry).points < 200
    assert latest(entry).cause == "Unit 1 was corrected from M to P: Wrong paper"


@pytest.mark.slow
def test_an_award_whose_unit_falls_away_is_revoked_and_may_come_again(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    correct(entry, "1", "U", processor, at + timedelta(hours=1))
    commands.award_due(at=at + timedelta(hours=1))
    assert (latest(entry).outcome, latest(entry).grade) == ("revoked", "")

    correct(entry, "1", "M", processor, at + timedelta(hours=2))
    commands.award_due(at=at + timedelta(hours=2))

    assert (latest(entry).outcome, latest(entry).grade) == ("award", "DD")
    assert entry.qualification_results.count() == 3


def newer_rules(qualification, at, **changes):
    """A version of the qualification's rules with higher boundaries."""
    old = qualification.versions.first()
    boundaries = [{**row, "points": row["points"] + 5} for row in old.content["boundaries"]]
    return SpecificationVersion.objects.create(
        qualification=qualification,
        version=old.version + 1,
        digest=f"test{at.timestamp()}",
        content={**old.content, "boundaries": boundaries},
        loaded_at=at,
    )


@pytest.mark.slow
def test_newer_rules_take_no_result_away(entry, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    newer_rules(entry.qualification, at)
    held.hold([entry], {"9": "P"})

    commands.award_due(at=at)

    assert latest(entry).grade == "DD"


@pytest.mark.slow
def test_a_correction_is_judged_by_the_rules_the_result_was_issued_by(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    old = latest(entry).specification
    newer_rules(entry.qualification, at)
    correct(entry, "1", "P", processor, at)

    commands.award_due(at=at)

    assert (latest(entry).grade, latest(entry).specification) == ("DM", old)


ENDS = [status for status in Status if status not in OPEN]


@pytest.mark.slow
@pytest.mark.parametrize("status", ENDS)
@pytest.mark.parametrize(("grade", "left"), [("P", ("award", "DM")), ("U", ("revoked", ""))])
def test_what_was_issued_is_lowered_whatever_became_of_the_registration(
    entry, processor, at, status, grade, left
):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    close(entry, status)
    correct(entry, "1", grade, processor, at)

    commands.award_due(at=at)

    assert (latest(entry).outcome, latest(entry).grade) == left
    assert latest(entry).cause.startswith("Unit 1 was corrected")


@pytest.mark.slow
def test_a_closed_registration_gets_back_what_was_taken_in_error_and_nothing_better(
    entry, processor, at
):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    close(entry, Status.TRANSFERRED)
    correct(entry, "1", "P", processor, at)
    commands.award_due(at=at)
    correct(entry, "1", "M", processor, at)
    commands.award_due(at=at)
    assert latest(entry).grade == "DD"

    held.hold([entry], {"6": "D", "7": "D", "9": "D", "10": "D"})
    commands.award_due(at=at)

    assert latest(entry).grade == "DD"


@pytest.mark.slow
def test_a_registration_that_was_moved_down_loses_a_wrong_award(entry, centre, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    close(entry, Status.REPLACED)
    smaller = factory.an_entry(centre, offers.qualification("05839"), entry.candidate)
    correct(entry, "1", "P", processor, at)

    commands.award_due(at=at)

    assert latest(entry).grade == "DM"
    assert latest(smaller).outcome == "award"
