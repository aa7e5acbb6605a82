"""Pages."""

from django.http import HttpResponse


def letters(request, **kwargs):
    return HttpResponse("not yet")
