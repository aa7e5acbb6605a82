"""The board's side of attendance: a file of it, and what is noted of each exam."""

from django.contrib import admin

from interchange import board
from interchange.accounts.roles import Permission
from results import commands, exam_file, queries, rules
from results.forms import AttendanceFile
from results.models import GRADES, Attendance


@board.page("Import attendance", Permission.BANK_RESULTS, form=AttendanceFile)
def import_attendance(by, at, file):
    """Note what a file says of who sat which exam."""
    report = commands.import_attendance(file, by=by, at=at)
    return f"Noted: {report.loaded}. Noted so already: {report.already}."


class AgainstResults(admin.SimpleListFilter):
    """Whether the result of the exam says otherwise."""

    title = "result"
    parameter_name = "result"

    def lookups(self, request, model_admin):
        """Those that the result contradicts."""
        return [("against", "Says otherwise")]

    def queryset(self, request, queryset):
        """Those of the choice."""
        return queries.against_results(queryset) if self.value() else queryset


@admin.register(Attendance)
class AttendanceAdmin(board.RecordAdmin):
    """What was noted of exams; of several of one entry the last counts."""

    see = Permission.BANK_RESULTS
    list_display = ("entry", "mark", "result", "centre", "noted_at", "noted_by")
    list_filter = (AgainstResults, "mark", "entry__series")
    list_select_related = (
        "entry__candidate",
        "entry__unit",
        "entry__series",
        "entry__centre",
        "noted_by",
    )
    search_fields = (
        "entry__candidate__surname",
        "^entry__candidate__ocr_number",
        "^entry__centre__number",
    )
    search_help_text = "Surname, OCR candidate number or centre"
    ordering = ("-noted_at", "-id")
    pages = (import_attendance,)

    def get_queryset(self, request):
        """With the result of each exam."""
        return queries.with_results(super().get_queryset(request))

    @admin.display(description="result")
    def result(self, attendance):
        """The result that stands of the exam, and what the attendance says against it."""
        if attendance.grade is None:
            return "none yet"
        grade, partly = attendance.grade, attendance.partly
        against = exam_file.contradiction(attendance.mark, grade, partly)
        return " – ".join(filter(None, [rules.shown(GRADES[grade], partly), against]))

    @admin.display(description="centre")
    def centre(self, attendance):
        """The centre that entered the candidate."""
        return attendance.entry.centre
