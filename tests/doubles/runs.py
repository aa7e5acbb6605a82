"""What the board's staff send about award runs."""

from django.urls import reverse
from django.utils import timezone

from interchange.accounts.commands import service_account
from results import commands
from tests.doubles.scene import sending
from tests.factories import entries as make
from tests.factories import results as held


@sending("results.awardrun:work_out_again")
def awards_worked_out_again(scene):
    make.an_entry(scene.centre)
    address = reverse("admin:results_awardrun_work_out_again")
    return scene.sends(scene.board, address, centre=scene.centre.number)


def a_dry_run(scene):
    """A run of the centre whose dry run is done."""
    make.an_entry(scene.centre)
    held.settle_at(scene.centre)
    at, by = timezone.now(), service_account()
    run = commands.begin_run(centre=scene.centre, by=by, at=at)
    while run.is_dry:
        commands.work_a_range(at=at)
        run.refresh_from_db()
    return run


def a_run_being_issued(scene):
    """A run of the centre that nobody works on at this moment."""
    run = a_dry_run(scene)
    commands.issue_run(run=run, by=service_account(), at=timezone.now())
    return run


@sending("results.awardrun:issue")
def a_run_issued(scene):
    return scene.acts(a_dry_run(scene), "issue", _=True)


@sending("results.awardrun:pause")
def a_run_paused(scene):
    return scene.acts(a_run_being_issued(scene), "pause")


@sending("results.awardrun:go_on")
def a_run_gone_on_with(scene):
    run = a_run_being_issued(scene)
    commands.pause_run(run=run, by=service_account(), at=timezone.now())
    return scene.acts(run, "go_on")


@sending("results.awardrun:call_off")
def a_run_called_off(scene):
    return scene.acts(a_dry_run(scene), "call_off")
