"""Who asked to answer the board, or to take a request back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.workflow import MoveRefused
from mir import commands, forms, queries
from mir.request_types import OTHER
from mir.views.raising import keep_papers, take_back, token_of
from mir.views.reading import find, page_of


@at_centre(Permission.RAISE_REQUESTS)
@takes_files(many=True)
def answer(request, centre, request_number):
    """Answer the board's question, with papers."""
    record = find(centre, request_number)
    if request.method != "POST":
        return redirect(record)
    token = token_of(request)
    take_back(request, token)
    refused = keep_papers(request, centre, token, [OTHER.slug])
    kept = queries.chosen(token, request.user)
    form = forms.Answer({**request.POST.dict(), "token": token}, request.FILES, kept=kept)
    if form.is_valid() and not refused:
        return _answered(request, record, token, form.cleaned_data["reply"])
    for field, refusal in refused:
        form.add_error(field, str(refusal))
    return page_of(request, centre, record, form)


def _answered(request, record, token, reply):
    """Send the answer and go back to the request."""
    try:
        commands.answer(
            request=record, reply=reply, token=token, by=request.user, at=timezone.now()
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
