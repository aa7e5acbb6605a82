"""What moderators suspect: seen by whoever may process claims, and by no centre."""

from django import forms
from django.contrib import admin

from claims.commands import answer_concern, take_up
from claims.models import MalpracticeConcern
from claims.rules.reports import SAY_WHAT_FOUND
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.board import RecordAdmin, RecordInline, Waiting, action


class Concerns(RecordInline):
    """What the moderator suspects; the centre knows nothing of it."""

    see = Permission.PROCESS_CLAIMS
    model = MalpracticeConcern
    fields = ("about", "moderator", "raised_at", "taken_up_by", "taken_at", "answer", "answered_at")
    readonly_fields = ("moderator", "taken_up_by")

    @admin.display()
    def moderator(self, concern):
        """Who suspects it."""
        return concern.raised_by.name

    @admin.display()
    def taken_up_by(self, concern):
        """Who of the board sees to it."""
        return concern.taken_by.name if concern.taken_by else ""

    def get_queryset(self, request):
        """Read all that a row names at once."""
        found = super().get_queryset(request)
        return found.select_related("raised_by", "taken_by", "claim__qualification")


def sees_concerns(request):
    """Whether the person who asks may know what moderators suspect."""
    return permissions.can(request.user, Concerns.see)


@action(
    "Take up",
    Permission.PROCESS_CLAIMS,
    when=lambda concern: concern.taken_at is None,
)
def take_it_up(concern, *, by, at):
    """Note that the person sees to the concern."""
    take_up(concern=concern, by=by, at=at)


class Answer(forms.Form):
    """What the board found about a concern."""

    answer = forms.CharField(
        label="What did you find?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Kept with the concern; the centre is not told. The claim may then be processed.",
        error_messages={"required": SAY_WHAT_FOUND},
    )


@action(
    "Answer",
    Permission.PROCESS_CLAIMS,
    form=Answer,
    when=lambda concern: concern.answered_at is None,
)
def answer(concern, *, answer, by, at):
    """Write down what was found, so that the claim may be processed."""
    answer_concern(concern=concern, answer=answer, by=by, at=at)


@admin.register(MalpracticeConcern)
class MalpracticeConcernAdmin(RecordAdmin):
    """What moderators suspect, those that wait longest first; centres know nothing of it."""

    see = Permission.PROCESS_CLAIMS
    waiting = (
        Waiting("malpractice concerns to take up", {"taken_at__isnull": True}),
        Waiting(
            "malpractice concerns to answer",
            {"answered_at__isnull": True},
            since="raised_at",
            centre="claim__centre",
        ),
    )

    list_display = (
        "raised_at", "claim", "centre", "raised_by", "taken_by", "taken_at", "answered_at",
    )  # fmt: skip
    list_filter = (
        ("taken_at", admin.EmptyFieldListFilter),
        ("answered_at", admin.EmptyFieldListFilter),
    )
    list_select_related = ("claim__qualification", "claim__centre", "raised_by", "taken_by")
    search_fields = ("=claim__number", "^claim__centre__number")
    ordering = ("raised_at", "pk")
    actions = [take_it_up, answer]

    @admin.display(ordering="claim__centre__number")
    def centre(self, concern):
        """Where."""
        return concern.claim.centre
