"""The board's side of what is held of exams until the results of their series are out."""

from django.contrib import admin
from django.db.models import Q

from interchange import board
from interchange.accounts.roles import Permission
from results import commands
from results.forms import WhyDropped
from results.models import HeldResult


@board.action("Try to tell again", Permission.BANK_RESULTS, when=lambda held: bool(held.problem))
def try_again(held, by, at):
    """Have a held result told that could not be."""
    commands.try_to_tell(held=held, by=by, at=at)


@board.action("Drop", Permission.BANK_RESULTS, form=WhyDropped)
def drop(held, by, at, because):
    """Hold it no more, and never tell it."""
    commands.drop_held(held=held, because=because, by=by, at=at)


@admin.register(HeldResult)
class HeldResultAdmin(board.RecordAdmin):
    """Exam results that nobody is told yet; of several of one exam the last counts."""

    see = Permission.BANK_RESULTS
    list_display = ("candidate", "ocr_number", "about", "shown", "centre", "until", "file")
    list_filter = ("series", ("problem", admin.EmptyFieldListFilter))
    list_select_related = ("candidate", "qualification", "series", "centre", "file")
    search_fields = (
        "candidate__surname",
        "^candidate__ocr_number",
        "^centre__number",
        "^qualification__code",
    )
    search_help_text = "Surname, OCR candidate number, centre or entry code"
    ordering = ("-id",)
    fields = ("candidate", "about", "shown", "centre", "until", "remedy") + (
        *("file", "cause", "held_at", "held_by"),
    )
    readonly_fields = ("about", "shown", "until")
    actions = (try_again, drop)
    when_empty = "Nothing of that kind is held: what files brought is told, or none was loaded."
    waiting = (
        board.Waiting(
            "held results that could not be told",
            {"problem__isempty": "0"},
            since="held_at",
            where=~Q(problem=""),
        ),
    )

    @admin.display(description="OCR candidate number", ordering="candidate__ocr_number")
    def ocr_number(self, held):
        """The number of the candidate."""
        return held.candidate.ocr_number

    @admin.display(description="exam")
    def about(self, held):
        """The exam it is of."""
        return held.about

    @admin.display(description="grade", ordering="grade")
    def shown(self, held):
        """The grade as results show it."""
        return held.shown

    @admin.display(description="told")
    def until(self, held):
        """Until when it is held, or why it is not told."""
        return held.until
