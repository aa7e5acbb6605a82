"""A view that only says hello, to somebody who is logged in, beside all pages of the portal."""

from django.http import HttpResponse
from django.urls import include, path


def hello(request):
    """Say hello to whoever is logged in: sessions and users are read only when asked for."""
    return HttpResponse(f"Hello, {request.user.name}.")


urlpatterns = [path("hello/", hello), path("", include("interchange.urls"))]
