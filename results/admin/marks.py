"""The board's side of boundaries of marks: entered or loaded, and what they change of results."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from interchange import board
from interchange.accounts.roles import Permission
from interchange.catalogue.models import MarkBoundaries
from interchange.refusals import RuleBroken
from results import commands, queries
from results.exam_file import LinesRefused
from results.forms import BoundariesFile, BoundariesOfAnExam

SAME = "These boundaries are in force already: nothing was entered."


@board.page("Enter boundaries", Permission.MANAGE_CATALOGUE, form=BoundariesOfAnExam)
def enter_boundaries(by, at, row, source, provisional):
    """Enter the boundaries of one exam."""
    more = {"source": source, "provisional": provisional}
    try:
        entered = commands.enter_boundaries([row], by=by, at=at, **more)
    except LinesRefused as refusal:
        [wrong] = refusal.report.refused
        raise RuleBroken(f"{wrong.problem} {wrong.remedy}") from None
    if not entered:
        return SAME
    return f"Entered: {row.boundaries.in_words}. They count for marks that come from now on."


@board.page("Load boundaries", Permission.MANAGE_CATALOGUE, form=BoundariesFile)
def load_boundaries(by, at, file, source, provisional):
    """Enter the boundaries that a file gives."""
    count = commands.load_boundaries(file, source=source, provisional=provisional, by=by, at=at)
    return f"Boundaries of {count} exam{'' if count == 1 else 's'} entered." if count else SAME


@board.action("Make a file of corrections", Permission.BANK_RESULTS)
def grade_again(boundaries, by, at):
    """Have the exams graded again to whose marks the boundaries in force give another grade."""
    commands.grade_again(boundaries=boundaries, by=by, at=at)


@admin.register(MarkBoundaries)
class MarkBoundariesAdmin(board.RecordAdmin):
    """From how many marks on grades are given; of several of one exam the last counts."""

    list_display = ("unit", "series", "number", "in_words", "provisional", "source", "entered_at")
    list_filter = ("series", "provisional")
    list_select_related = ("unit", "series")
    search_fields = ("unit__title", "source")
    search_help_text = "Title of the unit or source"
    fields = ("unit", "series", "number", "in_words", "provisional", "source") + (
        *("entered_at", "entered_by", "what_changes"),
    )
    readonly_fields = ("in_words", "what_changes")
    actions = (grade_again,)
    pages = (enter_boundaries, load_boundaries)
    when_empty = (
        "No boundaries are entered, so no file of exam results can give marks. Choose “Enter"
        " boundaries”, or “Load boundaries” for many exams at once."
    )

    @admin.display(description="boundaries")
    def in_words(self, boundaries):
        """The boundaries in words."""
        return boundaries.in_words

    @admin.display(description="results with other grades")
    def what_changes(self, boundaries):
        """How many results have another grade than follows now, and what to do about them."""
        if queries.boundaries_in_force(boundaries) != boundaries:
            return "Others were entered since: those count."
        count = len(queries.marked_otherwise(boundaries))
        if not count:
            return "None: every mark has the grade that follows from it."
        return format_html(
            "{}. “Make a file of corrections” lists them; nothing changes before it is confirmed"
            ' among the <a href="{}">files of exam results</a>.',
            f"{count:,}",
            reverse("admin:results_examfile_changelist"),
        )
