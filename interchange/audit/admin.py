"""The board's page for the trail: what was done, by whom, when."""

import json
import re
from datetime import timedelta

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html

from interchange import board
from interchange.accounts.roles import Permission
from interchange.audit import titles
from interchange.audit.models import Event

CENTRE = re.compile(r"\d{5}")
RECORD = re.compile(r"[a-z]+:\d+", re.IGNORECASE)
User = get_user_model()


class Done(admin.SimpleListFilter):
    """What was done, of all that ever is, in words."""

    title = "what was done"
    parameter_name = "name"

    def lookups(self, request, model_admin):
        """Each with its words, by these; the trail itself is not asked, as it never ends."""
        return sorted(titles.TITLES.items(), key=lambda one: one[1])

    def queryset(self, request, queryset):
        """The events of the name chosen."""
        return queryset.filter(name=self.value()) if self.value() else queryset


class Since(admin.SimpleListFilter):
    """How long ago it was done at most."""

    title = "since"
    parameter_name = "days"

    def lookups(self, request, model_admin):
        """Days that people count back."""
        return [
            ("1", "Yesterday"),
            ("7", "A week ago"),
            ("31", "A month ago"),
            ("366", "A year ago"),
        ]

    def queryset(self, request, queryset):
        """The events since then."""
        days = dict(self.lookup_choices).keys() & {self.value()}
        since = [timezone.now() - timedelta(days=int(one)) for one in days]
        return queryset.filter(at__gte=since[0]) if since else queryset


@admin.register(Event)
class EventAdmin(board.RecordAdmin):
    """Events, newest first; nobody changes one."""

    see = Permission.READ_TRAIL
    list_display = ("at", "title", "label", "by", "centre")
    list_filter = (Since, Done)
    admits = ("about", "centre")  # the history of one record, or of a centre
    list_select_related = ("by",)
    search_fields = ("about", "centre", "by__name", "by__email")
    search_help_text = "A record (claim:7), a centre's number, or the person who did it."
    fields = ("at", "title", "name", "label", "about", "centre", "by", "what")
    readonly_fields = ("title", "what")
    actions = None

    def get_search_results(self, request, queryset, search_term):
        """The events asked for, by an index whichever of the three is typed."""
        asked = search_term.strip()
        if not asked:
            return queryset, False
        if CENTRE.fullmatch(asked):
            return queryset.filter(centre=asked), False
        if RECORD.fullmatch(asked):
            return queryset.filter(about=asked.lower()), False
        who = User.objects.filter(Q(name__icontains=asked) | Q(email__icontains=asked))
        return queryset.filter(by__in=who), False

    @admin.display(description="detail")
    def what(self, event):
        """The detail, laid out."""
        return format_html("<pre>{}</pre>", json.dumps(event.detail, indent=2, ensure_ascii=False))
