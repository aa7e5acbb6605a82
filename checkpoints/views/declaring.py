"""The exams officer's declaration."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from checkpoints import commands, queries
from checkpoints.forms import Declaring
from checkpoints.rules import CheckpointRefused, check_can_declare
from interchange import shown
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission

PURPOSE = "declare completion dates"


@at_centre(Permission.DECLARE_COMPLETION)
def declare(request, centre):
    """Show what would be declared, and submit it."""
    form, seen = Declaring(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        seen = shown.carried_by(request.POST, PURPOSE)
        sure, at = form.cleaned_data["sure"], timezone.now()
        try:
            commands.declare(centre=centre, sure=sure, seen=seen, by=request.user, at=at)
        except CheckpointRefused as refusal:
            if refusal.field != "sure":
                messages.error(request, str(refusal))
                return redirect("checkpoints:checkpoint", centre.number)
            form.add_error("sure", str(refusal))
        except shown.ShownOtherwise as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The declaration is submitted. The board has it.")
            return redirect("checkpoints:checkpoint", centre.number)
    on = timezone.localdate()
    summer = queries.summer_now(on)
    courses = queries.courses(centre, summer)
    now = queries.shown_of_all(courses)
    context = {
        "form": form,
        "refused": _refused(centre, summer, courses, on),
        "courses": courses,
        "summer": summer,
        "expecting": sum(one.expecting for one in courses),
        "registered": sum(one.registered for one in courses),
        "shown": shown.carried(PURPOSE, now),
        "differences": shown.differences(seen, now) if seen else [],
    }
    return render(request, "checkpoints/declare.html", context)


def _refused(centre, summer, courses, on):
    """Why the declaration may not be submitted on the day, however it is filled in; "" if it may.

    It says what to do instead.
    """
    declared = queries.declaration(centre, summer) is not None
    window = queries.window(summer)
    try:
        check_can_declare(window, courses, sure=True, declared=declared, on=on)
    except CheckpointRefused as refusal:
        return str(refusal)
    return ""
