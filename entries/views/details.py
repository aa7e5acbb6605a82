"""How does a centre have details corrected? Type, look at what it does, send, see its state."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import queries as certificates_queries
from entries import commands, queries
from entries.details_states import APPROVE, CANCEL, REFUSE
from entries.forms.details import DetailsForm, ProofForm
from entries.models import DetailsChange
from entries.rules import details as rules
from entries.rules.sent import name_of_change
from entries.views.listing import submitted_tabs
from interchange import uploads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.bodies import takes_files
from interchange.database.sorting import SortsAs
from interchange.look import tables
from interchange.tokens import SENT_BEFORE
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused
from results import queries as results_queries

BY_THE_BOARD = {f"detailschange.{move.name}" for move in (APPROVE, REFUSE)}
ON_CERTIFICATES = {"surname", "forenames", "born_on", "sex"}


@at_centre(Permission.MAKE_ENTRIES)
@takes_files(many=True)
def correct(request, centre, ocr_number):
    """Change a candidate's details: the form, then a look at what it does, then sending it."""
    candidate = queries.person_at(centre, ocr_number, timezone.now())
    if candidate is None:
        raise Http404
    if request.method != "POST":
        return _fill_in(request, candidate, DetailsForm(record=candidate))
    form = DetailsForm(request.POST, record=candidate)
    if form.is_valid() and (sent := _sent_before(request, candidate, form)):
        messages.info(request, SENT_BEFORE)
        return redirect(sent)
    if not form.is_valid() or request.POST.get("act") == "change":
        return _fill_in(request, candidate, form)
    if request.POST.get("act") == "send":
        return _send(request, candidate, form)
    return _review(request, candidate, form)


def _sent_before(request, candidate, form):
    """The change that the form made when it was sent before, just as it is; None where none was."""
    proofs = map(uploads.digest, request.FILES.getlist("proofs"))
    name = name_of_change(
        form.sound_token,
        candidate.pk,
        request.centre.pk,
        form.details,
        form.cleaned_data["reason"],
        proofs,
    )
    return DetailsChange.objects.filter(token=name, centre=request.centre).first()


def _fill_in(request, candidate, form):
    """The form."""
    waiting = queries.waiting_change(candidate)
    mine = waiting if waiting and waiting.centre_id == request.centre.pk else None
    context = {"candidate": candidate, "form": form, "waiting": waiting, "mine": mine}
    return render(request, "entries/details.html", context)


def _review(request, candidate, form, proof_form=None):
    """What the change does, before it is sent; the form again for what cannot be sent."""
    old, new, today = form.now, form.details, timezone.localdate()
    try:
        rules.check_seen(form.saw, old)
        rules.check(old, new, today)
        rules.check_none_waits(queries.waiting_change(candidate))
    except rules.DetailsRefused as refusal:
        return _refused(request, candidate, form, refusal)
    held = bool(queries.holders(candidate, new))
    shared = queries.is_shared(request.centre, candidate, timezone.now())
    settled = queries.settled_details(candidate)
    why = rules.why_board(settled, old, new, held=held, shared=shared)
    likely = queries.duplicates(request.centre, candidate, new, today)
    proves = bool(rules.PROVED & set(why))
    context = {
        "candidate": candidate,
        "rows": rules.rows(old, new),
        "why": [rules.WHY[one] for one in why],
        "proves": proves,
        "form": (proof_form or ProofForm()) if proves else None,
        "hidden": form.carried(),
        "ours": [one for one in likely if one.ours],
        "elsewhere": next((one.because for one in likely if not one.ours), ""),
        "can_merge": permissions.can(
            request.user, Permission.RAISE_REQUESTS, centre=request.centre
        ),
        "needed": permissions.needed(Permission.RAISE_REQUESTS),
        **_issued(request.centre, candidate, old, new, today),
    }
    return render(request, "entries/check_details.html", context)


def _issued(centre, candidate, old, new, today):
    """What has been issued under the old details."""
    printed = ON_CERTIFICATES & set(rules.changed(old, new))
    fee = queries.replacement_fee(today)
    whose = candidate.person_id
    awards = results_queries.awards_seen(centre, [whose]) if printed else {}
    found = awards.get(whose, [])
    printed = certificates_queries.printed_of(found)
    for one in found:
        one.printed = printed.get(one.pk)
    return {
        "certificates": found,
        "fee": fee,
        "pounds": fee and f"£{fee.pence / 100:,.2f}",
    }


def _send(request, candidate, form):
    """Send the change, or say why it cannot be."""
    try:
        change = commands.change_details(
            candidate=candidate,
            centre=request.centre,
            seen=form.saw,
            new=form.details,
            reason=form.cleaned_data["reason"],
            proofs=request.FILES.getlist("proofs"),
            token=form.sound_token,
            by=request.user,
            at=timezone.now(),
        )
    except (rules.ProofRefused, UploadRefused) as refusal:
        proof_form = ProofForm({})
        proof_form.add_error("proofs", str(refusal))
        return _review(request, candidate, form, proof_form)
    except rules.DetailsRefused as refusal:
        candidate.refresh_from_db()
        return _refused(request, candidate, DetailsForm(request.POST, record=candidate), refusal)
    messages.success(request, SENT if change.needs_board else DONE)
    return redirect(change)


DONE = "The details have been corrected, free of charge."
SENT = "The board has your change and decides on it. We write when it is decided."


def _refused(request, candidate, form, refusal):
    """The form again, with why the change cannot be made; beside what is on record now."""
    form.full_clean()
    if isinstance(refusal, rules.DetailsOvertaken) and form.is_valid():
        form = form.seen_anew()
    form.add_error(None, str(refusal))
    return _fill_in(request, candidate, form)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def details_changes(request, centre):
    """The changes of details that the centre has made or asked for."""
    listing = tables.listing(
        request,
        queries.found_as_known(centre, queries.details_changes(centre), "", timezone.now()),
        sorts={
            "sent": "made_at",
            "who": SortsAs("made_by__name"),
            "name": "by_name",
        },
        default="-sent",
    )
    queries.named_as_sorted(listing)
    context = {"listing": listing, "tabs": submitted_tabs(centre, "details")}
    return render(request, "entries/details_changes.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def details_change(request, centre, pk):
    """One change of details: old and new, how it stands, what happened."""
    change = get_object_or_404(queries.details_changes(centre), pk=pk)
    queries.named_as_known(centre, [change], timezone.now())
    may = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre)
    context = {
        "change": change,
        "rows": rules.rows(change.before, change.after),
        "why": [rules.WHY[one] for one in change.needs_board],
        "proofs": change.proofs.select_related("paper"),
        "may_cancel": may and change.status in CANCEL.sources,
        "story": [(event.title, event.at, _doer(event)) for event in trail.of(change)],
        "candidate_page": reverse(
            "tracker:candidate", args=[centre.number, change.candidate.ocr_number]
        ),
    }
    return render(request, "entries/details_change.html", context)


def _doer(event):
    """Who did it: a colleague by name, the board's staff as the board."""
    return "the board" if event.name in BY_THE_BOARD else event.by.name


@at_centre(Permission.MAKE_ENTRIES)
def cancel(request, centre, pk):
    """The question whether to cancel a change that waits for the board."""
    change = get_object_or_404(queries.details_changes(centre), pk=pk)
    if request.method != "POST":
        if change.status not in CANCEL.sources:
            return redirect(change)
        return render(request, "entries/cancel_details.html", {"change": change})
    try:
        commands.cancel_details(change=change, by=request.user, at=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The change has been cancelled. The details stay as they are.")
    return redirect(change)
