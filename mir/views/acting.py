"""Who asked to answer the board, or to take a request back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.tokens import token_of
from interchange.workflow import MoveRefused
from mir import commands, forms, queries
from mir.request_types import OTHER
from mir.views.papers import keep_papers, take_back
from mir.views.reading import find, page_of


@at_centre(Permission.RAISE_REQUESTS)
@takes_files(many=True)
def answer(request, centre, request_number):
    """Answer the board's question, with papers."""
    return _written(request, centre, request_number, forms.Answer, _answered)


@at_centre(Permission.RAISE_REQUESTS)
@takes_files(many=True)
def add(request, centre, request_number):
    """Add something to a request that is open, with papers."""
    return _written(request, centre, request_number, forms.Addition, _added)


def _written(request, centre, request_number, written, send):
    """Keep the papers of what was written, and send it; or show what is wrong with it."""
    record = find(centre, request_number)
    if request.method != "POST":
        return redirect(record)
    token = token_of(request.POST.get("token", ""))
    take_back(request, token)
    refused = keep_papers(request, centre, token, [OTHER])
    kept = queries.chosen(token, request.user)
    form = written({**request.POST.dict(), "token": token}, request.FILES, kept=kept)
    if form.is_valid() and not refused:
        return send(request, record, token, form.cleaned_data)
    for field, refusal in refused:
        form.add_error(field, str(refusal))
    return page_of(request, centre, record, form)


def _added(request, record, token, given):
    """Send what is added and go back to the request."""
    asked = {"words": given["reply"], "urgent_because": given["urgent_because"]}
    try:
        commands.add(request=record, token=token, by=request.user, at=timezone.now(), **asked)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The board has what you added.")
    return redirect(record)


def _answered(request, record, token, given):
    """Send the answer and go back to the request."""
    try:
        commands.answer(
            request=record, reply=given["reply"], token=token, by=request.user, at=timezone.now()
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The board has your answer.")
    return redirect(record)


@at_centre(Permission.RAISE_REQUESTS)
def withdraw(request, centre, request_number):
    """Ask once more, then take the request back."""
    record = find(centre, request_number)
    if request.method != "POST":
        return render(request, "mir/withdraw.html", {"record": record})
    try:
        commands.withdraw(request=record, by=request.user, at=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Request {record.number} is withdrawn.")
    return redirect(record)
