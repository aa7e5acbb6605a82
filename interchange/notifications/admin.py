"""The board's page for letters: what was said to whom, and what waits to be sent."""

from django.contrib import admin
from django.utils.html import format_html

from interchange import board
from interchange.accounts.roles import Permission
from interchange.notifications import commands
from interchange.notifications.models import Message

WAITS = {"sent_at__isnull": True, "given_up_at__isnull": True}


class Sent(admin.SimpleListFilter):
    """Whether letters have left."""

    title = parameter_name = "sent"
    FOUND_BY = {
        "yes": {"sent_at__isnull": False},
        "no": WAITS,
        "failed": {**WAITS, "problem__gt": ""},
        "given_up": {"given_up_at__isnull": False},
    }

    def lookups(self, request, model_admin):
        """The choices."""
        return [
            ("yes", "Sent"),
            ("no", "Waiting"),
            ("failed", "Waiting after a failed try"),
            ("given_up", "Given up"),
        ]

    def queryset(self, request, queryset):
        """The letters of the choice."""
        return queryset.filter(**self.FOUND_BY.get(self.value(), {}))


@board.action("Send now", Permission.READ_TRAIL, when=lambda letter: letter.sent_at is None)
def send_now(letter, by, at):
    """The letter is tried anew with the next round."""
    commands.send_now(message=letter, by=by, at=at)


@board.action(
    "Leave it unsent",
    Permission.READ_TRAIL,
    when=lambda letter: letter.given_up_at is not None and not letter.laid_aside,
)
def leave_unsent(letter, by, at):
    """The letter stays unsent, and no longer stands among what waits."""
    commands.leave_unsent(message=letter, by=by, at=at)


@admin.register(Message)
class MessageAdmin(board.RecordAdmin):
    """Letters, newest first; nobody changes one, and links for one reader are not kept in them."""

    see = Permission.READ_TRAIL
    waiting = (
        board.Waiting(
            "letters given up",
            {"given_up_at__isnull": False, "laid_aside__exact": False},
            since="given_up_at",
            centre="",
        ),
        board.Waiting("letters wait after a failed try", {**WAITS, "problem__gt": ""}),
    )
    list_display = ("queued_at", "subject", "to", "sent_at", "attempts", "given_up_at", "problem")
    list_filter = (Sent, "template")
    search_fields = ("subject", "to")
    date_hierarchy = "queued_at"
    fields = (
        "subject", "to", "text", "link", "queued_at", "sent_at", "attempts", "next_try_at",
        "problem", "given_up_at", "laid_aside",
    )  # fmt: skip
    readonly_fields = ("text",)
    actions = (send_now, leave_unsent)

    @admin.display(description="letter")
    def text(self, letter):
        """The letter as it is kept, with a line in place of a link."""
        return format_html("<pre>{}</pre>", letter.body)
