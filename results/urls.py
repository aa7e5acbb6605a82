"""Where the pages are."""

from django.urls import path

from results import views

app_name = "results"
urlpatterns = [
    path("", views.test_results, name="test_results"),
]
