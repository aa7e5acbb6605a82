"""Units from another awarding body: added for a candidate, graded, and proved by files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import commands, queries, rules
from claims.forms import EvidenceForm, OtherBodyForm, OtherBodySheet
from claims.states import EDITABLE
from claims.views.grades import DONE, SHOW, TOO_LATE, assessors_of, save, taken_up
from entries.models import Candidate
from interchange import downloads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.look.forms import error_links
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused

LEAVE = "leave"  # what a button leads to, beside what those of a page of grades do


@at_centre(Permission.MAKE_CLAIMS)
def other_bodies(request, centre, pk, ocr_number):
    """The units from other awarding bodies of one candidate on the claim."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if shut := taken_up(request, claim):
        return shut
    who = get_object_or_404(Candidate, ocr_number=ocr_number)
    found = queries.other_bodies(claim, who, request.user)
    if found is None:
        raise Http404
    marking = assessors_of(claim)
    sheet = OtherBodySheet(found.places, marking, request.POST or None)
    sent = request.POST if _adds(request.POST) else None
    form = OtherBodyForm(sent, units=found.units, assessors=marking)
    outcome = _pressed(request, claim, found, sheet, form)
    if outcome is TOO_LATE:
        return redirect("claims:unsaved", centre.number, claim.pk)
    if outcome is DONE:
        return redirect("claims:other_bodies", centre.number, claim.pk, ocr_number)
    if outcome is LEAVE:
        return redirect("claims:by_candidate", centre.number, claim.pk)
    context = {"claim": claim, "found": found, "who": found.claimant}
    context |= {"form": form, "sheet": sheet, "errors": sheet.errors}
    return render(request, "claims/other_bodies.html", context)


def _adds(data):
    """Whether the page was sent to add a unit; the Enter key does where a body is filled in."""
    return "add" in data or ("enter" in data and bool(data.get("body")))


def _pressed(request, claim, found, sheet, form):
    """Do what the button says: DONE leads to the page again, LEAVE to the claim."""
    if request.method != "POST":
        return SHOW
    data = request.POST
    typist = {"claim": claim, "by": request.user, "at": timezone.now()}
    if "discard" in data:
        commands.discard(places=[row.cell.place for row in sheet.rows], **typist)
        return LEAVE
    if "done" in data:
        sheet.asking = bool(sheet.unsaved)
        return SHOW if sheet.asking else LEAVE
    if "remove" in data or form.is_bound:
        commands.remember(cells=sheet.cells, **typist)
        return _add(request, found, form, typist) if form.is_bound else _remove(found, data, typist)
    return save(request, sheet, typist)


def _add(request, found, form, typist):
    """Keep the unit as the typist's own, without a grade yet; twice the same is once."""
    if typist["claim"].status not in EDITABLE:
        messages.error(request, "The claim was submitted meanwhile, so no unit can be added.")
        return DONE
    if there := found.place_of(request.POST.get("unit")):
        told = f"Unit {there.unit.number} is there already, from {there.awarding_body}."
        messages.warning(request, told)
        return DONE
    if not form.is_valid():
        return SHOW
    commands.remember(cells=[form.cell(found.claimant.candidate)], **typist)
    told = "Added. Choose the grade, then press Save claim: until then it is not on the claim."
    messages.info(request, told)
    return DONE


def _remove(found, data, typist):
    """Throw an added unit away again that was not saved."""
    place = found.place_of(data["remove"])
    if place and place.line is None:
        commands.discard(places=[(place.candidate.pk, place.unit.pk)], **typist)
    return DONE


@at_centre(Permission.MAKE_CLAIMS)
@takes_files()
def add_evidence(request, centre, pk):
    """Attach a file to a unit of the claim."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method != "POST":
        return redirect(_evidence_of(claim))
    form = EvidenceForm(request.POST, request.FILES, proofs=queries.proofs(claim))
    if not form.is_valid():
        for _, sentence in error_links(form):
            messages.error(request, sentence)
        return redirect(_evidence_of(claim))
    line = form.lines[form.cleaned_data["about"]]
    upload = form.cleaned_data["file"]
    try:
        kept = commands.add_evidence(line=line, upload=upload, by=request.user, at=timezone.now())
    except (UploadRefused, rules.OtherBodyRefused, MoveRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{kept.name}” is attached to {line}.")
    return redirect(_evidence_of(claim))


@at_centre(Permission.MAKE_CLAIMS)
def remove_evidence(request, centre, pk, evidence_pk):
    """Take a file away from the claim in progress."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method != "POST":
        return redirect(_evidence_of(claim))
    found = get_object_or_404(queries.evidence(claim), pk=evidence_pk)
    try:
        commands.remove_evidence(evidence=found, by=request.user, at=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{found.name}” is taken away.")
    return redirect(_evidence_of(claim))


def _evidence_of(claim):
    """Where the claim's evidence is listed."""
    return reverse("claims:view", args=[claim.centre.number, claim.pk]) + "#evidence"


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def evidence(request, centre, pk, evidence_pk):
    """A file of the centre's claim, to download."""
    return _handed_over(get_object_or_404(queries.claims(centre), pk=pk), evidence_pk)


@at_centre(Permission.MODERATE_CLAIMS)
@require_safe
def moderate_evidence(request, centre, pk, evidence_pk):
    """A file of the moderator's claim, to download."""
    found = queries.moderated(request.user, centre)
    return _handed_over(get_object_or_404(found, pk=pk), evidence_pk)


def _handed_over(claim, evidence_pk):
    """The file under the name it had at the centre; raises Http404."""
    found = get_object_or_404(queries.evidence(claim), pk=evidence_pk)
    return downloads.of_file(found.file, found.name, found.content_type)
