"""What the desk sends: who has an item, what is noted of it, which views are kept."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from interchange.accounts.models import User
from interchange.board.desk import Asked, Desk
from interchange.clashes import Clash, clashes_told
from interchange.desk import commands, queries
from interchange.look.sentences import first_problem
from interchange.refusals import RuleBroken

INDEX = "admin:index"


class Colleague(forms.Form):
    """To whom an item is handed."""

    to = forms.ModelChoiceField(User.objects.none(), label="Hand to", empty_label="Choose")

    def __init__(self, *given, person, **more):
        """Take the person who hands it over, who cannot be chosen."""
        super().__init__(*given, **more)
        self.fields["to"].queryset = queries.colleagues(person)


class Words(forms.Form):
    """A note for colleagues."""

    words = forms.CharField(
        label="Note for colleagues",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the note before you save it."},
    )


class ViewName(forms.Form):
    """The name of a view that is kept."""

    name = forms.CharField(
        label="Name of this view",
        max_length=40,
        error_messages={"required": "Write a name for the view before you save it."},
    )


def hand(site, request):
    """Take, hand over, put back or note of an item; back where that was asked."""

    def send():
        page, record = _record(site, request)
        act = ACTS.get(request.POST.get("act"))
        if act is None:
            raise Http404
        if act in TAKING and not Desk(site, request, timezone.now()).of_record(page, record):
            raise RuleBroken(f"Nothing is to be done with {record} now. Nobody takes it in hand.")
        return act(request, record)

    return _told(request, send)


def save_view(request):
    """Keep the filters of the desk under a name, or delete a view."""

    def send():
        if "forget" in request.POST:
            commands.forget_view(pk=_number(request.POST["forget"]), by=request.user)
            return "The view is deleted."
        form = ViewName(request.POST)
        if not form.is_valid():
            raise RuleBroken(first_problem(form))
        query = Asked.of(_query(request)).query
        commands.save_view(name=form.cleaned_data["name"], query=query, by=request.user)
        return f"“{form.cleaned_data['name']}” is saved among your views."

    return _told(request, send)


def _take(request, record):
    shown = _number(request.POST.get("from_hand") or "0")
    commands.take(record=record, by=request.user, at=timezone.now(), from_hand=shown)
    return f"You have {record} in hand."


def _put_back(request, record):
    commands.put_back(record=record, by=request.user, at=timezone.now())
    return f"Nobody has {record} in hand now."


def _hand_over(request, record):
    form = Colleague(request.POST, person=request.user)
    if not form.is_valid():
        raise RuleBroken("Choose the colleague to whom you hand it.")
    to = form.cleaned_data["to"]
    commands.hand_over(record=record, to=to, by=request.user, at=timezone.now())
    return f"{to.name} has {record} in hand."


def _note(request, record):
    form = Words(request.POST)
    if not form.is_valid():
        raise RuleBroken(first_problem(form))
    words = form.cleaned_data["words"]
    commands.note(record=record, words=words, by=request.user, at=timezone.now())
    return "Your note is saved; colleagues read it here."


ACTS = {"take": _take, "put_back": _put_back, "hand_over": _hand_over, "note": _note}
TAKING = {_take, _hand_over}


def following(site, request):
    """On to the next item of the desk after the place of the address."""
    desk = Desk(site, request, timezone.now())
    asked = desk.asked(_query(request))
    address = desk.next_after(asked, request.GET.get("place", ""))
    if address:
        return redirect(address)
    messages.info(request, "Nothing else of what you chose waits now.")
    return redirect(f"{reverse(INDEX)}?{asked.query}".removesuffix("?"))


def _query(request):
    """The filters of the desk, as a page of one of its items carries them."""
    return QueryDict((request.POST.get("desk") or request.GET.get("desk") or "")[:300])


def _told(request, send):
    """Carry out what was sent, say how it went, and lead back."""
    try:
        with clashes_told():
            messages.success(request, send())
    except (RuleBroken, PermissionDenied, Clash) as refusal:
        messages.error(request, str(refusal))
    return redirect(_back(request))


def _record(site, request):
    """The list and its record, if the list is on the desk and the person may see it; else 404."""
    label, number = request.POST.get("kind", ""), _number(request.POST.get("record", ""))
    page = next((one for one in site.in_order() if one.opts.label_lower == label), None)
    if page is None or not page.waiting or not page.has_view_permission(request):
        raise Http404
    record = page.get_queryset(request).filter(pk=number).first()
    if record is None:
        raise Http404
    return page, record


def _number(text):
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)


def _back(request):
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, None, require_https=request.is_secure())
    return back if ours and back.startswith("/") else reverse(INDEX)
