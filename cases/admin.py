"""The board's page for cases: what is open where, how high it has risen, and who is reminded."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate

from cases import commands, queries
from cases.models import Case
from cases.rules import LEVELS, level
from interchange import board
from interchange.accounts.roles import Permission

BOARDS = Q(closed_at=None, came_to_board_at__isnull=False)


@board.action(
    "Remind who must act", Permission.PROCESS_ENTRIES, when=lambda case: case.closed_at is None
)
def remind(case, by, at):
    """Write to the centres or moderators that must act on the chosen cases."""
    commands.remind(case=case, by=by, at=at)


class Turn(admin.SimpleListFilter):
    """Whether the board itself must act by now."""

    title = "whose turn"
    parameter_name = "turn"

    def lookups(self, request, model_admin):
        """Those that have risen as high as they can, and have moved nobody since."""
        return [("board", "The board: highest level, no reminder under way")]

    def queryset(self, request, queryset):
        """Those of the choice."""
        return queryset.filter(BOARDS) if self.value() == "board" else queryset


@admin.register(Case)
class CaseAdmin(board.RecordAdmin):
    """Cases; they open and close by themselves, and the board reminds whoever must act."""

    see = Permission.ADMIT_STAFF
    waiting = (
        board.Waiting("cases to act on", {"turn": "board"}, since="came_to_board_at", where=BOARDS),
        board.Waiting("open cases", {"closed_at__isnull": True}),
    )
    list_display = (
        "kind", "centre", "about", "number", "who", "opened_at", "risen", "reminded_at",
        "closed_at",
    )  # fmt: skip
    list_filter = (Turn, ("closed_at", admin.EmptyFieldListFilter), "kind")
    list_select_related = ("centre", "subject", "claim__qualification", "reminded_by")
    search_fields = ("centre__number", "centre__name")
    fields = (
        "kind", "centre", "about", "number", "who", "act", "opened_at", "risen", "reminded_at",
        "reminded_by", "closed_at",
    )  # fmt: skip
    readonly_fields = ("about", "who", "act", "risen")
    actions = (remind,)
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
