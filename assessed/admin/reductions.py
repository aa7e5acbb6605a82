"""The board's side of reductions in assessment: what centres sent, and what became of it."""

from django.contrib import admin

from assessed.models import Reduction, ReductionReport
from interchange import board


class ReducedRows(board.RecordInline):
    """The units that a report says were reduced."""

    model = Reduction
    fk_name = "report"
    verbose_name_plural = "units reported as reduced"
    fields = ("candidate", "unit", "stands_as", "taken_back")
    readonly_fields = ("stands_as",)

    def get_queryset(self, request):
        """With what each names."""
        made = "awaited__result__superseded_by"
        named = ("candidate", "unit", made, "taken_back__qualification")
        return super().get_queryset(request).select_related(*named)

    @admin.display(description="assessed grade")
    def stands_as(self, reduction):
        """What became of it."""
        return reduction.stands_as


class TakenBackRows(ReducedRows):
    """The units that a report takes back."""

    fk_name = "taken_back"
    verbose_name_plural = "units taken back"
    fields = ("candidate", "unit")
    readonly_fields = ()


@admin.register(ReductionReport)
class ReductionReportAdmin(board.RecordAdmin):
    """Reductions in assessment as centres sent them."""

    list_display = ("year", "centre", "qualification", "reason", "sent_at", "sent_by")
    list_filter = ("summer", "qualification__subject")
    list_select_related = ("centre", "qualification", "sent_by")
    search_fields = (
        "^centre__number",
        "^qualification__code",
        "^reductions__candidate__ocr_number",
        "reductions__candidate__surname",
    )
    search_help_text = "Centre, entry code, OCR candidate number or surname"
    ordering = ("-sent_at", "-id")
    fields = ("centre", "qualification", "year", "reason", "sent_at", "sent_by")
    readonly_fields = ("year",)
    inlines = (ReducedRows, TakenBackRows)

    @admin.display(description="year reduced", ordering="summer")
    def year(self, report):
        """The academic year, as the board writes it."""
        return report.year
