"""The board's side of files of exam results: sent, looked at, confirmed; with a receipt."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.timezone import localtime

from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from results import commands, queries
from results.exam_file_states import CANCEL, CONFIRM, WARNED, Outcome, Status
from results.forms import ExamResults, WhyCorrected
from results.models import ExamFile

AT_ONCE = 2000  # lines of a file that is read while the page waits
LISTED = 100  # lines of each kind that a page lists; all of them stand in the file
LOOK_AGAIN_AFTER = 3  # seconds


@board.page("Import exam results", Permission.BANK_RESULTS, form=ExamResults)
def import_exam_results(by, at, file):
    """Take a file in and read it; give its page, which shows what it would do."""
    name, text = file
    sent = commands.send_exam_file(name=name, text=text, by=by, at=at)
    if sent.sent_at != at:
        there = f"which was sent on {localtime(sent.sent_at):%-d %B %Y, %H:%M} and is open here"
        return f"The file {name} is the same as {sent.name}, {there}. No other was made.", sent
    if text.count("\n") <= AT_ONCE:
        commands.work_exam_file(sent, at=at)
    return f"{sent.name} was sent. Nothing is loaded before you have looked at it.", sent


def _confirming(files):
    """The form that confirms: it asks for a cause where results would be corrected."""
    return WhyCorrected if any(one.corrects for one in files) else forms.Form


@board.action(
    "Load what is shown",
    Permission.BANK_RESULTS,
    form=_confirming,
    when=CONFIRM,
    shows=queries.shown_of_exam_file,
)
def confirm(file, by, at, seen, cause=""):
    """Have loaded what the page shows, and nothing else."""
    commands.confirm_exam_file(file=file, by=by, at=at, seen=seen, cause=cause)


@board.action("Cancel", Permission.BANK_RESULTS, when=CANCEL)
def cancel(file, by, at):
    """Leave the file: nothing is loaded from it."""
    commands.cancel_exam_file(file=file, by=by, at=at)


@admin.register(ExamFile)
class ExamFileAdmin(board.RecordAdmin):
    """Files of exam results, each with what its lines would do, or did."""

    see = Permission.BANK_RESULTS
    list_display = ("name", "status", "lines", "changes", "sent_at", "sent_by")
    list_filter = ("status",)
    list_select_related = ("sent_by",)
    search_fields = ("name",)
    search_help_text = "Name of the file"
    ordering = ("-sent_at", "-id")
    fields = ("name", "status", "sent_at", "sent_by", "confirmed_at", "confirmed_by", "cause")
    readonly_fields = ("what_it_does",)
    actions = (confirm, cancel)
    pages = (import_exam_results,)
    when_empty = (
        "There is no such file. Choose “Import exam results” to send one: you see what it would do"
        " before anything is loaded."
    )
    waiting = (
        board.Waiting.of_status(
            "exam files to be looked at",
            Status.CHECKED,
            since="sent_at",
            centre="",
        ),
    )

    def get_queryset(self, request):
        """Without what was sent, some megabytes each."""
        return super().get_queryset(request).defer("content")

    def get_fields(self, request, obj=None):
        """With what the lines do below everything else."""
        return (*self.fields, "what_it_does")

    def get_urls(self):
        """Add the download of all lines."""
        download = self.admin_site.admin_view(self.download)
        return [
            path("<int:pk>/lines/", download, name="results_examfile_lines"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the file; while it is worked on, the page looks again by itself."""
        answer = super().change_view(request, object_id, form_url, extra_context)
        file = self.get_object(request, object_id)
        if file and file.is_worked_on and "still" not in request.GET:
            answer["Refresh"] = str(LOOK_AGAIN_AFTER)
        return answer

    def download(self, request, pk):
        """Hand over what becomes of each line, as CSV, while it is read."""
        permissions.check(request.user, self.see)
        file = self.get_object(request, str(pk))
        if file is None:
            raise Http404
        rows = queries.exam_lines_told(file)
        return downloads.of_long_table(f"exam-file-{file.pk}", queries.LINE_COLUMNS, rows)

    @admin.display(description="lines with a result to bring")
    def changes(self, file):
        """How many results it would bring, or brought."""
        return file.changes

    @admin.display(description="what it does")
    def what_it_does(self, file):
        """How far it is; how many lines do what; what is wrong, and what changes into what."""
        kinds = (Outcome.REFUSED, Outcome.CORRECTED, Outcome.MARKED, Outcome.SETTLED)
        kinds += (Outcome.NEW, Outcome.DROPPED)
        context = {
            "file": file,
            "counts": [
                (one.label, file.counts.get(one, 0))
                for one in Outcome
                if one != Outcome.DROPPED or file.counts.get(one)
            ],
            "kinds": [
                (one.label, one == Outcome.REFUSED, queries.exam_lines(file, one)[:LISTED])
                for one in kinds
                if file.counts.get(one)
            ],
            "most": LISTED,
            "warned": queries.lines_to_look_at(file)[:LISTED] if file.counts.get(WARNED) else [],
            "held": queries.held_of_file(file) if file.is_held else [],
            "to_be_held": queries.to_be_held(file, timezone.now()) if file.is_checked else [],
            "address": reverse("admin:results_examfile_change", args=[file.pk]),
            "receipt": reverse("admin:results_examfile_lines", args=[file.pk]),
        }
        return render_to_string("admin/exam_file.html", context)
