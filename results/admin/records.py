"""The board's side of results: unit results with their correction, awards with their working."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from interchange import board
from interchange.accounts.roles import Permission
from results import commands
from results.forms import Banking, Correction
from results.models import Decision, QualificationResult, UnitResult


@board.action(
    "Correct the result",
    Permission.BANK_RESULTS,
    form=Correction,
    when=lambda result: not hasattr(result, "superseded_by"),
)
def correct(result, by, at, **answers):
    """Put a wrong unit result right."""
    commands.correct(result=result, by=by, at=at, **answers)


@board.page("Bank a unit", Permission.BANK_RESULTS, form=Banking)
def bank_a_unit(by, at, **answers):
    """Bank a unit that no claim and no file of exam results brings."""
    result = commands.bank_unit(by=by, at=at, **answers)
    unit, grade = result.unit.number, result.get_grade_display()
    return f"Unit {unit} of {result.candidate.name}: {grade} is banked."


class Standing(admin.SimpleListFilter):
    """Whether the result still stands or was corrected."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        """What stands, or what no longer does."""
        return (("yes", "Stands"), ("no", "Superseded"))

    def queryset(self, request, queryset):
        """Those asked for."""
        kinds = {"yes": queryset.standing, "no": queryset.superseded}
        return kinds.get(self.value(), queryset.all)()


@admin.register(UnitResult)
class UnitResultAdmin(board.RecordAdmin):
    """Unit results; a correction stands beside the result it supersedes."""

    list_display = ("candidate", "unit", "shown", "source", "qualification", "centre", "banked_at")
    list_filter = (Standing, "series", "grade", "qualification__subject")
    list_select_related = (
        "candidate",
        "unit",
        "series",
        "line__claim",
        "decision",
        "qualification",
        "centre",
        "superseded_by",
    )
    search_fields = (
        "candidate__surname",
        "^candidate__ocr_number",
        "^centre__number",
        "^qualification__code",
    )
    search_help_text = "Surname, OCR candidate number, centre or entry code"
    ordering = ("-banked_at", "-id")
    actions = (correct,)
    pages = (bank_a_unit,)

    @admin.display(description="grade", ordering="grade")
    def shown(self, result):
        """The grade as results show it, with the mark it follows from."""
        return result.marked


class DecidedRows(board.RecordInline):
    """The unit results that came of a decision."""

    model = UnitResult
    fk_name = "decision"
    fields = ("candidate", "unit", "grade", "qualification", "centre", "supersedes")
    show_change_link = True


@admin.register(Decision)
class DecisionAdmin(board.RecordAdmin):
    """What the board decided itself about units, with the results that came of it."""

    list_display = ("kind", "reason", "centre", "decided_at", "decided_by")
    list_filter = ("kind",)
    list_select_related = ("decided_by",)
    search_fields = (
        "reason",
        "^results__candidate__ocr_number",
        "results__candidate__surname",
        "^results__centre__number",
    )
    search_help_text = "Reason, OCR candidate number, surname or centre"
    ordering = ("-decided_at", "-id")
    fields = ("kind", "reason", "papers", "request", "decided_at", "decided_by")
    inlines = (DecidedRows,)

    def get_queryset(self, request):
        """With the centres of each."""
        return super().get_queryset(request).prefetch_related("results__centre")

    @admin.display(description="centre")
    def centre(self, decision):
        """The centres it concerns."""
        return ", ".join(sorted({str(one.centre) for one in decision.results.all()}))


@admin.register(QualificationResult)
class QualificationResultAdmin(board.RecordAdmin):
    """Qualification results as issued, with their working."""

    list_display = ("entry", "centre", "outcome", "grade", "points", "issued_at")
    list_filter = (Standing, "outcome", "entry__qualification__subject")
    list_select_related = ("entry__candidate", "entry__centre", "entry__qualification")
    search_fields = (
        "entry__candidate__surname",
        "^entry__candidate__ocr_number",
        "^entry__centre__number",
        "^entry__qualification__code",
    )
    search_help_text = "Surname, OCR candidate number, centre or entry code"
    ordering = ("-issued_at", "-id")
    fields = (
        "entry",
        "outcome",
        "grade",
        "points",
        "pathway",
        "working",
        "specification",
        "issued_at",
        "supersedes",
        "cause",
    )
    readonly_fields = ("working",)

    @admin.display(description="working")
    def working(self, result):
        """The units counted, with how much of each counted and the points it gave."""
        columns = ("unit", "grade", "size", "size_counted", "points")
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            ([one[name] for name in columns] for one in result.working),
        )
        heads = format_html_join("", "<th>{}</th>", ((name,) for name in HEADINGS))
        return format_html("<table><tr>{}</tr>{}</table>", heads, rows)


HEADINGS = ("Unit", "Grade", "GLH or credits", "Counted", "Points")
