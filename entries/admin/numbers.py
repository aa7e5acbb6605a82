"""Who holds which candidate number at which centre."""

from django.contrib import admin

from entries.admin.records import give_number
from entries.models import NumberHolding
from interchange import board


@admin.register(NumberHolding)
class NumberHoldingAdmin(board.RecordAdmin):
    """Candidate numbers; those that two people had when they began to be held wait for another."""

    waiting = (
        board.Waiting(
            "candidate numbers that two people have",
            {"disputed__exact": True, "until_on__isnull": True},
            since="from_on",
        ),
    )

    list_display = ("number", "centre", "candidate", "from_on", "until_on", "disputed")
    list_filter = ("disputed", ("until_on", admin.EmptyFieldListFilter))
    search_fields = ("number", "^centre__number", "^person__ocr_number")
    list_select_related = ("centre", "candidate")
    actions = (give_number,)
