"""The board's lists at the checkpoints: who has declared, and which units centres told of."""

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from checkpoints import commands, forms, queries, rules
from checkpoints.models import CentreAtCheckpoint, Notice
from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission


@board.page("Remind all that have not declared", Permission.PROCESS_ENTRIES, form=forms.RemindAll)
def remind_all(by, at, seen, sure):
    """Write to every centre that has not declared."""
    made = commands.remind_all(seen=seen, by=by, at=at)
    who = "1 centre is" if len(made) == 1 else f"{len(made)} centres are"
    return f"{who} reminded. The letters are on their way."


@board.action(
    "Remind of the declaration",
    Permission.PROCESS_ENTRIES,
    when=lambda centre: centre.declared_at is None,
)
def remind(centre, by, at):
    """Write to the chosen centres."""
    commands.remind(centre=centre, by=by, at=at)


class Declared(admin.SimpleListFilter):
    """Whether a centre has submitted its declaration."""

    title = "declaration"
    parameter_name = "declaration"

    def lookups(self, request, model_admin):
        """Those that have, and those that have not."""
        return [("missing", "Not submitted"), ("there", "Submitted")]

    def queryset(self, request, queryset):
        """Those of the choice."""
        if self.value() not in ("missing", "there"):
            return queryset
        return queryset.filter(declared_at__isnull=self.value() == "missing")


@admin.register(CentreAtCheckpoint)
class CentreAtCheckpointAdmin(board.RecordAdmin):
    """Centres with somebody registered, and how far each is."""

    see = Permission.PROCESS_ENTRIES
    list_display = ("number", "name", "how_far", "subjects", "declared", "reminded")
    list_filter = (Declared,)
    search_fields = ("^number", "name")
    search_help_text = "Centre number or name"
    fields = ("number", "name", "email", "how_far", "subjects", "declared", "reminded")
    actions = (remind,)
    pages = (remind_all,)
    when_empty = "No centre fits. Clear the filters, or look whether anybody is registered yet."

    def get_urls(self):
        """Add the regulator's table of expected results, and what it lacks."""
        wrap, name = self.admin_site.admin_view, "checkpoints_expected"
        return [
            path("expected/", wrap(self.check_expected), name=name),
            path("expected/expected-results.csv", wrap(self.hand_over), name=f"{name}_csv"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """Show the list, with the way to the table."""
        response = super().changelist_view(request, extra_context)
        links = getattr(response, "context_data", {}).get("page_links")
        if links is not None:
            links.append(("The regulator’s table", reverse("admin:checkpoints_expected")))
        return response

    def check_expected(self, request):
        """What the regulator's table of expected results would say, and what it lacks."""
        permissions.check(request.user, self.see)
        on = timezone.localdate()
        counts = queries.expected_counts(on)
        context = {
            **self.admin_site.each_context(request),
            "title": "The regulator’s table of expected results",
            "opts": self.opts,
            "columns": queries.EXPECTED_COLUMNS,
            "counts": [(value, words, counts[value]) for value, words in rules.MEANINGS.items()],
            "lacking": queries.expected_lacking(on),
            "undeclared": queries.undeclared(on),
            "summer": str(queries.summer_now(on)),
            "file": reverse("admin:checkpoints_expected_csv"),
        }
        return TemplateResponse(request, "admin/expected_return.html", context)

    def hand_over(self, request):
        """Hand over the table, while it is read."""
        permissions.check(request.user, self.see)
        on = timezone.localdate()
        rows = queries.expected_rows(on)
        return downloads.of_long_table(f"expected-results-{on}", queries.EXPECTED_COLUMNS, rows)

    def get_queryset(self, request):
        """With how far each is."""
        return queries.at_checkpoint(queries.summer_now(timezone.localdate()))

    @admin.display(description="how far")
    def how_far(self, centre):
        """In the words that the centre reads."""
        return rules.status(
            courses=centre.courses,
            checked=centre.checked,
            begun=centre.begun,
            declared=centre.declared_at is not None,
        ).label

    @admin.display(description="subjects and levels checked")
    def subjects(self, centre):
        """How many of how many."""
        return f"{centre.checked} of {centre.courses}"

    @admin.display(description="declared", ordering="declared_at")
    def declared(self, centre):
        """On which day."""
        return timezone.localdate(centre.declared_at) if centre.declared_at else "–"

    @admin.display(description="last reminded", ordering="reminded_on")
    def reminded(self, centre):
        """On which day."""
        return centre.reminded_on or "–"


@admin.register(Notice)
class NoticeAdmin(board.RecordAdmin):
    """Lists of units that will not be achieved, as centres told of them."""

    see = Permission.PROCESS_ENTRIES
    list_display = ("told_at", "centre", "section", "candidates", "told_by")
    list_filter = ("section", "summer")
    list_select_related = ("centre", "told_by")
    search_fields = ("^centre__number",)
    search_help_text = "Centre number"
    fields = ("centre", "summer", "section", "candidates", "told_at", "told_by", "csv")

    def get_urls(self):
        """Add the list of a notice."""
        listed = self.admin_site.admin_view(self.listed)
        return [path("<int:pk>/list/", listed, name="checkpoints_list"), *super().get_urls()]

    def listed(self, request, pk):
        """Hand over whom a notice is about, as CSV."""
        permissions.check(request.user, self.see)
        notice = get_object_or_404(Notice, pk=pk)
        rows = queries.rows_of_notice(notice)
        return downloads.of_long_table(f"units-{notice.pk}", queries.NOTICE_COLUMNS, rows)

    @admin.display(description="list")
    def csv(self, notice):
        """The way to the CSV."""
        address = reverse("admin:checkpoints_list", args=[notice.pk])
        return format_html('<a href="{}">units-{}.csv</a>', address, notice.pk)
