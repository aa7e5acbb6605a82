"""What the board holds of a candidate's exams, for those who may know it."""

from django.contrib import admin

from interchange import board
from interchange.accounts.roles import Permission
from results.models import HeldResult


class HeldRows(board.RecordInline):
    """The candidate's results that are held until those of their series are out."""

    model = HeldResult
    see = Permission.BANK_RESULTS
    verbose_name_plural = "results held until results day"
    fields = ("about", "shown", "centre", "until", "file")
    readonly_fields = ("about", "shown", "until")
    show_change_link = True

    def get_queryset(self, request):
        """With what the rows name."""
        found = super().get_queryset(request)
        return found.select_related("qualification", "series", "centre", "file", "candidate")

    @admin.display(description="exam")
    def about(self, held):
        """The exam it is of."""
        return held.about

    @admin.display(description="grade")
    def shown(self, held):
        """The grade as results show it."""
        return held.shown

    @admin.display(description="told")
    def until(self, held):
        """Until when it is held, or why it is not told."""
        return held.until
