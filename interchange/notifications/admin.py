"""The board's page for letters: what was said to whom, and what waits to be sent."""

from django.contrib import admin
from django.utils.html import format_html

from interchange import board
from interchange.accounts.roles import Permission
from interchange.notifications import commands
from interchange.notifications.models import Message


class Sent(admin.SimpleListFilter):
    """Whether letters have left."""

    title = parameter_name = "sent"

    def lookups(self, request, model_admin):
        """The choices."""
        return [("yes", "Sent"), ("no", "Waiting"), ("failed", "Waiting after a failed try")]

    def queryset(self, request, queryset):
        """The letters of the choice."""
        found = {
            "yes": {"sent_at__isnull": False},
            "no": {"sent_at__isnull": True},
            "failed": {"sent_at__isnull": True, "attempts__gt": 0},
        }
        return queryset.filter(**found.get(self.value(), {}))


@board.action("Send now", Permission.READ_TRAIL, when=lambda letter: letter.sent_at is None)
def send_now(letter, by, at):
    """The letter goes out with the next round."""
    commands.send_now(message=letter, at=at)


@admin.register(Message)
class MessageAdmin(board.RecordAdmin):
    """Letters, newest first; nobody changes one, and links for one reader are not shown."""

    see = Permission.READ_TRAIL
    waiting = (
        (
            "letters wait after a failed try",
            {"sent_at__isnull": True, "attempts__gt": 0},
        ),
    )
    list_display = ("queued_at", "subject", "to", "sent_at", "attempts", "problem")
    list_filter = (Sent, "template")
    search_fields = ("subject", "to")
    date_hierarchy = "queued_at"
    fields = (
        "subject", "to", "text", "queued_at", "sent_at", "attempts", "next_try_at", "problem",
    )  # fmt: skip
    readonly_fields = ("text",)
    actions = (send_now,)

    @admin.display(description="letter")
    def text(self, letter):
        """The letter, unless it holds a link that only its reader may use."""
        if letter.secret:
            return "Not shown: it holds a link that only its reader may use."
        return format_html("<pre>{}</pre>", letter.body)
