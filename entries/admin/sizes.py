"""Top-ups and move-downs that the board processes."""

from django.contrib import admin

from entries.forms.papers import Reason
from entries.models import SizeChange
from entries.size_states import PROCESS, REFUSE, Status
from interchange import board
from interchange.accounts.roles import Permission
from tracker import commands


@board.action("Process", Permission.PROCESS_ENTRIES, when=PROCESS)
def process(change, by, at):
    """Carry out a change of size."""
    commands.process_size_change(change=change, by=by, at=at)


@board.action("Refuse", Permission.PROCESS_ENTRIES, form=Reason, when=REFUSE)
def refuse(change, by, at, words):
    """Refuse a change of size."""
    commands.refuse_size_change(change=change, words=words, by=by, at=at)


@admin.register(SizeChange)
class SizeChangeAdmin(board.RecordAdmin):
    """Changes of size; those with the board wait for processing."""

    waiting = (
        board.Waiting.of_status(
            "changes of size to process",
            Status.ASKED,
            since="asked_at",
            centre="entry__centre",
        ),
    )

    list_display = ("entry", "to", "direction", "status", "waits_because", "asked_at")
    list_filter = ("status", "direction")
    search_fields = (
        "entry__candidate__surname",
        "^entry__candidate__ocr_number",
        "^entry__centre__number",
    )
    list_select_related = ("entry__candidate", "entry__qualification", "entry__centre", "to")
    ordering = ("asked_at", "id")
    actions = (process, refuse)
