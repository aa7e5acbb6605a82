"""Who asked to raise a request: first what for, then the form of that kind."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.catalogue.unit_numbers import as_published
from interchange.tokens import token_of
from mir import commands, forms, queries, rules
from mir.models import Request
from mir.request_types import OTHER
from mir.rules import RequestNotReady
from mir.views.drafting import begun_before, keep_as_draft, keep_typed
from mir.views.papers import keep_papers, take_back


@at_centre(Permission.RAISE_REQUESTS)
@takes_files(many=True)
def raise_request(request, centre):
    """Raise a request: what for, about whom and what, then why; each of it may be in the address.

    What stands in its way is said as soon as it is known what it is about, before any paper is
    asked for: `?kind=&qualification=&candidate=&unit=&series=…`.
    """
    choice = _chosen(request, centre)
    if not choice.is_valid():
        return render(request, "mir/choose.html", {"form": choice})
    kind, qualification = choice.request_type, choice.cleaned_data["qualification"]
    context = {"kind": kind, "qualification": qualification, "query": request.GET.urlencode()}
    about = None if request.method == "POST" else _about(request, centre, choice)
    if about and about.is_valid():
        asked = about.named()
    else:
        asked = Request(kind=kind.slug, centre=centre, qualification=qualification)
    facts = queries.facts(asked, at=timezone.now())
    if refused := _refused(request, asked, facts, context):
        return refused
    if about is None:
        return keep_as_draft(request, centre, choice) or _sent(request, centre, choice, context)
    if not about.is_valid():
        return render(request, "mir/about.html", {**context, "form": about})
    further = kind.further_visit and kind.further_visit(facts)
    form = _begun(request, centre, choice, about)
    return render(request, "mir/raise.html", {**context, "form": form, "further_visit": further})


def _chosen(request, centre):
    """What the address says is asked for, as a form; unbound until both are named."""
    asked = request.GET
    named = "step" in asked or ("kind" in asked and "qualification" in asked)
    if named:
        return forms.Choice(asked, centre=centre)
    return forms.Choice(initial={**asked.dict(), "step": "1"}, centre=centre)


def _refused(request, asked, facts, context):
    """The page that says what is in the way of what is asked, and where to go instead; or None."""
    kind = context["kind"]
    blocked = [
        (problem.sentence, queries.instead(problem.page, asked, facts, request.user))
        for problem in rules.broken_preconditions(kind, facts)
    ]
    if not blocked:
        return None
    named = any(getattr(asked, name) for name in kind.fields)
    query = {name: value for name, value in request.GET.items() if name != "about"}
    again = urlencode({**query, "change": "1"}) if named else ""
    return render(request, "mir/not_yet.html", {**context, "blocked": blocked, "again": again})


def _about(request, centre, choice):
    """The form of what it is about: filled in once that was sent, or all it needs is known."""
    kind, given = choice.request_type, choice.cleaned_data
    begun_before(request, centre)  # nobody else goes on with a draft
    unit = as_published(given["unit"])
    series = queries.last_sitting(centre, given["candidate"], unit)
    known = {"candidate": given["candidate"], "unit": unit, "series": series.pk if series else ""}
    named = kind.needs or ("candidate",)
    is_known = "about" in request.GET or all(known.get(name) for name in named)
    if "change" in request.GET or not is_known:
        form = _form(forms.Named, centre, choice, initial={**known, **request.GET.dict()})
        return form.go_on_with(request.GET.dict())
    return _form(forms.Named, centre, choice, {**known, **request.GET.dict(), "unit": unit})


def _begun(request, centre, choice, about):
    """The form of the details, begun with what is known, or as the draft was left."""
    known = {name: about.cleaned_data[name] for name in choice.request_type.fields}
    if "candidate" in known:
        known["candidate"] = about.data["candidate"]
    draft = begun_before(request, centre)
    token = draft.token if draft else uuid.uuid4()
    begun = {"token": token, "email": request.user.email, **known}
    kept = queries.chosen(token, request.user)
    form = _form(forms.Details, centre, choice, initial=begun, kept=kept)
    return form.go_on_with(draft.typed, but=known) if draft else form


def _form(form, centre, choice, *given, **more):
    """A form of the kind and qualification chosen."""
    return form(
        *given,
        kind=choice.request_type,
        centre=centre,
        qualification=choice.cleaned_data["qualification"],
        on=timezone.localdate(),
        **more,
    )


def _sent(request, centre, choice, context):
    """Send what was typed, or show what is wrong with it, its good papers kept."""
    token = token_of(request.POST.get("token", ""))
    take_back(request, token)
    refused = keep_papers(request, centre, token, [*choice.request_type.documents, OTHER])
    kept = queries.chosen(token, request.user)
    form = _form(
        forms.Details,
        centre,
        choice,
        {**request.POST.dict(), "token": token},
        request.FILES,
        kept=kept,
    )
    if form.is_valid() and not refused and (record := _attempt(form, request.user)):
        messages.success(
            request, f"The board has your request. Its number is {record.number}; please quote it."
        )
        return redirect(record)
    for field, refusal in refused:
        form.add_error(field, str(refusal))
    keep_typed(request, centre, choice, token)
    return render(request, "mir/raise.html", {**context, "form": form})


def _attempt(form, by):
    """Raise the request and give it; None if a rule forbids it, which the form then says."""
    try:
        return commands.raise_request(request=form.asked(), by=by, at=timezone.now())
    except RequestNotReady as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field or None, problem.sentence)
        return None
