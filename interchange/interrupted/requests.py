"""From a request that was refused to a form that is kept, and the page to come back to."""

from urllib.parse import urlsplit

from interchange.interrupted import commands
from interchange.interrupted.rules import fields_to_keep
from interchange.interrupted.tokens import TYPED_BY, typist_of


def keep_sent(request, *, at):
    """Keep the form that was sent for the person who typed it, and give it.

    None where it does not say whose it is, as forms of others than the portal do not, or where
    there is nothing to keep.
    """
    typist_id = typist_of(request.POST.get(TYPED_BY, ""))
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = fields_to_keep(pairs)
    if typist_id is None or not fields:
        return None
    return commands.keep(
        typist_id=typist_id,
        page=came_from(request) or request.get_full_path(),
        sent_to=request.get_full_path(),
        fields=fields,
        files=sorted(request.FILES),
        at=at,
    )


def came_from(request):
    """The page of ours whose form was sent, or ""."""
    address = urlsplit(request.META.get("HTTP_REFERER", ""))
    ours = address.netloc == request.get_host()
    return address._replace(scheme="", netloc="", fragment="").geturl() if ours else ""
