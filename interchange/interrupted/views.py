"""What somebody typed in a form that could not be taken, where its page cannot show it again."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from interchange.accounts.access import public, signed_in, step
from interchange.interrupted import commands, queries
from interchange.interrupted.middleware import is_known
from interchange.interrupted.requests import keep_sent
from interchange.interrupted.rules import what_was_typed


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request, pk):
    """List what was typed: to copy, to send again, or to throw away, once or twice."""
    if request.method == "POST":
        commands.forget(typist=request.user, pk=pk)
        messages.success(request, "Nothing of that form is kept any more.")
        return redirect("tracker:home")
    kept = queries.kept_form(request.user, pk, at=timezone.now())
    if kept is None:
        raise Http404
    context = {"kept": kept, "told": what_was_typed(kept.fields)}
    return render(request, "interrupted/form.html", context)


@public
@require_safe
@never_cache
@ensure_csrf_cookie
def who(request):
    """Tell a page of ours, before it sends a form, who is logged in: a person's id, or null."""
    person = request.user.pk if is_known(request.user) else None
    return JsonResponse({"person": person})


def out_of_date(request, reason=""):
    """Answer a form without the token of this session: it comes back with what was typed in it.

    Only the person who typed it sees it again; somebody else who is logged in now reads how.
    """
    kept = keep_sent(request, at=timezone.now())
    if kept and not is_known(request.user):
        return redirect(step("accounts:log_in", kept.address))
    if kept and kept.typist_id == request.user.pk:
        return redirect(kept.address)
    return render(request, "errors/csrf.html", {"kept": kept}, status=403)
