"""Transfers between centres: asking for a candidate, and answering another centre."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from entries import commands, queries
from entries.forms.transfers import AgreeForm, AgreementForm, AskForm, DeclineForm
from entries.rules.transfers import TransferAsked, TransferRefused
from entries.transfer_states import AGREE, CANCEL, PROVE
from interchange import downloads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.look import tables
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused

WHO = ("ocr_number", "uci", "surname", "forenames", "born_on")


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def transfers(request, centre):
    """The transfers that the centre has asked for, and those it was asked for."""
    listing = tables.listing(
        request, queries.transfers(centre), sorts={"asked": "asked_at"}, default="-asked"
    )
    may = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre)
    context = {"centre": centre, "listing": listing, "may": may}
    return render(request, "entries/transfers.html", context)


@at_centre(Permission.MAKE_ENTRIES)
@takes_files()
def ask_transfer(request, centre):
    """Ask for a candidate of another centre."""
    form = AskForm(request.POST or None, request.FILES or None, initial={"token": uuid.uuid4()})
    if form.is_valid():
        given = dict(form.cleaned_data)
        asked = TransferAsked(**{name: given.pop(name) for name in WHO})
        try:
            transfer = commands.ask_transfer(
                new_centre=centre, asked=asked, by=request.user, at=timezone.now(), **given
            )
        except TransferRefused as refusal:
            form.add_error(None, str(refusal))
        except UploadRefused as refusal:
            form.add_error("upload", str(refusal))
        else:
            messages.success(
                request,
                f"Centre {transfer.old_centre.number} has been asked. We write when it answers.",
            )
            return redirect(transfer.page_at(centre))
    return render(request, "entries/ask_transfer.html", {"centre": centre, "form": form})


@at_centre(Permission.VIEW_CENTRE)
def transfer(request, centre, pk):
    """One transfer, with what this centre may do about it."""
    found = get_object_or_404(queries.transfers(centre), pk=pk)
    return render(request, "entries/transfer.html", _shown(request, centre, found))


def _shown(request, centre, found, **forms):
    """What the page shows: to the new centre nothing but what it typed, until it is done."""
    may = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre)
    old = found.old_centre_id == centre.pk
    return {
        "centre": centre,
        "transfer": found,
        "old": old,
        "matched": found.entry if old else None,
        "may_answer": may and old and found.status in AGREE.sources,
        "may_cancel": may and not old and found.status in CANCEL.sources,
        "may_prove": may and not old and found.status in PROVE.sources,
        "agree": AgreeForm(found=found.entry is not None),
        "decline": DeclineForm(),
        "prove": AgreementForm(),
        **forms,
    }


@at_centre(Permission.MAKE_ENTRIES)
@require_POST
@takes_files()
def answer_transfer(request, centre, pk):
    """Agree or decline as the old centre; agree on paper or cancel as the new one."""
    found = get_object_or_404(queries.transfers(centre), pk=pk)
    old = found.old_centre_id == centre.pk
    act = (OLD if old else NEW).get(request.POST.get("act"))
    if act is None:
        raise Http404
    name, form, carry_out, done = act(request, found)
    if not form.is_valid():
        return render(
            request, "entries/transfer.html", _shown(request, centre, found, **{name: form})
        )
    try:
        carry_out(transfer=found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except (TransferRefused, MoveRefused, UploadRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(found.page_at(centre))


def _agree(request, found):
    form = AgreeForm(request.POST, found=found.entry is not None)
    return "agree", form, commands.agree_transfer, "You have agreed. The board processes it."


def _decline(request, found):
    return "decline", DeclineForm(request.POST), commands.decline_transfer, "You have declined."


def _prove(request, found):
    form = AgreementForm(request.POST, request.FILES)
    return "prove", form, commands.prove_transfer, "The agreement is with the board."


def _cancel(request, found):
    return "cancel", Nothing(request.POST), commands.cancel_transfer, "It is cancelled."


class Nothing(DeclineForm):
    """A button without anything to type."""

    words = None


OLD = {"agree": _agree, "decline": _decline}
NEW = {"prove": _prove, "cancel": _cancel}


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def transfer_paper(request, centre, pk):
    """The written agreement, for both centres."""
    found = get_object_or_404(queries.transfers(centre), pk=pk, agreement__isnull=False)
    paper = found.agreement
    return downloads.of_file(paper.file, paper.name, paper.content_type)
