"""The doors of the portal: loading a centre and being allowed to see it are one act."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from rest_framework.permissions import BasePermission

from interchange.accounts import permissions
from interchange.interrupted.requests import came_from, keep_sent

PUBLIC = "public"  # the `permission` of a view that anybody may open
PASSWORD_GIVEN = "password given"  # … of one that comes between password and second factor
SIGNED_IN = "signed in"  # … of one that any person past the second factor may open


def at_centre(permission):
    """Decorate a view of a centre's page: the URL's `number` becomes the Centre `centre`.

    A person with no role at the centre, board staff included, gets 404, as for a page that does
    not exist; a person there who lacks the permission gets 403 naming the role. The centre whose
    page was opened last is the one the shared pages show.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, number, **kwargs):
            centre = _load_centre(request.user, number)
            permissions.check(request.user, permission, centre=centre)
            _be_at(request, centre)
            return view(request, centre=centre, **kwargs)

        guarded.permission = permission
        return guarded

    return decorate


def _be_at(request, centre):
    """Note where the person is, for this page and for those that name no centre."""
    request.centre = centre
    mine = permissions.own_centres(request.user)
    if request.session.get("centre") != centre.number and centre in mine:
        request.session["centre"] = centre.number


def _load_centre(user, number):
    """The centre of that number among those the user belongs to; raises Http404."""
    for centre in permissions.centres(user):
        if centre.number == number:
            return centre
    raise Http404


def anywhere(permission):
    """Decorate a view for whoever holds the permission at some centre or for the board."""

    def decorate(view):
        @wraps(view)
        def guarded(request, **kwargs):
            places = [*permissions.centres(request.user), None]
            if not any(permissions.can(request.user, permission, centre=at) for at in places):
                raise PermissionDenied(
                    f"You cannot {permission.label}:"
                    f" this needs the role {permissions.needed(permission)}."
                )
            return view(request, **kwargs)

        guarded.permission = permission
        return guarded

    return decorate


def signed_in(view):
    """Mark a view as one for every person past the second factor."""
    view.permission = SIGNED_IN
    return view


def password_given(view):
    """Mark a view as a step between password and second factor; open to those past it as well."""
    view.permission = PASSWORD_GIVEN
    return view


def public(view):
    """Mark a view as one that needs nobody logged in."""
    view.permission = PUBLIC
    return view


class SignedInEverywhere:
    """Let nobody past the log-in pages without the second factor, except to public views."""

    def __init__(self, get_response):
        """Stand before `get_response`."""
        self.get_response = get_response

    def __call__(self, request):
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Send whoever is not fully logged in to the step that is missing."""
        needed = getattr(view, "permission", None)
        if needed == PUBLIC or _is_api(view):
            return None
        if not request.user.is_authenticated:
            return redirect(step("accounts:log_in", _wanted(request, needed)))
        permissions.remember(request.user)
        if needed == PASSWORD_GIVEN or request.user.is_verified():
            return None
        return redirect(step("accounts:second_factor", _wanted(request, needed)))


def step(name, target):
    """The address of a step of logging in that leads on to the `target`."""
    return f"{reverse(name)}?{urlencode({'next': target})}"


def _wanted(request, needed):
    """The page to come back to: this one, or the one whose form was being sent.

    What was typed in the form is kept and comes back with it, if it says whose it is.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    kept = None if needed == PASSWORD_GIVEN else keep_sent(request, at=timezone.now())
    return kept.address if kept else came_from(request) or "/"


class SecondFactorPassed(BasePermission):
    """The API's door: nobody without the second factor."""

    def has_permission(self, request, view):
        """Whether the person has passed the second factor."""
        return bool(request.user.is_authenticated and request.user.is_verified())


class AtCentre(SecondFactorPassed):
    """The API's door to a centre: the URL's `number` becomes the view's `centre`.

    The view names the `permission` it needs. Strangers get 404 and persons who lack it 403, as
    from `at_centre`.
    """

    def has_permission(self, request, view):
        """Whether the person may; raises Http404 or PermissionDenied, which say more."""
        if not super().has_permission(request, view):
            return False
        permissions.remember(request.user)
        view.centre = _load_centre(request.user, view.kwargs["number"])
        permissions.check(request.user, view.permission, centre=view.centre)
        return True


def _is_api(view):
    """Whether a view is one of the API's, which answers programs and leads them nowhere."""
    return hasattr(view, "cls")  # REST framework's mark on what its views' `as_view` gives
