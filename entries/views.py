"""Pages."""

from django.http import HttpResponse


def entries(request, **kwargs):
    return HttpResponse("not yet")


def register(request, **kwargs):
    return HttpResponse("not yet")


def exams(request, **kwargs):
    return HttpResponse("not yet")
