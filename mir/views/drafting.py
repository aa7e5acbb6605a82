"""Who asked to go on later: what is typed is kept as a draft, gone on with, or thrown away."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.interrupted.rules import fields_to_keep
from interchange.tokens import token_of
from mir import commands, queries
from mir.request_types import BY_SLUG, OTHER
from mir.views.papers import keep_papers, take_back

BUTTON, SCRIPT = "later", "typing"  # who says that it is to be kept
OF_THE_FORM = {"token", "draft", "typist", "remove"}  # nothing that anybody typed
TOO_LONG = "What you typed is too long to be kept as a draft. Shorten it, or send it."
GONE = "That draft is not there any more: it was sent, thrown away, or is somebody else’s."
KEPT = "Your draft is kept. Nobody else sees it, and the board knows nothing of it until you send."


def keep_as_draft(request, centre, choice):
    """Keep what the form holds, right or wrong, with its good papers; None if nothing asks for it.

    A script asks while somebody types, and its answer says when it was kept, or why not.
    """
    asked = request.POST.get("draft")
    if asked not in (BUTTON, SCRIPT):
        return None
    if asked == SCRIPT and request.POST.get("typist") != str(request.user.pk):
        return JsonResponse({"problem": "Somebody else is logged in now."}, status=409)
    token = token_of(request.POST.get("token", ""))
    if asked == BUTTON:  # a tick that is not sent yet may still be taken off
        take_back(request, token)
    refused = keep_papers(request, centre, token, [*choice.request_type.documents, OTHER])
    kept = keep_typed(request, centre, choice, token)
    problems = [*([] if kept else [TOO_LONG]), *(str(refusal) for _, refusal in refused)]
    if asked == SCRIPT:
        at = f"{timezone.localtime():%H:%M}"
        return JsonResponse({"at": at, "problem": " ".join(problems)})
    for problem in problems:
        messages.error(request, problem)
    if kept:
        messages.success(request, KEPT)
    return redirect("mir:requests", number=centre.number)


def keep_typed(request, centre, choice, token):
    """Keep what was typed in the form of the token; give the draft, or None if it is too long."""
    pairs = fields_to_keep(
        (name, value) for name, value in request.POST.items() if name not in OF_THE_FORM
    )
    if pairs is None:
        return None
    return commands.keep_draft(
        token=token,
        kind=choice.request_type.slug,
        qualification=choice.cleaned_data["qualification"],
        centre=centre,
        typed=dict(pairs),
        by=request.user,
        at=timezone.now(),
    )


def begun_before(request, centre):
    """The person's draft that the address names, or None where it names none; raises Http404."""
    named = request.GET.get("draft")
    return _find(request, centre, named) if named else None


@at_centre(Permission.RAISE_REQUESTS)
def throw_away(request, centre, token):
    """Ask once more, then throw a draft away."""
    if request.method != "POST":
        draft = _find(request, centre, token)
        title = BY_SLUG[draft.kind].title
        return render(request, "mir/throw_away.html", {"draft": draft, "kind_title": title})
    for draft in queries.drafts(centre, request.user).filter(token=token_of(token)):
        commands.throw_away(draft=draft)
    messages.success(request, "The draft is thrown away.")
    return redirect("mir:requests", number=centre.number)


def _find(request, centre, token):
    draft = queries.drafts(centre, request.user).filter(token=token_of(token)).first()
    if draft is None:
        raise Http404(GONE)
    return draft
