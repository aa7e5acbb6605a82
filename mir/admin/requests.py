"""The board's queue of missing-results requests, and what staff do with each."""

from functools import partial

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from mir import commands, forms, queries
from mir.admin.filters import KindFilter, Queue
from mir.admin.resolving import resolve_by_the_act
from mir.admin.together import answer_together
from mir.models import Request
from mir.request_types import BY_SLUG, confirmed_by
from mir.states import ASK, FINISHED, REJECT, RESOLVE, TAKE, Status


def _ready(move):
    """Whether a request is in a status that the move starts from."""
    return lambda request: request.status in move.sources


@board.action("Take up", Permission.RESOLVE_REQUESTS, when=_ready(TAKE))
def take(request, by, at):
    """Take requests up."""
    commands.take(request=request, by=by, at=at)


@board.action("Ask the centre", Permission.RESOLVE_REQUESTS, form=forms.Question, when=_ready(ASK))
def ask(request, by, at, question):
    """Ask the centre for what is needed."""
    commands.ask(request=request, question=question, by=by, at=at)


@board.action(
    "Write to the centre",
    Permission.RESOLVE_REQUESTS,
    form=forms.Word,
    when=lambda request: request.status not in FINISHED,
)
def write(request, by, at, words):
    """Tell the centre something, with no answer asked."""
    commands.write_to_centre(request=request, words=words, by=by, at=at)


@board.action(
    "Resolve by words alone", Permission.RESOLVE_REQUESTS, form=forms.ByWords, when=_ready(RESOLVE)
)
def resolve(request, by, at, decision, unchanged_because):
    """Bring requests to their end without changing anything, saying why."""
    commands.resolve(
        request=request, decision=decision, unchanged_because=unchanged_because, by=by, at=at
    )


@board.action("Reject", Permission.RESOLVE_REQUESTS, form=forms.Reason, when=_ready(REJECT))
def reject(request, by, at, reason):
    """Refuse requests, saying why."""
    commands.reject(request=request, reason=reason, by=by, at=at)


@admin.register(Request)
class RequestAdmin(board.RecordAdmin):
    """Requests: urgent ones first, then the oldest."""

    by_telephone = True
    see = Permission.RESOLVE_REQUESTS
    waiting = (
        board.Waiting.of_status(
            "requests to take up",
            Status.SUBMITTED,
            since="raised_at",
            due="due_on",
            urgent="urgent",
        ),
        board.Waiting.of_status(
            "requests in review",
            Status.IN_REVIEW,
            since="raised_at",
            due="due_on",
            urgent="urgent",
        ),
    )
    actions = (take, ask, write, resolve, reject, answer_together)
    ordering = ("-urgent", "due_on", "raised_at", "id")
    list_display = (
        "number",
        "title",
        "urgent",
        "decide",
        "status",
        "raised_on",
        "ncn",
        "entry_code",
    )
    list_filter = (Queue, "status", "urgent", KindFilter, "qualification__subject")
    list_select_related = ("centre", "qualification__subject")
    search_fields = (
        "number",
        "^centre__number",
        "centre__name",
        "^candidate__ocr_number",
        "candidate__surname",
    )
    search_help_text = "Request number, centre, OCR candidate number or surname"
    fieldsets = (
        (
            None,
            {"fields": ("number", "title", "status", "act", "urgent", "urgent_because", "decide")},
        ),
        (
            "What the centre asks",
            {
                "fields": (
                    "centre",
                    "qualification",
                    "candidate",
                    "other_ocr_number",
                    "unit",
                    "series",
                    "claim_number",
                    "visited_on",
                    "planned_on",
                    "explanation",
                    "ticked",
                    "papers",
                    "merge",
                )
            },
        ),
        ("Who asks", {"fields": ("raised_by", "raised_at", "email")}),
        (
            "What became of it",
            {
                "fields": (
                    "question",
                    "reply",
                    "decision",
                    "what_changed",
                    "decided_at",
                    "decided_by",
                    "story",
                )
            },
        ),
    )

    def get_urls(self):
        """Add the download of a paper, and the page on which a request is resolved."""
        download = self.admin_site.admin_view(self.download)
        resolve = self.admin_site.admin_view(partial(resolve_by_the_act, self))
        return [
            path("<int:pk>/resolve/", resolve, name="mir_request_resolve"),
            path("<int:request_pk>/papers/<int:pk>/", download, name="mir_request_paper"),
            *super().get_urls(),
        ]

    def download(self, request, request_pk, pk):
        """Hand over a paper of a request."""
        permissions.check(request.user, Permission.RESOLVE_REQUESTS)
        record = get_object_or_404(Request, pk=request_pk)
        paper = get_object_or_404(queries.attachments(record), pk=pk)
        return downloads.of_file(paper.file, paper.name, paper.content_type)

    @admin.display(description="request type", ordering="kind")
    def title(self, request):
        """The kind by its title."""
        return BY_SLUG[request.kind].title

    @admin.display(description="resolve by the act")
    def act(self, request):
        """The way to the page that resolves it, while it is worked."""
        if request.status not in RESOLVE.sources:
            return "–"
        address = reverse("admin:mir_request_resolve", args=[request.pk])
        return format_html('<a href="{}">Resolve request {}</a>', address, request.number)

    @admin.display(description="to be decided by", ordering="due_on")
    def decide(self, request):
        """The day, and whether that has passed."""
        if request.due_on is None:
            return "–"
        late = not request.decided_at and request.due_on < timezone.localdate()
        return f"{request.due_on:%-d %b %Y}{' – late' if late else ''}"

    @admin.display(description="what changed")
    def what_changed(self, request):
        """What resolving it changed, or why nothing was changed."""
        if request.unchanged_because:
            return f"Nothing: {request.unchanged_because}"
        return " ".join(request.changed) or "–"

    @admin.display(description="raised", ordering="raised_at")
    def raised_on(self, request):
        """The day, short enough for a list."""
        return f"{timezone.localtime(request.raised_at):%-d %b %Y}"

    @admin.display(description="centre", ordering="centre__number")
    def ncn(self, request):
        """The centre's number."""
        return request.centre.number

    @admin.display(description="entry code", ordering="qualification__code")
    def entry_code(self, request):
        """The qualification, short enough for a list."""
        return request.qualification.code

    @admin.display(description="confirmed by the centre")
    def ticked(self, request):
        """The sentences that the centre ticked."""
        return " ".join(f"{one}." for one in confirmed_by(request.confirmed)) or "–"

    @admin.display(description="papers")
    def papers(self, request):
        """Links to the papers."""
        lines = (
            (reverse("admin:mir_request_paper", args=[request.pk, one.pk]), one.name, one.title)
            for one in queries.papers(request)
        )
        return format_html_join("", '<p><a href="{}">{}</a> – {}</p>', lines) or "–"

    @admin.display(description="merge")
    def merge(self, request):
        """The way to compare the two records, where a merge is asked for."""
        if not (request.candidate_id and request.other_ocr_number):
            return "–"
        numbers = [request.candidate.ocr_number, request.other_ocr_number]
        address = reverse("admin:entries_merge", args=numbers)
        return format_html('<a href="{}">Compare {} and {}</a>', address, *numbers)

    @admin.display(description="what happened")
    def story(self, request):
        """The trail of the request."""
        lines = (
            (
                f"{timezone.localtime(event.at):%-d %B %Y, %H:%M}",
                event.title,
                event.by,
                event.detail.get("words", ""),
            )
            for event in trail.of(request)
        )
        return format_html_join("", "<p>{}: <strong>{}</strong> by {} {}</p>", lines)
