"""Where the page is."""

from django.urls import path

from interchange.notifications import views

app_name = "notifications"
urlpatterns = [path("", views.letters, name="letters")]
