"""The board's side of older rules: for whom a version goes on beside the newer ones, and why."""

from django import forms
from django.contrib import admin

from entries import commands as entries_commands
from interchange import board
from interchange.accounts.roles import Permission
from interchange.catalogue import queries
from interchange.catalogue.models import OlderRules
from interchange.look.fields import DateField


class WhyNewer(forms.Form):
    """Why the newer rules count alone."""

    because = forms.CharField(
        label="Why", max_length=300, error_messages={"required": "Say why, for the trail."}
    )


class WhyOlder(WhyNewer):
    """For whom older rules go on, and why."""

    before = DateField(
        label="For who was first registered before",
        help_text="They finish by these rules, or by newer ones where those are better.",
    )


def _goes_on(version):
    decided = queries.older_rules_of(version)
    return bool(decided and decided.before_on)


@board.action(
    "Let these rules go on",
    Permission.MANAGE_CATALOGUE,
    form=WhyOlder,
    when=lambda version: version.offered,
)
def let_rules_go_on(version, by, at, before, because):
    """Have who was registered before a day finish by the version, where newer are not better."""
    entries_commands.let_rules_go_on(version=version, before=before, because=because, by=by, at=at)


@board.action(
    "Let newer rules count for everybody", Permission.MANAGE_CATALOGUE, form=WhyNewer, when=_goes_on
)
def let_newer_rules_count(version, by, at, because):
    """Have newer rules count alone, also for who was registered under the version."""
    entries_commands.let_newer_rules_count(version=version, because=because, by=by, at=at)


@admin.register(OlderRules)
class OlderRulesAdmin(board.RecordAdmin):
    """What the board decided of older rules; the last of a version counts."""

    list_display = ("version", "in_words", "because", "decided_at", "decided_by")
    list_filter = ("version__qualification__suite", "version__qualification__level")
    search_fields = ("version__qualification__code", "version__qualification__title", "because")
    list_select_related = ("version__qualification", "decided_by")
    fields = ("version", "in_words", "because", "decided_at", "decided_by")
    readonly_fields = ("in_words",)
    when_empty = (
        "No older rules go on: everybody finishes by the newest. To let some go on, choose the"
        " version among the versions of rules."
    )

    @admin.display(description="for whom")
    def in_words(self, decided):
        """For whom it goes on."""
        return decided.in_words
