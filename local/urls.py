"""Where the demo's own page is."""

from django.urls import path

from local import views

app_name = "local"
urlpatterns = [path("", views.people, name="people")]
