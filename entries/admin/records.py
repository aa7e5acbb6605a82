"""Candidates, registrations, unit entries, and files."""

from django.contrib import admin

from entries import commands
from entries.admin.details import DetailsRows, correct_details
from entries.admin.held import HeldRows
from entries.admin.requests import RequestRows
from entries.forms.attendance import AttendanceForm
from entries.forms.numbers import Number
from entries.forms.papers import Reason
from entries.forms.withdrawing import BoardWithdrawalForm
from entries.models import (
    Candidate,
    EntryFile,
    QualificationEntry,
    Submission,
    UnitEntry,
)
from entries.states import ASK_BACK, DECLINE_BACK, PROCESS_WITHDRAWAL, REINSTATE, WITHDRAW, Status
from entries.unit_states import EXCUSE_AS_BOARD, OVER
from interchange import board
from interchange.accounts.roles import Permission
from interchange.audit import trail
from results import commands as results_commands
from results.rules import Mark
from tracker import commands as tracker_commands


@board.action("Process the withdrawal", Permission.PROCESS_ENTRIES, when=PROCESS_WITHDRAWAL)
def process_withdrawal(entry, by, at):
    """Close an entry that its centre has withdrawn."""
    tracker_commands.process_withdrawal(entry=entry, by=by, at=at)


@board.action("Reinstate", Permission.PROCESS_ENTRIES, when=REINSTATE)
def reinstate(entry, by, at):
    """Bring back an entry whose withdrawal was processed in error."""
    commands.reinstate(entry=entry, by=by, at=at)


@board.action("Decline to reinstate", Permission.PROCESS_ENTRIES, form=Reason, when=DECLINE_BACK)
def decline_back(entry, by, at, words):
    """Leave an entry withdrawn that its centre asked to have back."""
    commands.decline_back(entry=entry, words=words, by=by, at=at)


@board.action("Give another candidate number", Permission.PROCESS_ENTRIES, form=Number)
def give_number(record, by, at, number):
    """Give the candidate of an entry or a holding another number at its centre."""
    commands.give_number(
        candidate=record.candidate, centre=record.centre, number=number, by=by, at=at
    )


class RegistrationRows(board.RecordInline):
    """The candidate's registrations."""

    model = QualificationEntry
    fk_name = "candidate"
    fields = ("qualification", "centre", "candidate_number", "status", "completes_in", "made_at")
    show_change_link = True


class UnitEntryRows(board.RecordInline):
    """The candidate's exam and unit entries."""

    model = UnitEntry
    fields = ("unit", "series", "centre", "status", "stage", "resit", "made_at")
    show_change_link = True


@admin.register(Candidate)
class CandidateAdmin(board.RecordAdmin):
    """People who take qualifications."""

    by_telephone = True
    list_display = ("name", "ocr_number", "born_on", "uci", "uln", "merged_into")
    search_fields = (
        "surname",
        "forenames",
        "^ocr_number",
        "uci",
        "uln",
        "details_changes__old__surname",
    )
    list_select_related = ("merged_into",)
    inlines = (RegistrationRows, UnitEntryRows, HeldRows, RequestRows, DetailsRows)
    actions = (correct_details,)


@admin.register(QualificationEntry)
class QualificationEntryAdmin(board.RecordAdmin):
    """Registrations; those marked Withdrawn, or asked back, wait for processing."""

    waiting = (
        board.Waiting.of_status(
            "withdrawals to process",
            Status.WITHDRAWN,
            since=trail.last(f"qualificationentry.{WITHDRAW.name}", "made_at"),
        ),
        board.Waiting.of_status(
            "withdrawn entries asked back",
            Status.ASKED_BACK,
            since=trail.last(f"qualificationentry.{ASK_BACK.name}", "made_at"),
        ),
        board.Waiting(
            "registrations that stand beside another",
            {"twice__exact": True, "status__exact": Status.REGISTERED.value},
            since="made_at",
        ),
    )

    list_display = ("candidate", "qualification", "centre", "status", "completes_in", "made_at")
    list_filter = ("status", "qualification__level", "qualification__subject", "completes_in")
    search_fields = (
        "candidate__surname",
        "candidate__forenames",
        "^candidate__ocr_number",
        "^centre__number",
        "^qualification__code",
    )
    list_select_related = ("candidate", "qualification__subject", "centre")
    ordering = ("made_at", "id")
    readonly_fields = ("asked_back_because",)
    actions = (process_withdrawal, reinstate, decline_back, give_number)

    @admin.display(description="asked back because", empty_value="-")
    def asked_back_because(self, entry):
        """What the centre wrote when it asked for a withdrawn entry."""
        asked = trail.of(entry).filter(name=f"qualificationentry.{ASK_BACK.name}").first()
        return asked and asked.detail["words"]


@board.action(
    "Withdraw for the centre",
    Permission.PROCESS_ENTRIES,
    form=BoardWithdrawalForm,
    when=EXCUSE_AS_BOARD,
)
def withdraw_exam(entry, by, at, **answers):
    """Withdraw an exam or unit entry for a centre that asked by letter."""
    tracker_commands.withdraw_exams(unit_entries=[entry], as_board=True, by=by, at=at, **answers)


@board.action(
    "Enter again",
    Permission.PROCESS_ENTRIES,
    when=lambda entry: entry.series_id and entry.status in OVER,
)
def enter_again(entry, by, at):
    """Enter a withdrawn candidate who sat the exam after all."""
    commands.enter_again(entry=entry, by=by, at=at)


@board.action(
    "Mark attendance",
    Permission.BANK_RESULTS,
    form=AttendanceForm,
    when=lambda entry: entry.series_id and entry.stands,
)
def mark_attendance(entry, by, at, mark):
    """Note whether the candidate sat the exam, or part of it."""
    results_commands.mark_attendance(entry=entry, mark=Mark(mark), by=by, at=at)


@admin.register(UnitEntry)
class UnitEntryAdmin(board.RecordAdmin):
    """Exam entries, and entries for units of the 2012 suite by themselves."""

    list_display = ("candidate", "unit", "series", "centre", "status", "stage", "resit", "made_at")
    list_filter = ("status", "grounds", "series", "stage", "resit")
    search_fields = (
        "candidate__surname",
        "candidate__forenames",
        "^candidate__ocr_number",
        "^centre__number",
    )
    list_select_related = ("candidate", "unit", "series", "centre")
    ordering = ("made_at", "id")
    actions = (withdraw_exam, enter_again, mark_attendance)


@admin.register(Submission)
class SubmissionAdmin(board.RecordAdmin):
    """The forms of entries that centres have sent in."""

    list_display = ("made_at", "centre", "kind", "qualification", "series", "made_by")
    list_filter = ("kind", "series")
    search_fields = ("^centre__number", "^qualification__code")
    list_select_related = ("centre", "qualification", "series", "made_by")
    exclude = ("token",)


@admin.register(EntryFile)
class EntryFileAdmin(board.RecordAdmin):
    """The files of entries that centres have sent, and why they were refused."""

    list_display = ("sent_at", "centre", "name", "status", "series", "lines", "sent_by")
    list_filter = ("status", "series")
    search_fields = ("^centre__number", "name")
    list_select_related = ("centre", "series", "sent_by")
    exclude = ("content", "token")
