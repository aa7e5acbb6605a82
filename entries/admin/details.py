"""The board's side of changed details: what waits, its proof, and the board's own corrections."""

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html_join

from entries import commands, queries
from entries.details_states import APPROVE, REFUSE, Status
from entries.forms import details as forms
from entries.models import DetailsChange
from entries.rules import details as rules
from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from results import queries as results_queries


class DetailsRows(board.RecordInline):
    """How the candidate's details came to be what they are."""

    see = Permission.PROCESS_ENTRIES
    model = DetailsChange
    fields = ("made_at", "what", "status", "centre", "who", "reason")
    readonly_fields = ("what", "who")
    show_change_link = True

    @admin.display(description="what changes")
    def what(self, change):
        """Old and new."""
        return _old_and_new(change)

    @admin.display(description="sent by")
    def who(self, change):
        """Who made it or asked for it."""
        return str(change.made_by)


def _old_and_new(change):
    """What changes, a line each."""
    lines = ((one.title, one.old, one.new) for one in rules.rows(change.before, change.after))
    return format_html_join("", "<p>{}: {} → <strong>{}</strong></p>", lines)


def _correction_of(records):
    """The form for the details of one candidate; of several, that of the first."""

    def form(*args, **kwargs):
        return forms.CorrectionForm(*args, record=records[0], alone=len(records) == 1, **kwargs)

    return form


@board.action(
    "Correct details",
    Permission.PROCESS_ENTRIES,
    form=_correction_of,
    when=lambda candidate: candidate.merged_into_id is None,
)
def correct_details(candidate, by, at, **change):
    """Change the candidate's details as the board, saying why."""
    try:
        commands.correct_details(candidate=candidate, by=by, at=at, **change)
    except rules.DetailsOvertaken as refusal:
        raise rules.DetailsRefused(f"{refusal} Go back and open this page anew.") from refusal


@board.action("Approve", Permission.PROCESS_ENTRIES, form=forms.ApproveForm, when=APPROVE)
def approve_details(change, by, at, words):
    """Approve changes of details and make them."""
    commands.approve_details(change=change, words=words, by=by, at=at)


@board.action("Refuse", Permission.PROCESS_ENTRIES, form=forms.RefuseForm, when=REFUSE)
def refuse_details(change, by, at, words):
    """Refuse changes of details, saying why."""
    commands.refuse_details(change=change, words=words, by=by, at=at)


@admin.register(DetailsChange)
class DetailsChangeAdmin(board.RecordAdmin):
    """Changes of details: those that wait, with their proof, and the history of all others."""

    see = Permission.PROCESS_ENTRIES
    waiting = (
        board.Waiting.of_status("changes of details to decide", Status.WAITING, since="made_at"),
    )
    list_display = ("made_at", "candidate", "centre", "status", "made_by", "decided_by")
    list_filter = ("status",)
    search_fields = (
        "^candidate__ocr_number",
        "candidate__surname",
        "old__surname",
        "new__surname",
        "^centre__number",
    )
    list_select_related = ("candidate", "centre", "made_by", "decided_by")
    actions = (approve_details, refuse_details)
    ordering = ("made_at", "id")
    fields = (
        "candidate",
        "centre",
        "status",
        "what",
        "why",
        "holders",
        "certificates",
        "reason",
        "proof",
        "made_at",
        "made_by",
        "words",
        "decided_at",
        "decided_by",
    )
    readonly_fields = ("what", "why", "holders", "certificates", "proof")

    def get_urls(self):
        """Add the download of a proof."""
        download = self.admin_site.admin_view(self.download)
        return [
            path("<int:change_pk>/proofs/<int:pk>/", download, name="entries_detailschange_proof"),
            *super().get_urls(),
        ]

    def download(self, request, change_pk, pk):
        """Hand over a proof."""
        permissions.check(request.user, Permission.PROCESS_ENTRIES)
        record = get_object_or_404(DetailsChange, pk=change_pk)
        paper = get_object_or_404(record.proofs, pk=pk).paper
        return downloads.of_file(paper.file, paper.name, paper.content_type)

    @admin.display(description="what changes")
    def what(self, change):
        """Old and new."""
        return _old_and_new(change)

    @admin.display(description="why it needs the board")
    def why(self, change):
        """The rules that say so."""
        return " ".join(rules.WHY[one] for one in change.needs_board) or "It does not."

    @admin.display(description="other records with the new UCI or ULN")
    def holders(self, change):
        """Their OCR numbers."""
        return ", ".join(queries.holders(change.candidate, change.after)) or "None"

    @admin.display(description="certificates already issued")
    def certificates(self, change):
        """The awards that stand, which keep what is printed on them."""
        found = results_queries.awards_of([change.candidate.person_id])
        lines = (
            (one.entry.qualification, one.grade, f"{one.issued_at:%-d %B %Y}") for one in found
        )
        return format_html_join("", "<p>{}: {}, {}</p>", lines) or "None"

    @admin.display(description="proof")
    def proof(self, change):
        """Links to the papers."""
        lines = (
            (reverse("admin:entries_detailschange_proof", args=[change.pk, one.pk]), one)
            for one in change.proofs.select_related("paper")
        )
        return format_html_join("", '<p><a href="{}">{}</a></p>', lines) or "None"
