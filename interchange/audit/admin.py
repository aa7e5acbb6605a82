"""The board's page for the trail: what was done, by whom, when."""

import json

from django.contrib import admin
from django.utils.html import format_html

from interchange import board
from interchange.accounts.roles import Permission
from interchange.audit import titles
from interchange.audit.models import Event


class AtCentre(admin.SimpleListFilter):
    """The centre where it happened, of those where anything did."""

    title = parameter_name = "centre"

    def lookups(self, request, model_admin):
        """Their numbers."""
        numbers = Event.objects.exclude(centre="").order_by("centre").values_list("centre")
        return [(number, number) for (number,) in numbers.distinct()]

    def queryset(self, request, queryset):
        """The events at the centre chosen."""
        return queryset.filter(centre=self.value()) if self.value() else queryset


class Done(admin.SimpleListFilter):
    """What was done, of what ever was, in words."""

    title = "what was done"
    parameter_name = "name"

    def lookups(self, request, model_admin):
        """Each with its words, by these."""
        names = Event.objects.order_by("name").values_list("name", flat=True).distinct()
        return sorted(((name, titles.title(name)) for name in names), key=lambda one: one[1])

    def queryset(self, request, queryset):
        """The events of the name chosen."""
        return queryset.filter(name=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(board.RecordAdmin):
    """Events, newest first; nobody changes one."""

    see = Permission.READ_TRAIL
    list_display = ("at", "title", "label", "by", "centre")
    list_filter = (Done, AtCentre)
    admits = ("about",)  # the history of one record
    list_select_related = ("by",)
    search_fields = ("label", "about", "centre", "by__name", "by__email")
    search_help_text = "A record's name or number (claim:7), a centre's number, or a person."
    date_hierarchy = "at"
    fields = ("at", "title", "name", "label", "about", "centre", "by", "what")
    readonly_fields = ("title", "what")
    actions = None

    @admin.display(description="detail")
    def what(self, event):
        """The detail, laid out."""
        return format_html("<pre>{}</pre>", json.dumps(event.detail, indent=2, ensure_ascii=False))
