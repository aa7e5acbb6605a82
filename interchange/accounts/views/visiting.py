"""From where does somebody come, and has this browser been logged in with before?"""

import secrets

from django.conf import settings

from interchange.accounts.visitors import (
    KNOWN,
    KNOWN_FOR,
    Visitor,
    address,
    disguised,
    known_browser,
    network,
)

KNOWN_PEOPLE = 10  # teachers share computers


def visitor(request):
    """The Visitor who sends a request."""
    browser, people = known_browser(request)
    place = network(address(request.META, proxies=settings.TRUSTED_PROXIES))
    return Visitor(network=disguised(place), browser=browser, people=people)


def remember(request, response):
    """Let the browser know again who has logged in with it; give the response."""
    browser, before = known_browser(request)
    people = [request.user.pk, *(pk for pk in before if pk != request.user.pk)]
    response.set_signed_cookie(
        KNOWN,
        ".".join([browser or secrets.token_hex(16), *map(str, people[:KNOWN_PEOPLE])]),
        salt=KNOWN,
        max_age=KNOWN_FOR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
