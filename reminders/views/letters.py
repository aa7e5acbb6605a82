"""Which letters a person gets."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts.access import signed_in
from reminders import commands, queries, rules
from reminders.forms import NAMES, Letters


@signed_in
def letters(request):
    """Have the person say which letters the portal writes to them."""
    now = queries.wanted(request.user)
    ticked = [name for name in NAMES if getattr(now, name)]
    sent = request.POST if request.method == "POST" else None
    form = Letters(sent, initial={"letters": ticked})
    if form.is_valid():
        try:
            commands.choose_letters(by=request.user, at=timezone.now(), **form.wanted())
        except rules.LastReader as refusal:
            form.add_error("letters", str(refusal))
        else:
            messages.success(request, "Saved. Letters about your account always come.")
            return redirect("accounts:account")
    return render(request, "reminders/letters.html", {"form": form})
