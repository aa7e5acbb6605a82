"""Which addresses are pages of ours, and of which of them is a form kept?"""

from urllib.parse import unquote, urlsplit

from django.http import QueryDict
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from interchange.interrupted.rules import is_kept_view, is_secret


def is_ours(address):
    """Whether an address, which names no host, leads to a page of our own in any browser."""
    return _page_at(address) is not None


def may_be_kept(address):
    """Whether a form of that page may be kept: it is ours, takes no secrets, and names none."""
    page = _page_at(address)
    if page is None or not is_kept_view(page.namespace, page.url_name, page.kwargs):
        return False
    asked = QueryDict(urlsplit(address).query)
    if any(is_secret(name) for name in asked):
        return False
    return all(_names_no_secret(value) for _, values in asked.lists() for value in values)


def _names_no_secret(value):
    """Whether what an address asks for is not itself the address of a page of secrets."""
    page = _page_at(value)
    return page is None or is_kept_view(page.namespace, page.url_name, page.kwargs)


def _page_at(address):
    """What our URL configuration has at the address, or None; one slash begins it, never two."""
    one_slash = address.startswith("/") and not address.startswith("//")
    if not one_slash or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return None
    path = unquote(urlsplit(address).path)
    try:
        return resolve(f"/{path.removeprefix(get_script_prefix())}")
    except Resolver404:
        return None
