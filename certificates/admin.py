"""The board's print runs, their lists for the printer, and each certificate."""

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from certificates import commands, forms, queries
from certificates.models import Certificate, PrintRun
from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission


@board.page("Make a print run", Permission.BANK_RESULTS, form=forms.Run)
def make_a_print_run(by, at, shown, sure):
    """Make the list of all certificates to print."""
    run = commands.make_run(shown=(shown.new, shown.again), by=by, at=at)
    return f"Print run {run.number} is made: {run.certificates.count()} certificates.", run


@board.action("Sent to centres", Permission.BANK_RESULTS, when=lambda run: not run.is_sent)
def note_sent(run, by, at):
    """Note that runs are on their way."""
    commands.note_sent(run=run, by=by, at=at)


@board.action("Issue again", Permission.BANK_RESULTS, form=forms.Reissue)
def reissue(certificate, by, at, **answers):
    """Have certificates issued again by the next run."""
    commands.reissue(certificate=certificate, by=by, at=at, **answers)


@board.action("Take out", Permission.BANK_RESULTS, form=forms.TakeOut)
def take_out(certificate, by, at, words):
    """Take certificates out of a run before it is sent."""
    commands.take_out(certificate=certificate, words=words, by=by, at=at)


@board.action("Original came back", Permission.BANK_RESULTS, form=forms.CameBack)
def note_return(certificate, by, at, on):
    """Note that originals came back."""
    commands.note_return(certificate=certificate, on=on, by=by, at=at)


@admin.register(PrintRun)
class PrintRunAdmin(board.RecordAdmin):
    """Print runs, each with its list for the printer."""

    see = Permission.BANK_RESULTS
    list_display = ("number", "made_at", "made_by", "sent_at")
    list_filter = (("sent_at", admin.EmptyFieldListFilter),)
    list_select_related = ("made_by",)
    fields = ("number", "made_at", "made_by", "sent_at", "sent_by", "holds", "csv")
    actions = (note_sent,)
    pages = (make_a_print_run,)

    def get_urls(self):
        """Add the list for the printer."""
        listed = self.admin_site.admin_view(self.listed)
        return [path("<int:pk>/list/", listed, name="certificates_list"), *super().get_urls()]

    def listed(self, request, pk):
        """Hand over the list of a run as CSV."""
        permissions.check(request.user, self.see)
        run = get_object_or_404(PrintRun, pk=pk)
        name = f"print-run-{run.number}"
        return downloads.of_long_table(name, queries.COLUMNS, queries.rows_of(run))

    @admin.display(description="certificates")
    def holds(self, run):
        """How many certificates it has, and the way to them."""
        address = f"{reverse('admin:certificates_certificate_changelist')}?run__id__exact={run.pk}"
        return format_html('<a href="{}">{}</a>', address, run.certificates.count())

    @admin.display(description="list for the printer")
    def csv(self, run):
        """The way to the CSV."""
        address = reverse("admin:certificates_list", args=[run.pk])
        return format_html('<a href="{}">print-run-{}.csv</a>', address, run.number)


class ToReturn(admin.SimpleListFilter):
    """Whether the original is to come back."""

    title = "original"
    parameter_name = "original"

    def lookups(self, request, model_admin):
        """Those that are to come back."""
        return [("due", "To be returned")]

    def queryset(self, request, queryset):
        """Those of the choice."""
        return queryset.filter(must_return=True) if self.value() else queryset


@admin.register(Certificate)
class CertificateAdmin(board.RecordAdmin):
    """Certificates as printed."""

    see = Permission.BANK_RESULTS
    list_display = ("number", "name", "qualification", "grade", "run", "centre", "original")
    list_filter = (ToReturn, "run")
    list_select_related = ("run", "centre", "returned")
    search_fields = ("number", "^ocr_number", "surname", "^centre__number")
    search_help_text = "Certificate number, OCR candidate number, surname or centre"
    actions = (reissue, take_out, note_return)
    fields = (
        "number",
        "run",
        "centre",
        "ocr_number",
        "surname",
        "forenames",
        "born_on",
        "qualification",
        "grade",
        "awarded_on",
        "result",
        "again",
        "original",
    )

    def get_queryset(self, request):
        """With what became of each."""
        return queries.certificates()

    @admin.display(description="original")
    def original(self, certificate):
        """Whether the original is to come back, or did."""
        if hasattr(certificate, "returned"):
            return f"came back on {certificate.returned.on:%-d %B %Y}"
        if hasattr(certificate, "taken_out"):
            return "taken out, never sent"
        return "to be returned" if certificate.must_return else "–"
