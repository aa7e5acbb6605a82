"""The board's side of award runs: a dry run, what it shows, and its issue with pause."""

from django.contrib import admin
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import path, reverse

from entries.queries import rules_that_wait
from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.catalogue.specification import SpecificationError
from interchange.refusals import RuleBroken
from results import commands, queries
from results.forms import NewRules, Scope
from results.models import AwardForeseen, AwardRun
from results.run_states import CALL_OFF, GO_ON, PAUSE, WAITING

MOST_CENTRES = 100  # of a table; all of them stand in the file


@board.page("Work out awards again", Permission.BANK_RESULTS, form=Scope)
def work_out_again(by, at, **scope):
    """Begin a dry run, of whose end its page tells."""
    run = commands.begin_run(by=by, at=at, **scope)
    return f"The dry run of {run.scope} is going on. Nothing is issued before you say so."


@board.page("Try new rules", Permission.MANAGE_CATALOGUE, form=NewRules)
def try_new_rules(by, at, sure):
    """Begin a dry run by the specification files that are not loaded yet."""
    try:
        run = commands.begin_trial(by=by, at=at)
    except SpecificationError as problem:
        raise CannotTry(f"The files cannot be read: {problem}") from problem
    return f"The dry run of {run.scope} is going on. They do not count before you say so."


class CannotTry(RuleBroken):
    """A specification file is broken; the message names file and line."""


def _shown(run):
    """What the run would issue, as the page that asks shows it."""
    return queries.foreseen_in_words(run)


def _shown_so_far(run):
    """The same, where the dry run is done."""
    return {"Dry run": "still going on"} if run.is_dry else _shown(run)


@board.action(
    "Issue what the dry run shows",
    Permission.BANK_RESULTS,
    when=lambda run: run.may_be_issued and not run.tries_rules,
    shows=_shown,
)
def issue(run, by, at, seen):
    """Have all of it issued, range by range."""
    commands.issue_run(run=run, by=by, at=at, seen=seen)


@board.action(
    "Put the new rules in force",
    Permission.MANAGE_CATALOGUE,
    when=lambda run: run.may_be_issued and run.tries_rules,
    shows=_shown,
)
def put_in_force(run, by, at, seen):
    """Have the rules count; awards that they make better follow."""
    commands.put_in_force(run=run, by=by, at=at, seen=seen)


@board.action("Pause", Permission.BANK_RESULTS, when=PAUSE)
def pause(run, by, at):
    """Issue nothing more until it is gone on with."""
    commands.pause_run(run=run, by=by, at=at)


@board.action("Go on", Permission.BANK_RESULTS, when=GO_ON)
def go_on(run, by, at):
    """Go on where it paused."""
    commands.go_on_with_run(run=run, by=by, at=at)


@board.action("Call off", Permission.BANK_RESULTS, when=CALL_OFF, shows=_shown_so_far)
def call_off(run, by, at, seen):
    """Issue nothing of it, or nothing more, for ever: so what it shows is shown once more."""
    commands.call_off_run(run=run, by=by, at=at)


@admin.register(AwardRun)
class AwardRunAdmin(board.RecordAdmin):
    """Award runs, each with what its dry run shows and how far it has come."""

    see = Permission.BANK_RESULTS
    list_display = ("__str__", "status", "begun_at", "begun_by")
    list_filter = ("status",)
    list_select_related = ("qualification", "centre", "series", "begun_by")
    ordering = ("-begun_at", "-id")
    fields = ("scope", "status", "begun_at", "begun_by", "so_far", "what_it_shows")
    readonly_fields = ("scope", "so_far", "what_it_shows")
    actions = (issue, put_in_force, pause, go_on, call_off)
    pages = (work_out_again, try_new_rules)
    waiting = tuple(
        board.Waiting(what, {"status__exact": one.value}, since="begun_at", centre="")
        for one, what in WAITING.items()
    )

    def get_urls(self):
        """Add the download of what the dry run shows."""
        download = self.admin_site.admin_view(self.download)
        return [
            path("<int:pk>/changes/", download, name="results_awardrun_changes"),
            *super().get_urls(),
        ]

    def waiting_now(self, request):
        """With the new rules that wait to be tried, for whom may put them in force."""
        rows = super().waiting_now(request)
        if permissions.can(request.user, Permission.MANAGE_CATALOGUE) and (new := _new_rules()):
            address = reverse("admin:results_awardrun_try_new_rules")
            rows.append(("qualifications whose new rules nobody has tried", new, address))
        return rows

    def download(self, request, pk):
        """Hand over each change that the dry run shows, as CSV, while it is read."""
        permissions.check(request.user, self.see)
        run = self.get_object(request, str(pk))
        if run is None:
            raise Http404
        rows = queries.changes_of(run)
        return downloads.of_long_table(f"award-run-{run.pk}", queries.CHANGE_COLUMNS, rows)

    @admin.display(description="so far")
    def so_far(self, run):
        """How much is done, what was issued, and what was in the way."""
        context = {
            "run": run,
            "progress": queries.progress_of(run),
            "issued": queries.issued_by(run),
            "left_out": queries.due_anyway(run),
            "since": queries.raised_since(run) if run.may_be_issued else 0,
            "problems": queries.problems_of(run),
            "address": reverse("admin:results_awardrun_change", args=[run.pk]),
        }
        return render_to_string("admin/award_run.html", context)

    @admin.display(description="what the dry run shows")
    def what_it_shows(self, run):
        """How many results would be new, better or lower; by qualification and by centre."""
        if run.is_dry:
            return "It is being worked out."
        kinds, centres = AwardForeseen.Kind.labels, queries.foreseen_by(run, "centre")
        context = {
            "kinds": kinds,
            "counts": queries.foreseen(run).values(),
            "parts": [
                (
                    "By qualification",
                    "Qualification",
                    _rows(queries.foreseen_by(run, "qualification")),
                ),
                ("By centre", "Centre", _rows(centres[:MOST_CENTRES])),
            ],
            "more": max(0, len(centres) - MOST_CENTRES),
            "file": reverse("admin:results_awardrun_changes", args=[run.pk]),
        }
        return render_to_string("admin/award_run_shows.html", context)


def _new_rules():
    """How many qualifications have new rules that wait; files that are broken have none."""
    try:
        return len(rules_that_wait())
    except SpecificationError:
        return 0


def _rows(counted):
    return [(name, counts.values()) for name, counts in counted]
