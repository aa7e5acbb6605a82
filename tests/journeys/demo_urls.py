"""Where everything is in the demo: the portal, and the page of the demo's people."""

from django.urls import include, path

from interchange.urls import urlpatterns as portal

urlpatterns = [*portal, path("demo/", include("interchange.local.urls"))]
