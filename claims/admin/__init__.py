"""The board's room for claims: oldest first, processed by a button; nothing is edited."""

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html

from claims import queries
from claims.admin.concerns import Concerns, sees_concerns
from claims.models import (
    CentreAssessor,
    Claim,
    FeedbackReport,
    Line,
    MalpracticeConcern,
    Sample,
    Visit,
)
from claims.states import PROCESS, Status
from interchange.accounts.roles import Permission
from interchange.board import RecordAdmin, RecordInline, Waiting, action
from results.commands import bank


class Reports(RecordInline):
    """What the moderator wrote for the centre, sent or not yet."""

    model = FeedbackReport
    fields = ("went_well", "to_improve", "to_do", "moderator", "saved_at", "sent_at")
    readonly_fields = ("moderator",)

    @admin.display()
    def moderator(self, report):
        """Who wrote it."""
        return report.saved_by.name

    def get_queryset(self, request):
        """Read all that a row names at once."""
        return super().get_queryset(request).select_related("saved_by", "claim__qualification")


NOT_ANSWERED = MalpracticeConcern.objects.filter(claim=OuterRef("pk"), answered_at=None)


def _what_is_processed(claims):
    """The form that says, before the claims are processed, which will be and which will not."""
    kept_from = queries.kept_from_processing(claims)
    going = [claim for claim in claims if claim not in kept_from]
    will = [f"Will be processed: {', '.join(map(str, going))}."] if going else []
    will_not = [f"Will not be processed: {claim}. {why}" for claim, why in kept_from.items()]
    return type("Processing", (forms.Form,), {"notes": will + will_not})


@action(
    "Process",
    Permission.PROCESS_CLAIMS,
    form=_what_is_processed,
    when=PROCESS,
    shows=queries.shown_to_process,
    keeps=queries.kept_from_processing,
)
def process(claim, *, by, at, seen):
    """Bank the claim's unit results, as they were shown, and mark it processed."""
    bank(claim=claim, by=by, at=at, seen=seen)


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    """Claims, those that wait longest first."""

    by_telephone = True
    waiting = (
        Waiting.of_status(
            "claims to process",
            Status.PENDING,
            since="agreed_at",
            promise="processing-hours",
            where=Q(status=Status.PENDING) & ~Exists(NOT_ANSWERED),
        ),
    )

    list_display = (
        "number", "concern", "centre", "qualification", "status", "submitted_at", "agreed_at",
    )  # fmt: skip
    list_filter = ("status", "qualification__subject")
    list_select_related = ("centre", "qualification")
    search_fields = (
        "=number",
        "=reference",
        "^centre__number",
        "^qualification__code",
    )
    ordering = ("agreed_at", "submitted_at", "created_at")
    inlines = [Concerns, Reports]
    actions = [process]
    readonly_fields = ("concern", "grades")

    def get_queryset(self, request):
        """Mark the claims with a concern that nobody has answered."""
        return super().get_queryset(request).annotate(concern=Exists(NOT_ANSWERED))

    def get_list_display(self, request):
        """The columns; whether there is a concern is for those alone who may see concerns."""
        return [one for one in self.list_display if one != "concern" or sees_concerns(request)]

    def get_fields(self, request, obj=None):
        """Say first, beside the button that processes, whether there is a concern."""
        first = ["concern", "grades"]
        others = [one for one in super().get_fields(request, obj) if one not in first]
        return first[not sees_concerns(request) :] + others

    @admin.display()
    def grades(self, claim):
        """Where to read them: a claim may have ten thousand."""
        address = f"{reverse('admin:claims_line_changelist')}?claim={claim.pk}"
        count = claim.lines.count()
        return format_html('<a href="{}">{} grade{}</a>', address, count, "s"[: count != 1])

    @admin.display(description="malpractice concern")
    def concern(self, claim):
        """Whether a moderator suspects malpractice and nobody of the board has answered."""
        return "Not answered: the claim cannot be processed" if claim.concern else ""


@admin.register(Line)
class LineAdmin(RecordAdmin):
    """The grades of a claim, to read; a claim's own page leads here."""

    list_display = (
        "claim", "candidate", "unit", "assessor", "claimed", "grade", "outcome", "reason", "live",
    )  # fmt: skip
    list_filter = ("outcome",)
    list_select_related = ("claim__qualification", "candidate", "unit", "assessor")
    admits = ("claim",)
    search_fields = ("=claim__number", "^candidate__ocr_number")
    search_help_text = "Claim number or OCR candidate number"
    ordering = ("claim_id", "candidate_id", "unit__in_order", "pk")

    def get_sortable_by(self, request):
        """Those of one claim are sorted by any heading, the millions of all claims by none."""
        return self.list_display if "claim" in request.GET else ()

    def get_model_perms(self, request):
        """Not in the index: there are millions, of claims."""
        return {}


@admin.register(FeedbackReport)
class FeedbackReportAdmin(RecordAdmin):
    """What moderators wrote for centres, the newest first."""

    list_display = ("saved_at", "claim", "saved_by", "sent_at")
    list_select_related = ("claim__qualification", "saved_by")
    search_fields = ("=claim__number", "^claim__centre__number")
    ordering = ("-saved_at", "-pk")


@admin.register(Visit)
class VisitAdmin(RecordAdmin):
    """Moderation visits, the latest first."""

    list_display = ("on", "centre", "about", "kind", "status", "asked_by", "booked_by")
    list_filter = ("status", "kind", "about")
    list_select_related = ("centre", "about", "asked_by", "booked_by")
    search_fields = ("^centre__number", "centre__name", "teacher")
    date_hierarchy = "on"
    ordering = ("-on", "-pk")


@admin.register(CentreAssessor)
class CentreAssessorAdmin(RecordAdmin):
    """Who marks at the centres."""

    list_display = ("name", "initials", "centre")
    list_select_related = ("centre",)
    search_fields = ("name", "initials", "^centre__number")


@admin.register(Sample)
class SampleAdmin(RecordAdmin):
    """What moderators asked to see."""

    list_display = ("claim", "version", "saved_by", "sent_at")
    list_select_related = ("claim__qualification", "saved_by")
    search_fields = ("=claim__number",)
    exclude = ("lines",)
