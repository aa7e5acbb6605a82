"""Where the pages are."""

from django.urls import path

from entries.views import basedata, examining, listing, registering

app_name = "entries"
urlpatterns = [
    path("", listing.entries, name="entries"),
    path("units/", listing.unit_entries, name="unit_entries"),
    path("receipts/<int:pk>/", listing.receipt, name="receipt"),
    path("register/", registering.register, name="register"),
    path("register/<str:code>/", registering.register_for, name="register_for"),
    path("units/<str:code>/", registering.units_only, name="units_only"),
    path("exams/", examining.exams, name="exams"),
    path("exams/<str:series>/<str:code>/", examining.exams_for, name="exams_for"),
    path("basedata/", basedata.basedata, name="basedata"),
    path("basedata/<str:series>.zip", basedata.basedata_set, name="basedata_set"),
    path("basedata/<str:series>/<str:data_type>/", basedata.basedata_file, name="basedata_file"),
]
