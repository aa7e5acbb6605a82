"""Where the pages of Test Results are."""

from django.urls import path

from results import api
from results.views import export, listing, working

app_name = "results"
urlpatterns = [
    path("centres/<str:number>/results/", listing.test_results, name="test_results"),
    path("centres/<str:number>/results/export/", export.export, name="export"),
    path("centres/<str:number>/results/<int:pk>/working/", working.working, name="working"),
    path("api/centres/<str:number>/results/", api.UnitResults.as_view(), name="api"),
]
