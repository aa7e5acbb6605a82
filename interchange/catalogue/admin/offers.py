"""What the board offers: subjects, qualifications with their dates, units, and rules as loaded."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html

from entries import commands as entries_commands
from interchange import board
from interchange.catalogue import booklet, queries
from interchange.catalogue.admin.loading import load_the_specification_files
from interchange.catalogue.admin.older import let_newer_rules_count, let_rules_go_on
from interchange.catalogue.models import (
    Qualification,
    QualificationDates,
    QualificationUnit,
    SpecificationVersion,
    Subject,
    Unit,
)


@admin.register(Subject)
class SubjectAdmin(board.RecordAdmin):
    """Subject areas."""

    list_display = ("title", "code")
    search_fields = ("title", "code")


class QualificationUnitRows(board.RecordInline):
    """The units that may count towards a qualification."""

    model = QualificationUnit
    fields = ("position", "unit")


@admin.register(Qualification)
class QualificationAdmin(board.RecordAdmin):
    """Qualifications, as their specification files say."""

    list_display = ("code", "title", "suite", "level", "size_title", "offered", "provisional")
    list_filter = ("suite", "level", "offered", "provisional", "subject")
    search_fields = ("code", "title", "qan")
    list_select_related = ("subject",)
    inlines = (QualificationUnitRows,)
    pages = (load_the_specification_files,)


@admin.register(QualificationDates)
class QualificationDatesAdmin(board.BoardAdmin):
    """From when until when each qualification is taken; empty dates end nothing."""

    list_display = ("__str__", *QualificationDates.DATES, "dates_provisional", "dates_source")
    list_filter = ("suite", "level", "dates_provisional", "subject")
    search_fields = ("code", "title")
    fields = (*QualificationDates.DATES, "dates_provisional", "dates_source")

    def has_add_permission(self, request, obj=None):
        """A qualification comes from its rules."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Its dates go with it."""
        return False

    def save_model(self, request, obj, form, change):
        """Save them; where those stand who are registered depends on them."""
        super().save_model(request, obj, form, change)
        if form.changed_data:
            entries_commands.dates_are_otherwise(obj, at=timezone.now())


@admin.register(Unit)
class UnitAdmin(board.RecordAdmin):
    """Units, shared by the sizes of a subject."""

    list_display = (
        "number",
        "title",
        "subject",
        "suite",
        "level",
        "size",
        "examined",
        "provisional",
    )
    list_filter = ("suite", "level", "examined", "provisional", "subject")
    search_fields = ("title", "reference")
    list_select_related = ("subject", "same_as")


@admin.register(SpecificationVersion)
class SpecificationVersionAdmin(board.RecordAdmin):
    """The rules as loaded, version by version; each award names the one it was made by."""

    list_display = ("qualification", "version", "loaded_at")
    list_filter = ("qualification__suite", "qualification__level", "qualification__subject")
    search_fields = ("qualification__code", "qualification__title")
    list_select_related = ("qualification",)
    fields = ("qualification", "version", "loaded_at", "digest", "goes_on", "rules")
    readonly_fields = ("goes_on", "rules")
    actions = (let_rules_go_on, let_newer_rules_count)
    pages = (load_the_specification_files,)

    def get_queryset(self, request):
        """Without the contents, which only one record's page reads."""
        return super().get_queryset(request).defer("content")

    @admin.display(description="beside newer rules")
    def goes_on(self, version):
        """What the board decided last of it, once newer rules are there."""
        decided = queries.older_rules_of(version)
        return f"{decided.in_words}: {decided.because}" if decided else "nothing decided"

    @admin.display(description="rules")
    def rules(self, version):
        """The rules as the booklet shows them."""
        rules = queries.rules_of([version])[version.pk]
        context = {
            "rules": rules,
            "points": booklet.points_table(rules),
            "measure": version.qualification.get_measure_display(),
            "total": version.qualification.total,
        }
        return format_html("{}", render_to_string("catalogue/_rules.html", context))
