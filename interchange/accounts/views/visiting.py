"""From where does somebody come, and has this browser been logged in with before?"""

import secrets

from django.conf import settings

from interchange.accounts.visitors import Visitor, address, disguised, network

KNOWN = "known"  # the cookie of a browser in which people have logged in before
KNOWN_FOR = 365 * 24 * 60 * 60  # seconds
KNOWN_PEOPLE = 10  # teachers share computers


def visitor(request):
    """The Visitor who sends a request."""
    browser, people = known_people(request)
    place = network(address(request.META, proxies=settings.TRUSTED_PROXIES))
    return Visitor(network=disguised(place), browser=browser, people=people)


def known_people(request):
    """The browser's id and the ids of those who have logged in with it, the latest first."""
    kept = request.get_signed_cookie(KNOWN, default="", salt=KNOWN, max_age=KNOWN_FOR)
    browser, *people = kept.split(".")
    if len(browser) != 32:  # none, or a cookie of an earlier version
        return "", ()
    return browser, tuple(int(pk) for pk in people)


def remember(request, response):
    """Let the browser know again who has logged in with it; give the response."""
    browser, before = known_people(request)
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
