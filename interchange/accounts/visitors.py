"""Where does a try to log in come from? A network, and a browser that a cookie makes known."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

IPV6_PREFIX = 56  # bits: what one household or school is given
SALT = "interchange.accounts.visitors"
KNOWN = "known"  # the cookie of a browser in which people have logged in before
KNOWN_FOR = 365 * 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Visitor:
    """Where somebody comes from.

    `network` stands for the network without naming it ("" where it cannot be told), `browser` is
    the id of a browser in which the people with the ids `people` have logged in before.
    """

    network: str = ""
    browser: str = ""
    people: tuple[int, ...] = ()

    def knows(self, person):
        """Whether the person has logged in with this browser before."""
        return bool(self.browser) and person is not None and person.pk in self.people


def address(meta, *, proxies):
    """The address of who sent a request, as text; "" where there is none.

    Takes the request's headers as WSGI names them and how many proxies of ours stand in front.
    Each of those appends to X-Forwarded-For whom it heard; what stands further left anybody may
    have written, and without proxies the header counts for nothing.
    """
    if proxies:
        heard = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        heard = [part for part in heard if part]
        if heard:
            return heard[-min(proxies, len(heard))]
    return meta.get("REMOTE_ADDR") or ""


def network(text):
    """The network of an address, which stands for one school or household; "" for no address."""
    try:
        found = ip_address(_without_port(text))
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    if found.version == 4:
        return str(found)
    return str(ip_network(f"{found}/{IPV6_PREFIX}", strict=False))


def _without_port(text):
    """An address without the port that some proxies write behind it."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text.partition("%")[0]


def disguised(text):
    """A word of 32 characters that stands for a network and does not tell it; "" for none."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()[:32] if text else ""


def known_browser(request):
    """The id of the browser, and the ids of those who have logged in with it, the latest first.

    "" and nobody for a browser that is not known, or whose cookie is not ours.
    """
    kept = request.get_signed_cookie(KNOWN, default="", salt=KNOWN, max_age=KNOWN_FOR)
    browser, *people = kept.split(".")
    if len(browser) != 32:  # none, or a cookie of an earlier version
        return "", ()
    return browser, tuple(int(pk) for pk in people)
