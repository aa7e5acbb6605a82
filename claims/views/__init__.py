"""Pages."""

from django.http import HttpResponse


def make(request, **kwargs):
    return HttpResponse("not yet")


def history(request, **kwargs):
    return HttpResponse("not yet")


def view(request, **kwargs):
    return HttpResponse("not yet")


def to_sample(request, **kwargs):
    return HttpResponse("not yet")


def to_review(request, **kwargs):
    return HttpResponse("not yet")
