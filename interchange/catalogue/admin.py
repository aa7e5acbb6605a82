"""The board's side of the catalogue: series, dates, fees and contacts to edit, rules to look at."""

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from entries import commands as entries_commands
from entries.queries import rules_that_wait
from interchange import board
from interchange.accounts.roles import Permission
from interchange.catalogue import booklet, queries
from interchange.catalogue.models import (
    ClosedUnit,
    Contact,
    Fee,
    Figure,
    KeyDate,
    OtherBodyUnits,
    Qualification,
    QualificationUnit,
    RegistrationRule,
    SampleSize,
    Series,
    SpecificationVersion,
    Subject,
    Unit,
    Wording,
)
from interchange.catalogue.specification import SpecificationError
from interchange.refusals import RuleBroken


class Sure(forms.Form):
    """What loading does, and the tick that it is meant."""

    sure = forms.BooleanField(
        label="Load what has changed",
        help_text=(
            "A qualification whose file has changed gets a new version of its rules, which holds"
            " for awards from now on. Awards already made keep the version they were made by. What"
            " somebody is registered for waits until its new rules were tried, by an award run."
        ),
    )


class CannotLoad(RuleBroken):
    """A specification file is broken; the message names file and line."""


@board.page("Load the specification files", Permission.MANAGE_CATALOGUE, form=Sure)
def load_the_specification_files(by, at, sure):
    """Bring the catalogue up to date with the files of this installation."""
    try:
        changed = entries_commands.put_rules_in_force(by=by, at=at)
        waiting = rules_that_wait()
    except SpecificationError as problem:
        raise CannotLoad(f"Nothing was loaded: {problem}") from problem
    said = f"New rules are loaded for {', '.join(changed)}." if changed else ""
    if waiting:
        said += (
            f" Those of {', '.join(waiting)} wait to be tried: “Try new rules”, by an award run."
        )
    return said.strip() or "The catalogue is up to date: no specification has changed."


SAID_LAST = ("from_on", "provisional", "source")


class SourcedAdmin(board.BoardAdmin):
    """Figures of the board: first what holds, then from when on, and where it stands."""

    def get_fields(self, request, obj=None):
        """What all of them have comes after what is each one's own."""
        names = super().get_fields(request, obj)
        last = [name for name in SAID_LAST if name in names]
        return [*(name for name in names if name not in last), *last]


class NamedAdmin(SourcedAdmin):
    """What rules find by its slug, which therefore stays as it was first typed."""

    def get_readonly_fields(self, request, obj=None):
        """The slug, once the row is there."""
        return (*super().get_readonly_fields(request, obj), *(["slug"] if obj else []))


@admin.register(Series)
class SeriesAdmin(board.BoardAdmin):
    """Exam series and their dates."""

    list_display = (
        "__str__",
        "entries_open_on",
        "entries_close_on",
        "late_until_on",
        "very_late_until_on",
        "refund_until_on",
        "results_on",
        "provisional",
    )
    list_filter = ("month", "provisional")

    def save_model(self, request, obj, form, change):
        """Save it; another results day changes where those stand who are entered."""
        super().save_model(request, obj, form, change)
        if change and "results_on" in form.changed_data:
            entries_commands.results_come_otherwise(obj, at=timezone.now())


@admin.register(KeyDate)
class KeyDateAdmin(NamedAdmin):
    """Dates by which something must be done."""

    list_display = ("title", "on", "academic_year", "provisional", "source")
    list_filter = ("academic_year", "provisional")
    search_fields = ("title", "slug")


@admin.register(Fee)
class FeeAdmin(NamedAdmin):
    """The fee list."""

    list_display = ("title", "slug", "pounds", "from_on", "provisional", "source")
    list_filter = ("provisional",)
    search_fields = ("title", "slug")

    @admin.display(description="amount", ordering="pence")
    def pounds(self, fee):
        """The amount in pounds."""
        return fee.pounds


@admin.register(Figure)
class FigureAdmin(NamedAdmin):
    """Numbers that the rules name."""

    list_display = ("title", "value", "provisional", "source")


@admin.register(Wording)
class WordingAdmin(SourcedAdmin):
    """What stands on the board's own papers; the latest in force holds."""

    list_display = ("__str__", "words", "from_on", "provisional", "source")
    list_filter = ("slug", "provisional")


@admin.register(RegistrationRule)
class RegistrationRuleAdmin(SourcedAdmin):
    """By when a registration must have been made; the latest in force holds."""

    list_display = ("before", "days", "from_on", "provisional", "source")
    list_filter = ("before", "provisional")


@admin.register(ClosedUnit)
class ClosedUnitAdmin(SourcedAdmin):
    """Units that take no more entries for a size."""

    list_display = ("qualification", "unit", "from_on", "provisional", "source")
    list_select_related = ("qualification", "unit")
    search_fields = ("qualification__code", "unit__title")


@admin.register(SampleSize)
class SampleSizeAdmin(SourcedAdmin):
    """How many candidates a proposed sample has."""

    list_display = ("cohort_from", "candidates", "provisional", "source")


@admin.register(OtherBodyUnits)
class OtherBodyUnitsAdmin(SourcedAdmin):
    """Which qualifications take units from another awarding body."""

    list_display = ("qualification", "provisional", "source")
    list_select_related = ("qualification",)


@admin.register(Contact)
class ContactAdmin(NamedAdmin):
    """Whom centres are told to ask, and where letters to the board go."""

    list_display = ("title", "slug", "about", "written_to", "phone")
    fields = ("slug", "title", "about", "email", "written_to", "phone")
    readonly_fields = ("written_to",)

    def get_fields(self, request, obj=None):
        """The e-mail only where it is the board's to set."""
        return [name for name in self.fields if name != "email" or not (obj and obj.inbox_setting)]

    @admin.display(description="written to")
    def written_to(self, contact):
        """The address, and where it is set; or that it is not set yet."""
        if contact.inbox_setting:
            return (
                f"{contact.address} – set by whoever installs the portal: {contact.inbox_setting}"
            )
        return contact.email or f"Not set yet; until then {contact.address}"

    def waiting_now(self, request):
        """Count the contacts that nobody has given an address, for the index."""
        unset = sum(not contact.own_address for contact in Contact.objects.all())
        address = reverse("admin:catalogue_contact_changelist")
        mine = self.has_change_permission(request)
        return [("contacts without an address of their own", unset, address)] if mine else []


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
    fields = ("qualification", "version", "loaded_at", "digest", "rules")
    readonly_fields = ("rules",)
    pages = (load_the_specification_files,)

    def get_queryset(self, request):
        """Without the contents, which only one record's page reads."""
        return super().get_queryset(request).defer("content")

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
