"""By what the board narrows the queue of requests: whose turn it is, and what is asked for."""

from django.contrib import admin

from mir import queries
from mir.request_types import REQUEST_TYPES


class Queue(admin.SimpleListFilter):
    """Whose turn it is; the board's own work stands there first."""

    title = "waiting for"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        """What can be chosen beside the board's own work."""
        return [("centre", "The centre"), ("nobody", "Nobody: finished"), ("all", "All requests")]

    def choices(self, changelist):
        """The first choice says what it shows."""
        first, *others = super().choices(changelist)
        return [{**first, "display": "The board"}, *others]

    def queryset(self, request, queryset):
        """The requests of the choice; an action that names its requests itself finds them all."""
        named = "back" in request.POST or "asked" in request.POST
        return queries.queue(queryset, self.value() or ("all" if named else "board"))


class KindFilter(admin.SimpleListFilter):
    """The request type, by its title."""

    title = "request type"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        """All types."""
        return [(one.slug, one.title) for one in REQUEST_TYPES]

    def queryset(self, request, queryset):
        """The requests of the type."""
        return queryset.filter(kind=self.value()) if self.value() else queryset
