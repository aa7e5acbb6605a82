"""Who marks a qualification at the centre: set up before its claim is built."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from claims import commands, queries, rules
from claims.forms import AssessorForm
from claims.models import CentreAssessor
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Qualification


@at_centre(Permission.MAKE_CLAIMS)
def assessors(request, centre, code):
    """The centre assessors of a qualification, and one more."""
    qualification = get_object_or_404(Qualification, code=code)
    form = AssessorForm(request.POST or None)
    if form.is_valid():
        try:
            assessor = commands.set_up_assessor(
                centre=centre,
                qualification=qualification,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except rules.AssessorRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{assessor} is set up for {qualification}.")
            return redirect("claims:assessors", centre.number, code)
    context = {
        "qualification": qualification,
        "assessors": queries.assessors(centre, qualification),
        "others": queries.other_assessors(centre, qualification),
        "form": form,
    }
    return render(request, "claims/assessors.html", context)


@at_centre(Permission.MAKE_CLAIMS)
def change(request, centre, code, pk):
    """Set an assessor of the centre up for the qualification too, or let them no longer mark it."""
    if request.method != "POST":
        return redirect("claims:assessors", centre.number, code)
    qualification = get_object_or_404(Qualification, code=code)
    assessor = get_object_or_404(CentreAssessor, pk=pk, centre=centre)
    done = {"qualification": qualification, "by": request.user, "at": timezone.now()}
    try:
        if "stop" in request.POST:
            commands.stop_assessor(assessor=assessor, **done)
            messages.success(request, f"{assessor} no longer marks {qualification}.")
        else:
            named = {"name": assessor.name, "initials": assessor.initials}
            commands.set_up_assessor(centre=centre, **named, **done)
            messages.success(request, f"{assessor} is set up for {qualification}.")
    except rules.AssessorRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("claims:assessors", centre.number, code)
