"""What moderators write, feedback for centres and concerns for the board; where centres read it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import commands, queries, rules
from claims.forms import ConcernForm, ReportFilters, ReportForm
from claims.states import Status
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.database.sorting import SortsAs
from interchange.look import tables
from interchange.workflow import MoveRefused

SORTS = {
    "sent": ("sent_at", "pk"),
    "qualification": ("claim__qualification__code", "sent_at"),
    "number": ("claim__number", "sent_at"),
    "moderator": (SortsAs("saved_by__name"), "sent_at"),
}
BOXES = ("went_well", "to_improve", "to_do")


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def reports(request, centre):
    """All reports the centre has ever been sent, newest first."""
    filters = ReportFilters(request.GET, qualifications=list(queries.reported_on(centre)))
    found = queries.reports(centre)
    if code := filters.chosen()["qualification"]:
        found = found.filter(claim__qualification__code=code)
    context = {
        "filters": filters,
        "filtered": bool(code),
        "listing": tables.listing(request, found, sorts=SORTS, default="-sent"),
    }
    return render(request, "claims/reports.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def read(request, centre, pk):
    """One report, to read and to print."""
    report = get_object_or_404(queries.reports(centre), pk=pk)
    return render(request, "claims/report_read.html", {"report": report})


@at_centre(Permission.MODERATE_CLAIMS)
def report(request, centre, pk):
    """The report the moderator writes, saved as often as they like before it is sent."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    written = queries.report_being_written(claim)
    form = ReportForm(request.POST or None, initial=_as_written(written))
    theirs = None
    if form.is_valid():
        saver = {"claim": claim, "by": request.user, "at": timezone.now()}
        try:
            commands.save_report(**saver, **form.cleaned_data)
        except rules.reports.ReportOvertaken as refusal:
            theirs = queries.report_being_written(claim)
            form = ReportForm({**request.POST.dict(), "seen": queries.saved_when(theirs)})
            form.add_error(None, str(refusal))
        except (rules.reports.ReportRefused, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, claim)
    context = {"claim": claim, "form": form, "report": written, "theirs": theirs}
    context |= {"sent": queries.reports_on(claim), "goes_with": claim.status in BEFORE_THE_BOARD}
    return render(request, "claims/report.html", context)


BEFORE_THE_BOARD = (Status.READY, Status.SAMPLED)


def _as_written(written):
    """What the boxes say of the report that is being written, and when it was saved."""
    texts = {name: getattr(written, name) for name in BOXES} if written else {}
    return {**texts, "seen": queries.saved_when(written)}


def _saved(request, claim):
    """Lead on to the question whether to send the report, or back to it."""
    if "send" in request.POST:
        return redirect("claims:send_report", claim.centre.number, claim.pk)
    messages.success(request, "Report saved. The centre does not see it yet.")
    return redirect("claims:report", claim.centre.number, claim.pk)


@at_centre(Permission.MODERATE_CLAIMS)
def send(request, centre, pk):
    """The report as the centre will read it, and the question whether to send it."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    if request.method == "POST":
        try:
            commands.send_report(claim=claim, by=request.user, at=timezone.now())
        except (rules.reports.ReportRefused, MoveRefused) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The report has been sent to the centre.")
        return redirect("claims:report", centre.number, claim.pk)
    written = queries.report_being_written(claim)
    try:
        rules.reports.check_can_send_report(written)
    except rules.reports.ReportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("claims:report", centre.number, claim.pk)
    return render(request, "claims/report_send.html", {"claim": claim, "report": written})


@at_centre(Permission.MODERATE_CLAIMS)
def concern(request, centre, pk):
    """What the moderator suspects, for the board alone: no page of the centre speaks of it."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    form = ConcernForm(request.POST or None)
    if form.is_valid():
        raiser = {"claim": claim, "by": request.user, "at": timezone.now()}
        try:
            commands.raise_concern(**raiser, **form.cleaned_data)
        except rules.reports.ConcernRefused as refusal:
            form.add_error("about", str(refusal))
        else:
            messages.success(request, "The board has been told. The centre has not.")
            return redirect("claims:moderate", centre.number, claim.pk)
    context = {"claim": claim, "form": form, "concerns": queries.concerns(claim)}
    return render(request, "claims/concern.html", context)
