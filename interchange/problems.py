"""How do refusals become answers? A missing role is 403, somebody sooner 409, a rule 422."""

from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from interchange.accounts import permissions, queries
from interchange.clashes import Clash, clash_of
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused

ANSWERS = {MoveRefused: 409, Clash: 409, RuleBroken: 422}


class Problems:
    """Turn refusals that a view let through into a page that says what happened."""

    def __init__(self, get_response):
        """Stand before `get_response`."""
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        """Answer the request; an address with a NUL, which no text of ours holds, leads nowhere."""
        if "\x00" in request.path_info or "\x00" in unquote(request.META.get("QUERY_STRING", "")):
            raise Http404
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Give the page for a refusal; None for everything else, which is a bug or Django's."""
        exception = _meant(exception)
        for kind, status in ANSWERS.items():
            if isinstance(exception, kind):
                page = f"errors/{status}.html"
                return render(request, page, {"problem": str(exception)}, status=status)
        return None


def _meant(exception):
    """The refusal that an exception is; of an error of the database the clash behind it, if any."""
    if not isinstance(exception, DatabaseError):
        return exception
    return clash_of(exception) or exception


def not_allowed(request, exception):
    """The page for whoever lacks a role: which one is needed, and who at the centre can give it."""
    centre = _own_centre(request)
    administrators = queries.administrators(centre) if centre else []
    context = {"problem": str(exception), "own": centre, "administrators": administrators}
    return render(request, "errors/403.html", context, status=403)


def _own_centre(request):
    """The centre of the page, or the first, where the person holds a role of its own; else None."""
    if not request.user.is_authenticated:
        return None
    named = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    mine = permissions.own_centres(request.user)
    if named:
        return next((one for one in mine if one.number == named), None)
    return mine[0] if mine else None


def api_answer(exception, context):
    """The API's answer to an exception, as REST framework asks for it."""
    exception = _meant(exception)
    for kind, status in ANSWERS.items():
        if isinstance(exception, kind):
            return Response({"detail": str(exception)}, status=status)
    if isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied(str(exception))
    return exception_handler(exception, context)
