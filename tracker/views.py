"""Pages."""

from django.http import HttpResponse


def home(request, **kwargs):
    return HttpResponse("not yet")


def centre_home(request, **kwargs):
    return HttpResponse("not yet")


def progress(request, **kwargs):
    return HttpResponse("not yet")


def candidate(request, **kwargs):
    return HttpResponse("not yet")
