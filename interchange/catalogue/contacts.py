"""Whom to ask: the board's contacts, for every page."""

from django.utils.functional import SimpleLazyObject

from interchange.catalogue.models import Contact


def contacts(request):
    """Give templates `contacts`, by slug, read only when a page shows one."""
    return {
        "contacts": SimpleLazyObject(lambda: {one.slug: one for one in Contact.objects.all()}),
    }
