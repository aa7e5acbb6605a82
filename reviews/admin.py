"""The board's queue of post-results services, what staff do with each, and their last days."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from reviews import commands, forms, queries
from reviews.models import LastDay, Review
from reviews.states import (
    APPEAL,
    KEEP,
    KEEP_ON_APPEAL,
    REFUSE,
    TAKE,
    WITH_THE_BOARD,
    Service,
    Status,
)


def _shown(review):
    """What the page that asks shows of the result that stands, and what a lower one would do."""
    return commands.shown_of_outcome(review=review, on=timezone.localdate())


@board.action("Take up", Permission.RESOLVE_REQUESTS, when=TAKE)
def take(review, by, at):
    """Begin with reviews."""
    commands.take(review=review, by=by, at=at)


@board.action(
    "Give the outcome",
    Permission.RESOLVE_REQUESTS,
    form=forms.Outcome,
    when=lambda review: review.status in KEEP.sources and review.service != Service.SCRIPT,
    shows=_shown,
)
def decide(review, by, at, **answers):
    """Say whether the grade stays, or which it is from now on."""
    commands.decide(review=review, by=by, at=at, **answers)


@board.action(
    "Script sent",
    Permission.RESOLVE_REQUESTS,
    form=forms.ScriptSent,
    when=lambda review: review.status in KEEP.sources and review.service == Service.SCRIPT,
)
def send_script(review, by, at, words):
    """Note that the script was sent."""
    commands.send_script(review=review, words=words, by=by, at=at)


@board.action("Refuse", Permission.RESOLVE_REQUESTS, form=forms.Refusal, when=REFUSE)
def refuse(review, by, at, reason):
    """Say why it is not done."""
    commands.refuse(review=review, reason=reason, by=by, at=at)


@board.action("Note an appeal", Permission.RESOLVE_REQUESTS, form=forms.Appeal, when=APPEAL)
def note_appeal(review, by, at, received_on):
    """Note that the centre appeals."""
    commands.note_appeal(review=review, received_on=received_on, by=by, at=at)


@board.action(
    "Decide the appeal",
    Permission.RESOLVE_REQUESTS,
    form=forms.Outcome,
    when=KEEP_ON_APPEAL,
    shows=_shown,
)
def decide_appeal(review, by, at, **answers):
    """Say whether the grade stays after the appeal, or which it is from now on."""
    commands.decide_appeal(review=review, by=by, at=at, **answers)


class Queue(admin.SimpleListFilter):
    """Whose turn it is; the board's own work stands there first."""

    title = "waiting for"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        """What can be chosen beside the board's own work."""
        return [("nobody", "Nobody: with an outcome"), ("all", "All reviews")]

    def choices(self, changelist):
        """The first choice says what it shows."""
        first, *others = super().choices(changelist)
        return [{**first, "display": "The board"}, *others]

    def queryset(self, request, queryset):
        """The reviews of the choice; an action or a status that names them finds them all."""
        named = "action" in request.POST or "status__exact" in request.GET
        chosen = self.value() or ("all" if named else "board")
        if chosen == "board":
            return queryset.filter(status__in=WITH_THE_BOARD)
        return queryset.exclude(status__in=WITH_THE_BOARD) if chosen == "nobody" else queryset


@admin.register(Review)
class ReviewAdmin(board.RecordAdmin):
    """Reviews: the oldest first, each with the day by which its outcome is promised."""

    by_telephone = True
    see = Permission.RESOLVE_REQUESTS
    waiting = (
        board.Waiting.of_status("reviews to take up", Status.ASKED, since="asked_at", due="due_on"),
        board.Waiting.of_status(
            "reviews to give their outcome",
            Status.WITH_BOARD,
            since="asked_at",
            due="due_on",
        ),
        board.Waiting.of_status(
            "appeals to decide",
            Status.APPEALED,
            since="appealed_on",
        ),
    )
    actions = (take, decide, send_script, refuse, note_appeal, decide_appeal)
    ordering = ("asked_at", "id")
    list_display = ("number", "service", "status", "asked_on", "promised", "exam", "ncn")
    list_filter = (Queue, "status", "service", "series")
    list_select_related = ("centre", "unit", "series")
    search_fields = ("number", "^centre__number", "^candidate__ocr_number", "candidate__surname")
    search_help_text = "Review number, centre, OCR candidate number or surname"
    fieldsets = (
        (None, {"fields": ("number", "service", "status", "promised")}),
        (
            "What the centre asks",
            {"fields": ("centre", "candidate", "qualification", "exam", "result", "stands")},
        ),
        ("The consent", {"fields": ("signed_on", "kept", "sent_paper", "kept_until")}),
        ("Who asks", {"fields": ("asked_by", "asked_at", "email")}),
        (
            "What became of it",
            {
                "fields": (
                    "decision",
                    "decided_at",
                    "decided_by",
                    "corrected",
                    "charge",
                    "appeal_until",
                    "appealed_on",
                    "appeal",
                    "story",
                )
            },
        ),
    )

    def get_urls(self):
        """Add the download of the consents."""
        download = self.admin_site.admin_view(self.download)
        return [path("<int:pk>/consent/", download, name="reviews_consent"), *super().get_urls()]

    def download(self, request, pk):
        """Hand over the consents sent with a review."""
        permissions.check(request.user, self.see)
        paper = get_object_or_404(Review, pk=pk).paper
        if paper is None:
            raise Http404
        return downloads.of_file(paper.file, paper.name, paper.content_type)

    @admin.display(description="asked for", ordering="asked_at")
    def asked_on(self, review):
        """The day, and how many days ago that is."""
        day = timezone.localdate(review.asked_at)
        days = (timezone.localdate() - day).days
        return f"{day:%-d %b %Y} ({days} day{'' if days == 1 else 's'} ago)"

    @admin.display(description="outcome promised by", ordering="due_on")
    def promised(self, review):
        """The day by which the outcome is promised, and whether that has passed."""
        if review.due_on is None:
            return "–"
        late = not review.decided_at and review.due_on < timezone.localdate()
        return f"{review.due_on:%-d %b %Y}{' – late' if late else ''}"

    @admin.display(description="centre", ordering="centre__number")
    def ncn(self, review):
        """The centre's number."""
        return review.centre.number

    @admin.display(description="exam")
    def exam(self, review):
        """The unit and its series."""
        return review.exam

    @admin.display(description="result that stands")
    def stands(self, review):
        """The result as it stands now."""
        return queries.standing_of(review).shown

    @admin.display(description="signed consents")
    def sent_paper(self, review):
        """A link to what was sent."""
        if review.paper is None:
            return "–"
        address = reverse("admin:reviews_consent", args=[review.pk])
        return format_html('<a href="{}">{}</a>', address, review.paper.name)

    @admin.display(description="consent kept until at least")
    def kept_until(self, review):
        """The day until which the consent is kept by rule."""
        return queries.review_days(review).kept_until or "–"

    @admin.display(description="appeal until")
    def appeal_until(self, review):
        """The last day of an appeal."""
        return queries.review_days(review).appeal_until or "–"

    @admin.display(description="what happened")
    def story(self, review):
        """The trail of the review."""
        lines = (
            (
                f"{timezone.localtime(event.at):%-d %B %Y, %H:%M}",
                event.title,
                event.by,
                event.detail.get("words", ""),
            )
            for event in trail.of(review)
        )
        return format_html_join("", "<p>{}: <strong>{}</strong> by {} {}</p>", lines)


@admin.register(LastDay)
class LastDayAdmin(board.BoardAdmin):
    """Until when each service can be asked for, series by series."""

    fields = ("series", "service", "on", "provisional", "source")
    list_display = ("series", "service", "on", "provisional", "source")
    list_filter = ("service", "provisional", "series")
    list_select_related = ("series",)
