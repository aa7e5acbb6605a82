"""The board's page for the trail: what was done, by whom, when."""

import json

from django.contrib import admin
from django.utils.html import format_html

from interchange import board
from interchange.accounts.roles import Permission
from interchange.audit.models import Event


@admin.register(Event)
class EventAdmin(board.RecordAdmin):
    """Events, newest first; nobody changes one."""

    see = Permission.READ_TRAIL
    list_display = ("at", "name", "label", "by", "centre")
    list_filter = ("name", "centre")
    list_select_related = ("by",)
    search_fields = ("label", "about", "centre", "by__name", "by__email")
    search_help_text = "A record's name or number (claim:7), a centre's number, or a person."
    date_hierarchy = "at"
    fields = ("at", "name", "label", "about", "centre", "by", "what")
    readonly_fields = ("what",)
    actions = None

    @admin.display(description="detail")
    def what(self, event):
        """The detail, laid out."""
        return format_html("<pre>{}</pre>", json.dumps(event.detail, indent=2, ensure_ascii=False))
