"""Pages."""

from django.http import HttpResponse


def requests(request, **kwargs):
    return HttpResponse("not yet")


def view(request, **kwargs):
    return HttpResponse("not yet")
