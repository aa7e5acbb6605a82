"""What the board's staff send about award runs."""

from django.urls import reverse
from django.utils import timezone

from interchange.accounts.commands import service_account
from interchange.catalogue.models import SpecificationVersion
from results import commands
from results.models import AwardRun
from results.run_states import Status
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
    return foreseen(commands.begin_run(centre=scene.centre, by=by, at=at), at)


def foreseen(run, at):
    """The run, after its dry run."""
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
    return scene.acts(a_dry_run(scene), "call_off", _=True)


def rules_to_try(scene):
    """New rules of what somebody of the centre is registered for, and no dry run of them."""
    entry = make.an_entry(scene.centre)
    SpecificationVersion.objects.filter(qualification=entry.qualification).update(digest="before")
    AwardRun.objects.filter(status=Status.FORESEEING).update(status=Status.CALLED_OFF)


@sending("results.awardrun:try_new_rules")
def new_rules_tried(scene):
    rules_to_try(scene)
    address = reverse("admin:results_awardrun_try_new_rules")
    return scene.sends(scene.board, address, sure="on")


@sending("results.awardrun:put_in_force")
def new_rules_put_in_force(scene):
    rules_to_try(scene)
    held.settle_at(scene.centre)
    at, by = timezone.now(), service_account()
    return scene.acts(foreseen(commands.begin_trial(by=by, at=at), at), "put_in_force", _=True)
