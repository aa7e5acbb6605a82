"""Which centres are approved for which subjects; those asked for wait for an answer."""

from django import forms
from django.contrib import admin

from entries import commands
from entries.approval_states import APPROVE, DECLINE, END, Status
from entries.forms.papers import Reason
from entries.models import Approval
from interchange import board
from interchange.accounts.models import Centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Subject


class ApprovalForm(forms.Form):
    """A centre and the subjects to approve it for."""

    centre = board.Typed(
        Centre.objects.all(),
        to_field_name="number",
        label="Centre number",
        unknown="There is no centre of that number. Type its five digits.",
    )
    subjects = forms.ModelMultipleChoiceField(
        Subject.objects.filter(qualifications__isnull=False).distinct(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one subject."},
    )


@board.page("Approve a centre", Permission.MANAGE_CENTRES, form=ApprovalForm)
def approve_a_centre(by, at, centre, subjects):
    """Approve a centre that has not asked, such as one that is new here."""
    made = commands.approve_centre(centre=centre, subjects=subjects, by=by, at=at)
    if not made:
        return f"Centre {centre.number} was approved for all of these already."
    named = ", ".join(one.about.title for one in made)
    return f"Centre {centre.number} is approved for {named}."


@board.action("Approve", Permission.MANAGE_CENTRES, when=APPROVE)
def approve(approval, by, at):
    """Approve a centre for a subject."""
    commands.approve(approval=approval, by=by, at=at)


@board.action("Decline", Permission.MANAGE_CENTRES, form=Reason, when=DECLINE)
def decline(approval, by, at, words):
    """Decline, saying why."""
    commands.decline_approval(approval=approval, words=words, by=by, at=at)


@board.action("End the approval", Permission.MANAGE_CENTRES, form=Reason, when=END)
def end(approval, by, at, words):
    """End an approval, saying why."""
    commands.end_approval(approval=approval, words=words, by=by, at=at)


@admin.register(Approval)
class ApprovalAdmin(board.RecordAdmin):
    """Approvals of centres; those asked for wait for an answer."""

    waiting = (
        board.Waiting.of_status(
            "approvals to decide",
            Status.ASKED,
            since="asked_at",
            promise="approval-working-days",
        ),
    )
    pages = (approve_a_centre,)

    list_display = ("centre", "about", "status", "asked_at", "decided_at")
    list_filter = ("status", "about")
    search_fields = ("^centre__number", "centre__name", "about__title")
    list_select_related = ("centre", "about")
    ordering = ("asked_at", "id")
    actions = (approve, decline, end)
