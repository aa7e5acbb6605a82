"""Transfers that the board processes."""

from django.contrib import admin

from entries import commands as entries_commands
from entries.admin.papers import PaperAdmin
from entries.forms.transfers import DeclineForm
from entries.models import Transfer
from entries.transfer_states import PROCESS, REJECT, Status
from interchange import board
from interchange.accounts.roles import Permission
from tracker import commands


@board.action("Process", Permission.PROCESS_ENTRIES, when=PROCESS)
def process(transfer, by, at):
    """Move the candidate to the new centre."""
    commands.process_transfer(transfer=transfer, by=by, at=at)


@board.action("Reject", Permission.PROCESS_ENTRIES, form=DeclineForm, when=REJECT)
def reject(transfer, by, at, words):
    """Reject a transfer, saying why to both centres."""
    entries_commands.reject_transfer(transfer=transfer, words=words, by=by, at=at)


@admin.register(Transfer)
class TransferAdmin(PaperAdmin):
    """Transfers between centres; those agreed wait for processing."""

    by_telephone = True
    waiting = (
        board.Waiting.of_status(
            "transfers to process",
            Status.AGREED,
            since="answered_at",
            centre="new_centre",
        ),
    )
    paper_field = "agreement"

    list_display = ("name", "old_centre", "new_centre", "qualification", "status", "asked_at")
    list_filter = ("status",)
    search_fields = (
        "surname",
        "^ocr_number",
        "^old_centre__number",
        "^new_centre__number",
    )
    list_select_related = ("old_centre", "new_centre", "qualification")
    ordering = ("asked_at", "id")
    exclude = ("token",)
    actions = (process, reject)
