"""Where the pages are."""

from django.urls import path

from mir import views

app_name = "mir"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("<int:request_number>/", views.view, name="view"),
]
