"""How the stories of resolutions ask the board's page: type, look at what changes, confirm."""

from django.urls import reverse


def address(request):
    """The page on which a request is resolved by the act."""
    return reverse("admin:mir_request_resolve", args=[request.pk])


def look(client, request, **typed):
    """What the page shows that these acts would change."""
    typed = {"decision": "Looked into it.", **typed, "look": "1"}
    return client.post(address(request), typed, secure=True)


def confirm(client, request, **typed):
    """Look, and confirm what was shown; give the answer."""
    shown = look(client, request, **typed).context["shown"]
    typed = {"decision": "Looked into it.", **typed, "shown": shown, "confirm": "1"}
    return client.post(address(request), typed, secure=True)


def foreseen(page):
    """All that a page says would change: {what: {part: words}}."""
    return {what: dict(parts) for what, parts in page.context["lines"]}
