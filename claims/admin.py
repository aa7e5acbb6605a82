"""The board's room for claims: oldest first, processed by a button; nothing is edited."""

from django.contrib import admin

from claims.models import CentreAssessor, Claim, Line, Sample, Visit
from claims.states import PROCESS, Status
from interchange.accounts.roles import Permission
from interchange.board import RecordAdmin, RecordInline, action
from results.commands import bank


class Lines(RecordInline):
    """The grades of a claim, to read."""

    model = Line
    fields = ("candidate", "unit", "assessor", "claimed", "grade", "outcome", "reason", "live")

    def get_queryset(self, request):
        """Read all that a row names at once."""
        return super().get_queryset(request).select_related("candidate", "unit", "assessor")


@action(
    "Process",
    Permission.PROCESS_CLAIMS,
    when=lambda claim: claim.status in PROCESS.sources,
)
def process(claim, *, by, at):
    """Bank the claim's unit results and mark it processed."""
    bank(claim=claim, by=by, at=at)


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    """Claims, those that wait longest first."""

    waiting = (("claims to process", {"status__exact": Status.PENDING.value}),)

    list_display = ("number", "centre", "qualification", "status", "submitted_at", "agreed_at")
    list_filter = ("status", "qualification__subject")
    list_select_related = ("centre", "qualification")
    search_fields = ("=number", "=reference", "centre__number", "qualification__code")
    ordering = ("agreed_at", "submitted_at", "created_at")
    inlines = [Lines]
    actions = [process]


@admin.register(Visit)
class VisitAdmin(RecordAdmin):
    """Moderation visits, the latest first."""

    list_display = ("on", "centre", "about", "kind", "status", "asked_by", "booked_by")
    list_filter = ("status", "kind", "about")
    list_select_related = ("centre", "about", "asked_by", "booked_by")
    search_fields = ("centre__number", "centre__name", "teacher")
    date_hierarchy = "on"
    ordering = ("-on", "-pk")


@admin.register(CentreAssessor)
class CentreAssessorAdmin(RecordAdmin):
    """Who marks at the centres."""

    list_display = ("name", "initials", "centre")
    list_select_related = ("centre",)
    search_fields = ("name", "initials", "centre__number")


@admin.register(Sample)
class SampleAdmin(RecordAdmin):
    """What moderators asked to see."""

    list_display = ("claim", "version", "saved_by", "sent_at")
    list_select_related = ("claim__qualification", "saved_by")
    search_fields = ("=claim__number",)
    exclude = ("lines",)
