"""Who asked to raise a request: first what for, then the form of that kind."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.catalogue.unit_numbers import as_published
from interchange.keys import as_key
from interchange.uploads import UploadRefused
from mir import commands, forms, queries, rules
from mir.models import Request
from mir.request_types import OTHER
from mir.rules import RequestNotReady


@at_centre(Permission.RAISE_REQUESTS)
@takes_files(many=True)
def raise_request(request, centre):
    """Raise a request: `?kind=&qualification=&candidate=&unit=` fill in what is known."""
    choice = _chosen(request, centre)
    if not choice.is_valid():
        return render(request, "mir/choose.html", {"form": choice})
    kind, qualification = choice.request_type, choice.cleaned_data["qualification"]
    context = {"kind": kind, "qualification": qualification, "query": request.GET.urlencode()}
    if blocked := _in_the_way(kind, centre, qualification):
        return render(request, "mir/not_yet.html", {**context, "blocked": blocked})
    if request.method == "POST":
        return _sent(request, centre, choice, context)
    form = _details(request, centre, choice, initial=_known(request, centre, choice))
    return render(request, "mir/raise.html", {**context, "form": form})


def _chosen(request, centre):
    """What the address says is asked for, as a form; unbound until both are named."""
    asked = request.GET
    named = "step" in asked or ("kind" in asked and "qualification" in asked)
    if named:
        return forms.Choice(asked, centre=centre)
    return forms.Choice(initial={**asked.dict(), "step": "1"}, centre=centre)


def _in_the_way(kind, centre, qualification):
    """What must happen before anything of this kind can be asked for this qualification."""
    plain = Request(kind=kind.slug, centre=centre, qualification=qualification)
    facts = queries.facts(plain, on=timezone.localdate())
    return rules.broken_preconditions(kind, facts)


def _known(request, centre, choice):
    """What the form begins with."""
    given = choice.cleaned_data
    unit = as_published(given["unit"])
    return {
        "token": uuid.uuid4(),
        "email": request.user.email,
        "candidate": given["candidate"],
        "unit": unit,
        "series": queries.last_sitting(centre, given["candidate"], unit),
    }


def _details(request, centre, choice, *given, **more):
    """The form of the kind chosen."""
    return forms.Details(
        *given,
        kind=choice.request_type,
        centre=centre,
        qualification=choice.cleaned_data["qualification"],
        on=timezone.localdate(),
        **more,
    )


def _sent(request, centre, choice, context):
    """Send what was typed, or show what is wrong with it, its good papers kept."""
    token = token_of(request)
    slugs = [one.slug for one in choice.request_type.documents] + [OTHER.slug]
    take_back(request, token)
    refused = keep_papers(request, centre, token, slugs)
    kept = queries.chosen(token, request.user)
    form = _details(
        request, centre, choice, {**request.POST.dict(), "token": token}, request.FILES, kept=kept
    )
    if form.is_valid() and not refused and (record := _attempt(form, request.user)):
        messages.success(
            request, f"The board has your request. Its number is {record.number}; please quote it."
        )
        return redirect(record)
    for field, refusal in refused:
        form.add_error(field, str(refusal))
    return render(request, "mir/raise.html", {**context, "form": form})


def _attempt(form, by):
    """Raise the request and give it; None if a rule forbids it, which the form then says."""
    try:
        return commands.raise_request(request=form.asked(), by=by, at=timezone.now())
    except RequestNotReady as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field or None, problem.sentence)
        return None


def keep_papers(request, centre, token, slugs):
    """Keep the files that can be kept; give (field, refusal) for each that cannot."""
    refused = []
    for slug in slugs:
        for upload in request.FILES.getlist(slug):
            try:
                commands.keep(
                    token=token,
                    document=slug,
                    upload=upload,
                    centre=centre,
                    by=request.user,
                    at=timezone.now(),
                )
            except UploadRefused as refusal:
                refused.append((slug, refusal))
    return refused


def token_of(request):
    """The form's token; a new one if it was lost or tampered with."""
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid.uuid4()


def take_back(request, token):
    """Throw away the papers ticked for that."""
    ticked = [key for one in request.POST.getlist("remove") if (key := as_key(one))]
    commands.drop(token=token, papers=ticked, by=request.user)
