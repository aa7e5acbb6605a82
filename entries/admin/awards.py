"""Awards that are due: which wait for a worker, and what went wrong."""

from django.contrib import admin
from django.db.models import F, Q

from entries.models import AwardDue
from interchange import board
from interchange.accounts.roles import Permission
from results import commands as results_commands


@board.action("Try again", Permission.BANK_RESULTS, when=lambda award: bool(award.problem))
def try_again(award, by, at):
    """Have an award that was given up worked out once more."""
    results_commands.try_again(due=award, by=by, at=at)


class ToBeWorkedOut(admin.SimpleListFilter):
    """Whether the award is still to be worked out."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        """Waiting, or in trouble."""
        return (("yes", "Waiting"), ("problem", "Waiting, with a problem"))

    def queryset(self, request, queryset):
        """Those asked for."""
        if not self.value():
            return queryset
        waiting = queryset.filter(done__lt=F("due"))
        return waiting.exclude(problem="") if self.value() == "problem" else waiting


@admin.register(AwardDue)
class AwardDueAdmin(board.RecordAdmin):
    """Which awards wait for a worker, and what went wrong."""

    waiting = (
        board.Waiting(
            "awards that could not be worked out",
            {"waiting": "problem"},
            since="raised_at",
            centre="entry__centre",
            where=Q(done__lt=F("due")) & ~Q(problem=""),
        ),
    )

    list_display = ("entry", "up_to_date", "raised_at", "attempts", "problem")
    list_filter = (ToBeWorkedOut,)
    search_fields = ("entry__candidate__surname", "^entry__candidate__ocr_number")
    list_select_related = ("entry__candidate", "entry__qualification", "entry__centre")
    ordering = ("raised_at",)
    actions = (try_again,)

    @admin.display(boolean=True, description="done")
    def up_to_date(self, award):
        """Whether it is up to date."""
        return award.done >= award.due
