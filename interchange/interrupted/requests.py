"""From a request that was refused to a form that is kept, and the page to come back to."""

from urllib.parse import urlsplit

from interchange.interrupted import commands
from interchange.interrupted.addresses import is_ours, may_be_kept
from interchange.interrupted.rules import fields_to_keep
from interchange.interrupted.tokens import TYPED_BY, typist_of


def keep_sent(request, *, at):
    """Keep the form that was sent for the person who typed it, and give it.

    None where it does not say whose it is, as forms of others than the portal do not, where there
    is nothing to keep, and for every page that takes secrets or whose address holds one.
    """
    typist_id = typist_of(request.POST.get(TYPED_BY, ""))
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = fields_to_keep(pairs)
    sent_to = request.get_full_path()
    page = came_from(request) or sent_to
    if typist_id is None or not fields or not (may_be_kept(page) and may_be_kept(sent_to)):
        return None
    return commands.keep(
        typist_id=typist_id,
        page=page,
        sent_to=sent_to,
        fields=fields,
        files=sorted(request.FILES),
        at=at,
    )


def came_from(request):
    """The page of ours whose form was sent, or ""."""
    address = urlsplit(request.META.get("HTTP_REFERER", ""))
    page = address.path + (f"?{address.query}" if address.query else "")
    return page if address.netloc == request.get_host() and is_ours(page) else ""
