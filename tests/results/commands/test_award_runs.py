"""Awards of many are worked out again: a dry run shows what comes of it; just that is issued."""

import csv
from io import StringIO

import pytest
from django.db.models import F

from entries.models import AwardDue, QualificationEntry
from entries.states import Status as EntryStatus
from interchange.audit.models import Event
from interchange.downloads import lines_of_table
from interchange.notifications.models import Message
from results import commands, queries
from results.commands.running import RunRefused
from results.models import QualificationResult
from results.run_states import Status
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA
from tests.results.commands.award_runs import dry, issue, nothing_due, regrade, unawarded, worked
from tests.results.commands.issued import close, latest

pytestmark = pytest.mark.slow
CERTIFICATE = "05839"


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def entries(centre, diploma):
    """Five who would get DD; nothing is due of them."""
    return unawarded(centre, 5, diploma)


def test_a_dry_run_shows_what_would_be_issued_and_issues_nothing(
    entries, centre, diploma, processor, at
):
    run = dry(processor, at)

    assert run.status == Status.FORESEEN
    assert queries.foreseen(run) == {"new": 5, "better": 0, "lower": 0, "revoked": 0, "failed": 0}
    [[name, counts]] = queries.foreseen_by(run, "qualification")
    assert (name, counts["new"]) == (f"{DIPLOMA} {diploma.title}", 5)
    [[name, counts]] = queries.foreseen_by(run, "centre")
    assert (name, counts["new"]) == (f"{centre.number} {centre.name}", 5)
    assert not QualificationResult.objects.exists()
    assert not AwardDue.objects.filter(done__lt=F("due")).exists()


def test_each_change_stands_in_the_file(entries, processor, at):
    run = dry(processor, at)

    text = "".join(lines_of_table(queries.CHANGE_COLUMNS, queries.changes_of(run)))

    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert {row["OCR candidate number"] for row in rows} == {
        one.candidate.ocr_number for one in entries
    }
    assert {(row["What"], row["Grade before"], row["Grade after"]) for row in rows} == {
        ("New", "", "DD")
    }


def test_what_the_dry_run_showed_is_issued_with_trail_and_one_letter_a_centre(
    entries, processor, at
):
    run = dry(processor, at, at_once=2)
    assert run.ranges.count() == 3

    commands.issue_run(run=run, by=processor, at=at)
    while commands.work_a_range(at=at):
        commands.tell_centres(at=at)  # between two ranges it is too early
        run.refresh_from_db()
        assert Message.objects.exists() == (run.status == Status.ISSUED)

    assert {latest(one).grade for one in entries} == {"DD"}
    assert Event.objects.filter(name="qualificationresult.issue").count() == 5
    assert Message.objects.filter(template="results/qualification_results").count() == 1
    assert queries.issued_by(run).results == 5
    assert queries.progress_of(run).percent == 100
    assert not AwardDue.objects.filter(done__lt=F("due")).exists()


def test_worked_out_again_at_once_nothing_more_is_found(entries, processor, at):
    issue(dry(processor, at), processor, at)

    assert not any(queries.foreseen(dry(processor, at)).values())


def test_what_was_raised_since_the_dry_run_is_left_to_its_own_raising(entries, processor, at):
    run = dry(processor, at)
    held.raise_award_due([entries[0].candidate], at=at)
    assert queries.raised_since(run) == 1

    run = issue(run, processor, at)

    assert not QualificationResult.objects.filter(entry=entries[0]).exists()
    issued = queries.issued_by(run)
    assert (issued.results, issued.left_alone) == (4, 1)
    held.settle_what_is_due(at)
    assert latest(entries[0]).grade == "DD"


def test_what_is_due_already_is_no_part_of_a_run(entries, processor, at):
    held.raise_award_due([entries[0].candidate], at=at)

    run = dry(processor, at)

    assert queries.foreseen(run)["new"] == 4
    assert queries.due_anyway(run) == 1


def test_what_came_into_a_range_before_it_was_looked_at_hides_nothing_that_is_due(
    entries, processor, at
):
    run = commands.begin_run(by=processor, at=at)
    certificate = offers.qualification(CERTIFICATE)
    nothing_due([factory.an_entry(entries[0].centre, certificate, entries[0].candidate)])
    held.raise_award_due([entries[1].candidate], at=at)

    run = worked(run, at)

    assert queries.due_anyway(run) == 1
    assert queries.progress_of(run).of == 6


def test_what_left_a_range_before_it_was_looked_at_is_not_called_due(entries, processor, at):
    run = commands.begin_run(by=processor, at=at)
    close(entries[0], "removed")

    run = worked(run, at)

    assert queries.due_anyway(run) == 0
    assert queries.progress_of(run).of == 4


def test_a_run_is_of_a_qualification_a_centre_or_a_series(
    entries, other_centre, diploma, processor, at
):
    there = unawarded(other_centre, 2, diploma)
    elsewhere = factory.entries(other_centre, 1, offers.qualification(CERTIFICATE))
    nothing_due(elsewhere)
    june = offers.a_series(2026, 6)

    def about(**scope):
        run = dry(processor, at, **scope)
        return sorted(pk for part in run.ranges.all() for pk in part.about)

    def ids(*those):
        return sorted(one.pk for some in those for one in some)

    assert about() == ids(entries, there, elsewhere)
    assert about(qualification=diploma) == ids(entries, there)
    assert about(centre=other_centre) == ids(there, elsewhere)
    assert about(centre=other_centre, qualification=diploma) == ids(there)
    assert about(series=june) == ids(entries, there)
    with pytest.raises(RunRefused, match="Nobody is registered"):
        dry(processor, at, series=offers.a_series(2027, 1))


def test_a_grade_that_improved_one_that_fell_and_one_that_is_gone(centre, diploma, processor, at):
    better, lower, gone = unawarded(centre, 3, diploma)
    issue(dry(processor, at), processor, at)
    for number in ("1", "2", "3", "4", "8", "12", "16"):
        regrade(better, number, "D")
    regrade(lower, "1", "P", cause="Wrong paper")
    regrade(gone, "1", "U", cause="Wrong paper")

    run = dry(processor, at)

    assert {row[2]: row[5:] for row in queries.changes_of(run)} == {
        better.candidate.ocr_number: ("Better", "DD", "D*D*"),
        lower.candidate.ocr_number: ("Lower", "DD", "DM"),
        gone.candidate.ocr_number: ("Revoked", "DD", ""),
    }
    issue(run, processor, at)
    assert (latest(better).grade, latest(lower).grade) == ("D*D*", "DM")
    assert latest(gone).outcome == "revoked"
    assert latest(lower).cause


def test_of_two_registrations_of_a_person_for_one_code_one_is_awarded(
    centre, other_centre, diploma, processor, at
):
    [entry] = unawarded(centre, 1, diploma)
    twin = factory.an_entry(other_centre, diploma, entry.candidate)
    nothing_due([twin])

    run = dry(processor, at, at_once=1)
    assert queries.foreseen(run)["new"] == 1

    assert issue(run, processor, at).status == Status.ISSUED
    assert latest(entry).grade == "DD"
    assert not QualificationResult.objects.filter(entry=twin).exists()


def test_a_registration_outside_of_the_scope_is_kept_anew_where_its_rival_was_awarded(
    centre, other_centre, diploma, processor, at
):
    [entry] = unawarded(centre, 1, diploma)
    twin = factory.an_entry(other_centre, diploma, entry.candidate)
    nothing_due([twin])

    issue(dry(processor, at, centre=centre), processor, at)

    assert AwardDue.objects.filter(entry=twin, done__lt=F("due")).exists()


def test_one_who_has_left_gets_nothing_better(entries, processor, at):
    close(entries[0], EntryStatus.REMOVED)

    assert queries.foreseen(dry(processor, at))["new"] == 4


def test_where_they_stand_is_kept_with_what_is_issued(entries, processor, at):
    issue(dry(processor, at), processor, at)

    kept = QualificationEntry.objects.values_list("kept__issued", flat=True)
    assert set(kept) == {"DD"}
