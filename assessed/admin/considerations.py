"""The board's queue of applications for special consideration, and what is decided of each."""

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join

from assessed import commands, forms, queries
from assessed.consideration_states import ACCEPT, ASK, REFUSE, TAKE_BACK, Status
from assessed.models import Consideration
from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from results import queries as results_queries
from results.models import GRADES, UnitResult
from results.rules import LABELS, UNGRADED, Mark


@board.action("Ask the centre", Permission.BANK_RESULTS, form=forms.Question, when=ASK)
def ask(consideration, by, at, question):
    """Ask the centre for what is needed to decide."""
    commands.ask_about_consideration(consideration=consideration, question=question, by=by, at=at)


@board.action("Accept", Permission.BANK_RESULTS, form=forms.Acceptance, when=ACCEPT)
def accept(consideration, by, at, words):
    """Accept absences: an assessed grade follows."""
    commands.accept_consideration(consideration=consideration, words=words, by=by, at=at)


@board.action("Refuse", Permission.BANK_RESULTS, form=forms.Refusal, when=REFUSE)
def refuse(consideration, by, at, words):
    """Refuse applications, saying why."""
    commands.refuse_consideration(consideration=consideration, words=words, by=by, at=at)


def _goes(consideration):
    """What goes with an acceptance: its grade, and the awards that rest on it."""
    return commands.shown_of_taking_back(consideration=consideration, on=timezone.localdate())


@board.action(
    "Take back the acceptance",
    Permission.BANK_RESULTS,
    form=forms.Refusal,
    when=TAKE_BACK,
    shows=_goes,
)
def take_back(consideration, by, at, words, seen):
    """Take back what was accepted in error, saying why."""
    told = {"words": words, "seen": seen, "by": by, "at": at}
    commands.take_back_acceptance(consideration=consideration, **told)


@admin.register(Consideration)
class ConsiderationAdmin(board.RecordAdmin):
    """Applications, the oldest first, with the record beside what is decided."""

    by_telephone = True
    see = Permission.BANK_RESULTS
    waiting = (
        board.Waiting.of_status(
            "applications for special consideration",
            Status.APPLIED,
            since="applied_at",
        ),
    )
    actions = (ask, accept, refuse, take_back)
    ordering = ("applied_at", "id")
    list_display = ("number", "age", "status", "is_late", "ncn", "candidate", "exam", "ground")
    list_filter = ("status", "is_late", "ground")
    search_fields = (
        "number",
        "^centre__number",
        "^entry__candidate__ocr_number",
        "entry__candidate__surname",
    )
    search_help_text = "Application number, centre, OCR candidate number or surname"
    list_select_related = (
        "centre",
        "ground",
        "entry__candidate",
        "entry__unit",
        "entry__series",
        "entry__qualification__subject",
    )
    fieldsets = (
        (None, {"fields": ("number", "status", "age", "is_late", "leader")}),
        (
            "What the centre says",
            {"fields": ("centre", "candidate", "exam", "ground", "happened", "files")},
        ),
        ("What is on record", {"fields": ("absence", "units_held", "before", "assessed")}),
        ("Who asks", {"fields": ("applied_by", "applied_at")}),
        (
            "What became of it",
            {"fields": ("question", "reply", "words", "decided_at", "decided_by", "events")},
        ),
    )

    def get_urls(self):
        """Add the download of a paper."""
        download = self.admin_site.admin_view(self.download)
        name = "assessed_consideration_paper"
        return [path("<int:pk>/papers/<int:paper_pk>/", download, name=name), *super().get_urls()]

    def download(self, request, pk, paper_pk):
        """Hand over a paper of an application."""
        permissions.check(request.user, Permission.BANK_RESULTS)
        record = get_object_or_404(Consideration, pk=pk)
        paper = get_object_or_404(record.papers, pk=paper_pk)
        return downloads.of_file(paper.file, paper.name, paper.content_type)

    @admin.display(description="waits for", ordering="applied_at")
    def age(self, record):
        """How many days ago it was sent, of what is open."""
        days = (timezone.now() - record.applied_at).days
        return f"{days} day{'' if days == 1 else 's'}" if record.is_open else "–"

    @admin.display(description="centre", ordering="centre__number")
    def ncn(self, record):
        """The centre's number."""
        return record.centre.number

    @admin.display(description="candidate", ordering="entry__candidate__surname")
    def candidate(self, record):
        """Who was absent."""
        return record.entry.candidate

    @admin.display(description="exam")
    def exam(self, record):
        """From which exam."""
        entry = record.entry
        return f"{entry.qualification.code}, unit {entry.unit.number}, {entry.series}"

    @admin.display(description="papers")
    def files(self, record):
        """Links to the papers."""
        address = "admin:assessed_consideration_paper"
        lines = (
            (reverse(address, args=[record.pk, one.pk]), one.name, one.get_document_display())
            for one in record.papers.all()
        )
        return format_html_join("", '<p><a href="{}">{}</a> – {}</p>', lines) or "–"

    @admin.display(description="of this exam")
    def absence(self, record):
        """What says that the candidate was absent."""
        [entry] = queries.with_absence(type(record.entry).objects.filter(pk=record.entry_id))
        result = GRADES[entry.grade] if entry.grade else "none"
        mark = LABELS[Mark(entry.mark)] if entry.mark else "not noted"
        told = f"Entry: {entry.get_status_display()}. Attendance: {mark}. Result: {result}."
        if entry.grade and entry.grade not in UNGRADED and record.is_open:
            told += " There is no absence left to decide about: the application closes by itself."
        if held := results_queries.held_of_exam(record.entry):
            told += f" A result is held: {held.shown}, {held.until}."
        return told

    @admin.display(description="units held")
    def units_held(self, record):
        """What the candidate holds of the qualification's units."""
        person = record.entry.candidate.person_id
        found = UnitResult.objects.standing().filter(
            candidate__person=person, qualification__subject=record.entry.qualification.subject
        )
        found = found.select_related("unit", "series", "line__claim", "decision")
        lines = ((one.unit, one.shown, one.source) for one in found)
        return format_html_join("", "<p>{}: {} ({})</p>", lines) or "None"

    @admin.display(description="other applications")
    def before(self, record):
        """What else was applied for the person."""
        person = record.entry.candidate.person_id
        others = queries.considerations().filter(entry__candidate__person=person)
        lines = (
            (one, one.entry.unit, one.entry.series, one.get_status_display())
            for one in others.exclude(pk=record.pk)
        )
        return format_html_join("", "<p>{}: {}, {}: {}</p>", lines) or "None"

    @admin.display(description="assessed grade")
    def assessed(self, record):
        """What was worked out, or what it waits for."""
        awaited = record.awaited
        if awaited.corrected:
            return f"{awaited.corrected.shown}: corrected by hand, so it follows nothing any more"
        if awaited.lacking:
            return f"{awaited.get_outcome_display()}: {', '.join(awaited.lacking)}"
        return " ".join(filter(None, [awaited.get_outcome_display(), awaited.working])) or "–"

    @admin.display(description="what happened to it")
    def events(self, record):
        """The trail of the application."""
        lines = (
            (f"{timezone.localtime(at):%-d %B %Y, %H:%M}", title, by, words)
            for title, at, by, words in queries.story(record)
        )
        return format_html_join("", "<p>{}: <strong>{}</strong> by {} {}</p>", lines)
