"""Pages."""

from django.http import HttpResponse


def test_results(request, **kwargs):
    return HttpResponse("not yet")
