"""Where does a person go once logged in? Where they wanted to, if that is a page of ours."""

from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from interchange.accounts import permissions
from interchange.interrupted import queries as interrupted_queries
from interchange.interrupted.addresses import is_ours


def wanted(request):
    """The page of ours that the address or the form names as next, or ""."""
    target = request.POST.get("next") or request.GET.get("next", "")
    return target if is_ours(target) else ""


def onward(name, request):
    """The address of the next step, which still knows where the person wanted to go."""
    target = wanted(request)
    query = f"?{urlencode({'next': target})}" if target else ""
    return f"{reverse(name)}{query}"


def destination(request):
    """Where the person goes now: where they wanted, or to what they typed when they were cut off,
    or Home; who has several centres chooses."""
    target = wanted(request)
    if target and target != reverse("tracker:home"):
        return target
    if kept := interrupted_queries.kept_forms(request.user, at=timezone.now()).first():
        return kept.address
    if len(permissions.own_centres(request.user)) > 1 and "centre" not in request.session:
        return reverse("accounts:centres")
    return resolve_url("tracker:home")
