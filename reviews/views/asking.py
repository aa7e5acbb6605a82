"""Who asked for a post-results service: first which and of which exam, then for whom."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from entries.queries import named_as_known
from interchange import shown
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.keys import as_key
from interchange.tokens import SENT_BEFORE
from interchange.uploads import UploadRefused
from results.models import UnitResult
from reviews import commands, forms, queries
from reviews.rules import ReviewRefused

FILE_AGAIN = "Choose the file again: a page that is shown anew cannot keep it."


@at_centre(Permission.RAISE_REQUESTS)
@takes_files()
def ask(request, centre):
    """Ask for a service: `?exam=&service=` name it, `?result=` begins with one candidate."""
    at = timezone.now()
    asked = _asked(request, centre)
    sat = queries.exam_of(centre, asked.get("exam", ""))
    exams = queries.exams_open(centre, at)
    if sat and sat not in exams:
        exams = [sat, *exams]
    named = "q" in request.GET or {"exam", "service"} <= set(request.GET)
    choice = forms.Choice(asked if named else None, initial=asked, exams=exams)
    offers = queries.offers(sat, at) if sat else []
    if not choice.is_valid():
        page = {"form": choice, "exams": exams, "sat": sat, "offers": offers}
        return render(request, "reviews/choose.html", page)
    [offer] = [one for one in offers if one.service == choice.cleaned_data["service"]]
    desk = {
        "sat": sat,
        "offer": offer,
        "others": [one for one in offers if one != offer and not one.closed],
        "text": choice.cleaned_data["q"].strip(),
        "result": choice.cleaned_data["result"],
    }
    if offer.closed:
        return render(request, "reviews/closed.html", desk)
    return (
        _sent(request, centre, desk) if request.method == "POST" else _form(request, centre, desk)
    )


def _asked(request, centre):
    """What the address says; of a result, its exam."""
    asked = request.GET.dict()
    if "exam" not in asked and (key := as_key(asked.get("result", ""))):
        found = UnitResult.objects.filter(centre=centre, pk=key, series__isnull=False)
        one = found.select_related("qualification", "unit", "series").first()
        if one:
            asked["exam"] = queries.Sat(one.qualification, one.unit, one.series).key
    return asked


def _form(request, centre, desk, form=None, seen=None):
    """The page on which candidates are ticked; `seen` is what it had shown, if it is again."""
    results = _results(centre, desk, form)
    if form is None:
        initial = {
            "token": uuid.uuid4(),
            "email": request.user.email,
            "who": {desk["result"]} if desk["result"] else set(),
        }
        form = forms.Asking(results=results, service=desk["offer"].service, initial=initial)
    now = queries.shown_of(desk["sat"], desk["offer"], results)
    context = {
        **desk,
        "form": form,
        "found": queries.results_of(centre, desk["sat"], text=desk["text"]).count(),
        "most": queries.MOST,
        "shown": shown.carried(_purpose(desk), now),
        "differences": shown.differences(_only(seen, now), now) if seen else [],
        "errors": form.links() if form.is_bound else [],
    }
    return render(request, "reviews/ask.html", context)


def _results(centre, desk, form=None):
    """The results that the page offers: of who is searched for, and of the one it begins with."""
    if form is not None:
        return form.results
    found = queries.results_of(centre, desk["sat"], text=desk["text"])
    found = found.order_by("candidate__sorts_as", "pk")
    first = [one for one in found.filter(pk=as_key(desk["result"]) or 0)]
    others = found.exclude(pk__in=[one.pk for one in first])[: queries.MOST - len(first)]
    return named_as_known(centre, [*first, *others], timezone.now())


def _sent(request, centre, desk):
    """Send what was typed, or show what is wrong with it."""
    ticked = [key for one in request.POST.getlist("who") if (key := as_key(one))]
    results = _results(centre, desk)
    here = {one.pk for one in results}
    more = queries.results_of(centre, desk["sat"]).filter(
        pk__in=[p for p in ticked if p not in here]
    )
    results = [*named_as_known(centre, more, timezone.now()), *results]
    form = forms.Asking(request.POST, request.FILES, results=results, service=desk["offer"].service)
    seen = shown.carried_by(request.POST, _purpose(desk))
    if form.is_valid():
        chosen = [one for one in results if one.pk in form.signed]
        try:
            made = _asked_for(request, centre, desk, form, seen, chosen)
        except shown.ShownOtherwise as refusal:
            form.wrong("", str(refusal))
        except ReviewRefused as refusal:
            for problem in refusal.problems:
                form.wrong(problem.field, problem.sentence)
        except UploadRefused as refusal:
            form.wrong("paper", str(refusal))
        else:
            return _done(request, centre, made)
    if request.FILES.get("paper") and "paper" not in form.errors:
        form.wrong("paper", FILE_AGAIN)
    return _form(request, centre, desk, form, seen)


def _asked_for(request, centre, desk, form, seen, chosen):
    """Ask, and say whether it was asked before by the same form: (reviews, before)."""
    given, at = form.cleaned_data, timezone.now()
    made = commands.ask(
        centre=centre,
        sat=desk["sat"],
        service=desk["offer"].service,
        signed=form.signed,
        kept=given.get("kept", ""),
        upload=given.get("paper"),
        knows=given.get("knows", False),
        email=given["email"],
        token=given["token"],
        seen=_only(seen, queries.shown_of(desk["sat"], desk["offer"], chosen)),
        by=request.user,
        at=at,
    )
    return made, made[0].asked_at != at


def _done(request, centre, made):
    """Say what was asked for, and lead there."""
    reviews, before = made
    if before:
        messages.info(request, SENT_BEFORE)
    else:
        messages.success(
            request,
            f"The board has what you ask for: {len(reviews)}. Numbers: {_numbers(reviews)}.",
        )
    return redirect(reviews[0]) if len(reviews) == 1 else redirect("reviews:reviews", centre.number)


def _numbers(reviews):
    return ", ".join(str(one.number) for one in reviews)


def _only(seen, now):
    """Of what the page had shown, the lines that are asked about now."""
    return {line: parts for line, parts in seen.items() if line in now}


def _purpose(desk):
    """What the page may be used for."""
    return f"review {desk['offer'].service} {desk['sat'].key}"
