"""The board's side of results that do not come: who and why, in figures, and for the regulator."""

from django.contrib import admin
from django.db.models import F
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from results import queries
from results.diagnosis import CAUSES, MEANINGS, Owner
from results.models import KeptStanding
from results.urgency import ORDER, Actor, Urgent

TABS = {
    "cause": "By cause",
    "code": "By the regulator’s code",
    "centre": "By centre",
    "subject": "By subject",
    "moderator": "By moderator",
}
MOST_ROWS = 200
WHO = {one: one.value for one in Owner} | {Owner.CENTRE: "The centre"}


class Why(admin.SimpleListFilter):
    """Only those of one cause."""

    title = "why"
    parameter_name = "cause"

    def lookups(self, request, model_admin):
        """Every cause that there may be."""
        return [(code, cause.headline) for code, cause in CAUSES.items()]

    def queryset(self, request, queryset):
        """Those of the cause that was chosen."""
        return queryset.filter(cause=self.value()) if self.value() in CAUSES else queryset


class HowUrgent(admin.SimpleListFilter):
    """Only those of one urgency."""

    title = "how urgent"
    parameter_name = "urgency"

    def lookups(self, request, model_admin):
        """Every urgency that there may be."""
        return [(one.name, one.value) for one in queries.URGENCIES]

    def queryset(self, request, queryset):
        """Those of the urgency that was chosen."""
        chosen = [one for one in queries.URGENCIES if one.name == self.value()]
        return queryset.filter(queries.of_urgency(*chosen)) if chosen else queryset


@admin.register(KeptStanding)
class LateAdmin(board.RecordAdmin):
    """Registrations that expect a result by this summer and have none to come."""

    see = Permission.BANK_RESULTS
    list_display = (
        *("candidate", "ocr_number", "centre", "qualification"),
        *("how_urgent", "why", "acts", "code"),
    )
    list_filter = (HowUrgent, Why, "entry__qualification__subject")
    list_select_related = ("entry__candidate", "entry__centre", "entry__qualification")
    search_fields = (
        "^entry__candidate__surname",
        "^entry__candidate__ocr_number",
        "^entry__centre__number",
    )
    search_help_text = "Surname, OCR candidate number or centre"
    ordering = ("pk",)
    fields = (*list_display, "by_when")
    readonly_fields = fields
    when_empty = "Nobody who expects a result by this summer is without one to come."

    def get_queryset(self, request):
        """Those without a result to come today."""
        on = timezone.localdate()
        found = queries.without_result(on)
        found = queries.with_urgency(found, queries.deadlines(on), kept="", entry="entry__")
        return found.annotate(rank=F("urgency"), last_day=F("urgent_by"))

    def get_urls(self):
        """Add the figures, and the table for the regulator."""
        wrap, name = self.admin_site.admin_view, "results_keptstanding"
        return [
            path("figures/", wrap(self.figures), name=f"{name}_figures"),
            path("over-the-year/", wrap(self.over_year), name=f"{name}_over_year"),
            path("return/", wrap(self.check_return), name=f"{name}_return"),
            path("return/late-results.csv", wrap(self.hand_over), name=f"{name}_return_csv"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """Show the list, with the way to its figures and to the table."""
        response = super().changelist_view(request, extra_context)
        links = getattr(response, "context_data", {}).get("page_links")
        if links is not None:
            links.append(("Figures", reverse("admin:results_keptstanding_figures")))
            links.append(("Over the year", reverse("admin:results_keptstanding_over_year")))
            links.append(("The regulator’s table", reverse("admin:results_keptstanding_return")))
        return response

    def figures(self, request):
        """How many are late, by what the address asks."""
        permissions.check(request.user, self.see)
        on, by = timezone.localdate(), request.GET.get("by")
        by = by if by in TABS else "cause"
        found = queries.late(by, on)
        context = self._context("Late and at risk")
        context |= {
            "tabs": [(name, title, name == by) for name, title in TABS.items()],
            "by": by,
            "caption": TABS[by],
            "urgencies": [one.value for one in queries.URGENCIES],
            "owners": [WHO[one] for one in queries.OWNERS],
            "rows": found[:MOST_ROWS],
            "more": max(0, len(found) - MOST_ROWS),
            "total": sum(one.count for one in found),
            "at_risk": sum(one.at_risk for one in found),
            "is_told_twice": by == "moderator",
            "due": queries.late_and_due(on),
            "list": reverse("admin:results_keptstanding_changelist"),
        }
        return self._shown(request, "admin/late.html", context)

    def over_year(self, request):
        """How many were at risk at all centres, by cause, week by week."""
        permissions.check(request.user, self.see)
        context = self._context("At risk over the year")
        context |= {
            "year": queries.risk_over_year(None, timezone.localdate()),
            "list": reverse("admin:results_keptstanding_changelist"),
        }
        return self._shown(request, "admin/late_over_year.html", context)

    def check_return(self, request):
        """What the regulator's table would say, and which of its rows would be sent back."""
        permissions.check(request.user, self.see)
        on = timezone.localdate()
        context = self._context("The regulator’s table of late results")
        context |= {
            "columns": queries.RETURN_COLUMNS,
            "wrong": queries.wrong_rows(on),
            "due": queries.late_and_due(on),
            "file": reverse("admin:results_keptstanding_return_csv"),
            "meanings": [(code.value, said) for code, said in MEANINGS.items() if code.value],
        }
        return self._shown(request, "admin/late_return.html", context)

    def hand_over(self, request):
        """Hand over the table, while it is read."""
        permissions.check(request.user, self.see)
        on = timezone.localdate()
        rows = queries.return_rows(on)
        return downloads.of_long_table(f"late-results-{on}", queries.RETURN_COLUMNS, rows)

    def _context(self, title):
        return {"title": title, "opts": self.opts}

    def _shown(self, request, template, context):
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), **context}
        )

    @admin.display(description="candidate")
    def candidate(self, kept):
        """Whose registration it is."""
        return kept.entry.candidate.name

    @admin.display(description="OCR candidate number")
    def ocr_number(self, kept):
        """The candidate's number."""
        return kept.entry.candidate.ocr_number

    @admin.display(description="centre")
    def centre(self, kept):
        """The centre of the registration."""
        return kept.entry.centre

    @admin.display(description="qualification")
    def qualification(self, kept):
        """What it is for."""
        return kept.entry.qualification

    @admin.display(description="how urgent", ordering="rank")
    def how_urgent(self, kept):
        """How urgent it is, with the days that are left."""
        found = Urgent(ORDER[kept.rank], Actor.NOBODY, kept.last_day, timezone.localdate())
        return f"{found.label}: {found.time_left}" if found.time_left else found.label

    @admin.display(description="why", ordering="cause")
    def why(self, kept):
        """The cause in a few words, with the units it is about."""
        reason = kept.reason_on(timezone.localdate())
        units = f" ({', '.join(reason.units)})" if 0 < len(reason.units) < 4 else ""
        return f"{reason.headline}{units}"

    @admin.display(description="who acts next")
    def acts(self, kept):
        """Who has to act, as the centre reads it."""
        return WHO[kept.reason_on(timezone.localdate()).owner]

    @admin.display(description="by")
    def by_when(self, kept):
        """The day by which they act, or since when that is overdue."""
        on = timezone.localdate()
        day = queries.deadlines(on).by(kept.reason_on(on), kept.entry.completes_in)
        if day is None:
            return "–"
        return f"{day:%-d %B %Y}" if day >= on else f"overdue since {day:%-d %B %Y}"

    @admin.display(description="code")
    def code(self, kept):
        """The regulator's code of the cause."""
        return queries.regulators_code(kept.cause, kept.is_suspected).value or "–"
