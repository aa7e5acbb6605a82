"""Where the pages of Test Results are."""

from django.urls import path

from results import api
from results.views import (
    by_candidate,
    embargo,
    expected,
    export,
    listing,
    results_files,
    statements,
    working,
)

app_name = "results"
urlpatterns = [
    path("centres/<str:number>/results/", listing.test_results, name="test_results"),
    path(
        "centres/<str:number>/results/by-candidate/", by_candidate.by_candidate, name="by_candidate"
    ),
    path("centres/<str:number>/results/export/", export.export, name="export"),
    path("centres/<str:number>/results/expected/", expected.expected, name="expected"),
    path(
        "centres/<str:number>/results/expected/export/",
        expected.expected_export,
        name="expected_export",
    ),
    path("centres/<str:number>/results/embargo/", embargo.embargo, name="embargo"),
    path(
        "centres/<str:number>/results/embargo/export/",
        embargo.embargo_export,
        name="embargo_export",
    ),
    path(
        "centres/<str:number>/results/embargo/statements/",
        embargo.embargo_statements,
        name="embargo_statements",
    ),
    path(
        "centres/<str:number>/results/statements/",
        statements.all_statements,
        name="all_statements",
    ),
    path(
        "centres/<str:number>/results/statements/<str:ocr_number>/",
        statements.statement,
        name="statement",
    ),
    path("centres/<str:number>/results/files/", results_files.results_files, name="results_files"),
    path(
        "centres/<str:number>/results/files/make/",
        results_files.make_results_files,
        name="make_results_files",
    ),
    path(
        "centres/<str:number>/results/files/key.csv", results_files.results_key, name="results_key"
    ),
    path(
        "centres/<str:number>/results/files/<int:pk>/",
        results_files.one_results_file,
        name="results_file",
    ),
    path(
        "centres/<str:number>/results/files/<int:pk>/file/",
        results_files.results_file_content,
        name="results_file_content",
    ),
    path(
        "centres/<str:number>/results/files/<int:pk>/receipt.csv",
        results_files.results_file_receipt,
        name="results_file_receipt",
    ),
    path("centres/<str:number>/results/<int:pk>/working/", working.working, name="working"),
    path(
        "centres/<str:number>/results/<int:pk>/working/<int:result>/",
        working.working_of,
        name="working_of",
    ),
    path("api/centres/<str:number>/results/", api.UnitResults.as_view(), name="api"),
]
