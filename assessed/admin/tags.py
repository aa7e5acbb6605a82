"""The board's side of teacher assessed grades: those given, and a page to give one."""

from django.contrib import admin

from assessed import commands, forms
from assessed.models import TeacherAssessedGrade
from interchange import board
from interchange.accounts.roles import Permission


@board.page("Give a TAG", Permission.BANK_RESULTS, form=forms.Tag)
def give_a_tag(by, at, **answers):
    """Give a teacher assessed grade for a unit planned in the year that had them."""
    result = commands.give_tag(by=by, at=at, **answers)
    unit, grade = result.unit.number, result.get_grade_display()
    return f"Unit {unit} of {result.candidate.name}: the TAG {grade} is given."


@admin.register(TeacherAssessedGrade)
class TeacherAssessedGradeAdmin(board.RecordAdmin):
    """Teacher assessed grades that the board gave."""

    list_display = ("candidate", "unit", "grade", "centre", "planned_on", "given_at", "given_by")
    list_select_related = ("decision__decided_by",)
    search_fields = (
        "^decision__results__candidate__ocr_number",
        "decision__results__candidate__surname",
        "^decision__results__centre__number",
    )
    search_help_text = "OCR candidate number, surname or centre"
    ordering = ("-decision__decided_at", "-id")
    fields = ("candidate", "unit", "grade", "centre", "planned_on", "given_by", "why", "decision")
    readonly_fields = ("candidate", "unit", "grade", "centre", "given_by", "why")
    pages = (give_a_tag,)

    def get_queryset(self, request):
        """With the unit result of each."""
        of_each = ("candidate", "unit", "centre")
        named = [f"decision__results__{name}" for name in of_each]
        return super().get_queryset(request).prefetch_related(*named)

    @admin.display(description="candidate")
    def candidate(self, tag):
        """Who got it."""
        return _of(tag).candidate

    @admin.display(description="unit")
    def unit(self, tag):
        """For which unit."""
        return _of(tag).unit

    @admin.display(description="grade")
    def grade(self, tag):
        """Which grade, as it was given."""
        return _of(tag).shown

    @admin.display(description="centre")
    def centre(self, tag):
        """At which centre."""
        return _of(tag).centre

    @admin.display(description="given at", ordering="decision__decided_at")
    def given_at(self, tag):
        """When."""
        return tag.decision.decided_at

    @admin.display(description="given by")
    def given_by(self, tag):
        """By whom."""
        return tag.decision.decided_by

    @admin.display(description="why")
    def why(self, tag):
        """The reason that the centre reads."""
        return tag.decision.reason


def _of(tag):
    """The one unit result that a TAG's decision made."""
    [result] = tag.decision.results.all()
    return result
