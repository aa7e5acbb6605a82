"""Where the pages of Test Results are."""

from django.urls import path

from results.views import export, listing

app_name = "results"
urlpatterns = [
    path("", listing.test_results, name="test_results"),
    path("export/", export.export, name="export"),
]
