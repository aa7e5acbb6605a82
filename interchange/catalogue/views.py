"""Pages."""

from django.http import HttpResponse


def qualifications(request, **kwargs):
    return HttpResponse("not yet")


def qualification(request, **kwargs):
    return HttpResponse("not yet")
