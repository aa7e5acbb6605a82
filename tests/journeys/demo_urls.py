"""Where everything is in the demo: the portal, and the page of the demo's people."""

from django.urls import include, path

from interchange import urls as portal

handler403 = portal.handler403
urlpatterns = [*portal.urlpatterns, path("demo/", include("local.urls"))]
