"""New rules of what somebody is registered for count once their dry run was looked at."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from entries import commands as entries_commands
from entries.queries import rules_that_wait
from interchange.audit.models import Event
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import SpecificationVersion
from results import commands, queries
from results.commands.running import RunRefused
from results.models import AwardRun, QualificationResult
from results.run_states import Status
from tests.factories import catalogue as offers
from tests.factories import results as held
from tests.factories.results import DIPLOMA
from tests.results.commands.award_runs import dry, issue, unawarded, worked
from tests.results.commands.issued import latest

pytestmark = pytest.mark.slow


@pytest.fixture
def entries(centre, catalogue, processor, at):
    """Three who were awarded DD."""
    entries = unawarded(centre, 3, offers.qualification(DIPLOMA))
    issue(dry(processor, at), processor, at)
    return entries


@pytest.fixture
def tried(entries, publish, board_administrator, at):
    """A run whose dry run by new rules is done."""
    publish()
    return worked(commands.begin_trial(by=board_administrator, at=at), at)


def version():
    return catalogue_queries.specifications([DIPLOMA])[DIPLOMA].version


def test_new_rules_of_what_somebody_is_registered_for_wait_and_the_others_count(
    entries, publish, board_administrator, at
):
    publish()

    changed = entries_commands.put_rules_in_force(by=board_administrator, at=at)

    assert DIPLOMA not in changed
    assert changed  # diplomas that nobody takes
    assert [*rules_that_wait()] == [DIPLOMA]
    assert version() == 1
    held.settle_what_is_due(at)
    assert {latest(one).grade for one in entries} == {"DD"}


def test_the_dry_run_is_by_the_new_rules_and_nothing_counts_yet(tried, entries):
    assert tried.status == Status.FORESEEN
    assert tried.scope == f"new rules of {DIPLOMA}"
    assert {row[5:] for row in queries.changes_of(tried)} == {("Better", "DD", "D*D")}
    assert queries.foreseen(tried)["better"] == 3
    assert version() == 1
    assert SpecificationVersion.objects.filter(pk__lt=0).count() == 0


def test_put_in_force_the_awards_come_to_what_the_dry_run_showed(
    tried, entries, board_administrator, at
):
    commands.put_in_force(run=tried, by=board_administrator, at=at)
    tried.refresh_from_db()
    assert tried.status == Status.IN_FORCE
    assert version() == 2
    assert str(queries.progress_of(tried)) == "0 of 3 registrations"

    held.settle_what_is_due(at)

    assert {latest(one).grade for one in entries} == {"D*D"}
    assert queries.progress_of(tried).percent == 100
    assert Event.objects.filter(name="awardrun.put_in_force", by=board_administrator).exists()
    assert not rules_that_wait()


def test_nothing_is_issued_by_rules_that_do_not_count(tried, processor, at):
    with pytest.raises(RunRefused, match="Put them in force"):
        commands.issue_run(run=tried, by=processor, at=at)


def test_other_files_than_those_tried_are_not_put_in_force(tried, publish, board_administrator, at):
    publish('"D*D" = 200', '"D*D" = 201')

    with pytest.raises(RunRefused, match="not the new rules that wait"):
        commands.put_in_force(run=tried, by=board_administrator, at=at)

    assert version() == 1


def test_files_that_change_while_they_are_tried_end_the_dry_run(
    entries, publish, board_administrator, at
):
    publish()
    run = commands.begin_trial(by=board_administrator, at=at)
    publish('"D*D" = 200', '"D*D" = 201')

    assert worked(run, at).status == Status.CALLED_OFF
    [part] = queries.problems_of(run)
    assert part.problem.startswith("The specification files are others")


def test_processing_staff_put_no_rules_in_force(tried, processor, at):
    with pytest.raises(PermissionDenied):
        commands.begin_trial(by=processor, at=at)
    with pytest.raises(PermissionDenied):
        commands.put_in_force(run=tried, by=processor, at=at)


def test_where_no_rules_wait_none_are_tried(entries, board_administrator, at):
    with pytest.raises(RunRefused, match="No new rules wait"):
        commands.begin_trial(by=board_administrator, at=at)


def test_an_ordinary_run_puts_no_rules_in_force(entries, processor, board_administrator, at):
    with pytest.raises(RunRefused):
        commands.put_in_force(run=dry(processor, at), by=board_administrator, at=at)


def test_the_board_is_told_tries_looks_and_puts_in_force(
    entries, publish, sign_in, board_administrator, at
):
    publish()
    board = sign_in(board_administrator)
    address = reverse("admin:results_awardrun_try_new_rules")
    loaded = board.post(
        "/board/catalogue/qualification/load-the-specification-files/", {"sure": "on"}, follow=True
    )
    assert f"Those of {DIPLOMA} wait to be tried" in loaded.content.decode()
    assert address in board.get("/board/").content.decode()

    board.post(address, {"sure": "on"})
    run = worked(AwardRun.objects.get(rules__has_key=DIPLOMA), at)
    told = {"action": "put_in_force", "_selected_action": [run.pk], "back": "1"}
    changelist = reverse("admin:results_awardrun_changelist")
    asked = board.post(changelist, told)
    assert "Better: 3" in asked.content.decode()
    board.post(changelist, {**told, "asked": "1", "shown": asked.context_data["shown"]})

    assert version() == 2
    page = board.get(reverse("admin:results_awardrun_change", args=[run.pk])).content.decode()
    assert "The new rules count" in page


def test_the_console_tries_and_puts_in_force(entries, publish, at):
    publish()
    out = io.StringIO()
    call_command("load_catalogue", stdout=out)
    assert f"New rules wait to be tried: {DIPLOMA}." in out.getvalue()

    call_command("award_all", "--new-rules", "--dry-run", stdout=out)
    assert version() == 1
    run = AwardRun.objects.get(rules__has_key=DIPLOMA)
    call_command("award_all", "--run", str(run.pk), "--yes", stdout=out)

    assert "The new rules are in force" in out.getvalue()
    assert version() == 2
    assert QualificationResult.objects.filter(grade="D*D").count() == 0
