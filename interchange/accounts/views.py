"""Pages."""

from django.http import HttpResponse


def log_in(request, **kwargs):
    return HttpResponse("not yet")


def log_out(request, **kwargs):
    return HttpResponse("not yet")


def second_factor(request, **kwargs):
    return HttpResponse("not yet")


def centres(request, **kwargs):
    return HttpResponse("not yet")


def centre(request, **kwargs):
    return HttpResponse("not yet")


def people(request, **kwargs):
    return HttpResponse("not yet")
