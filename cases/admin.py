"""The board's page for cases: what is open where, since when, and how high it has risen."""

from django.contrib import admin
from django.utils import timezone
from django.utils.timezone import localdate

from cases import queries
from cases.models import Case
from cases.rules import LEVELS, level
from interchange import board
from interchange.accounts.roles import Permission


@admin.register(Case)
class CaseAdmin(board.RecordAdmin):
    """Cases; they open and close by themselves, and nobody changes one."""

    see = Permission.ADMIT_STAFF
    waiting = (board.Waiting("open cases", {"closed_at__isnull": True}),)
    list_display = (
        "kind", "centre", "about", "number", "who", "opened_at", "risen", "closed_at",
    )  # fmt: skip
    list_filter = (("closed_at", admin.EmptyFieldListFilter), "kind")
    list_select_related = ("centre", "subject", "claim__qualification")
    search_fields = ("centre__number", "centre__name")
    fields = ("kind", "centre", "about", "number", "who", "act", "opened_at", "risen", "closed_at")
    readonly_fields = ("about", "who", "act", "risen")
    actions = None
    when_empty = "The clock looks for cases every hour. None has been open yet."

    def get_queryset(self, request):
        """Give the cases; how fast they rise is asked once."""
        self.rises = queries.rises()
        return super().get_queryset(request)

    @admin.display(description="who acts")
    def who(self, case):
        """Who acts next."""
        return "The centre" if case.what.owner.name == "CENTRE" else case.what.owner.value

    @admin.display(description="what to do")
    def act(self, case):
        """What is to be done."""
        return case.what.act

    @admin.display(description="level")
    def risen(self, case):
        """How high it has risen; nothing for one that is closed."""
        if case.closed_at:
            return ""
        word, _ = LEVELS[level(localdate(case.opened_at), localdate(timezone.now()), self.rises)]
        return word
