"""UCIs and ULNs that two records had, for the board to say whose they are."""

from django.contrib import admin

from entries import commands
from entries.models import NumberTwice
from interchange import board
from interchange.accounts.roles import Permission

STAYS, GOES_BACK = NumberTwice.Answer.STAYS, NumberTwice.Answer.GOES_BACK


def _is_open(twice):
    return not twice.answer


@board.action("It stays with the earlier record", Permission.PROCESS_ENTRIES, when=_is_open)
def stays(twice, by, at):
    """Leave the number with the earlier record."""
    commands.say_whose_number(twice=twice, answer=STAYS, by=by, at=at)


@board.action("It goes back to this record", Permission.PROCESS_ENTRIES, when=_is_open)
def goes_back(twice, by, at):
    """Take the number off the earlier record and give it back to this one."""
    commands.say_whose_number(twice=twice, answer=GOES_BACK, by=by, at=at)


@admin.register(NumberTwice)
class NumberTwiceAdmin(board.RecordAdmin):
    """Numbers held twice: one record only may have a UCI or ULN."""

    see = Permission.PROCESS_ENTRIES
    waiting = (("UCIs and ULNs held twice", {"answer__exact": ""}),)
    list_display = ("candidate", "kind", "number", "holder", "noted_at", "answer", "answered_at")
    list_filter = ("kind", "answer")
    search_fields = ("number", "candidate__ocr_number", "holder__ocr_number")
    list_select_related = ("candidate", "holder")
    actions = (stays, goes_back)
